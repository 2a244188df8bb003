// How the page looks: light and dark, narrow and wide, on a screen and on paper.

#include "report/html_parts.h"

namespace conformance::report {

std::string_view stylesheet()
{
    return R"style(
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1b1f23; --soft: #596068; --line: #dcddd8; --wash: #f3f3ef;
  --pass: #17704a; --fail: #b3231a; --inconclusive: #875600; --aside: #666c73; --advisory: #5a3fa5;
  --fail-wash: #fbeeec; --inconclusive-wash: #fbf3e2; --link: #1d4f8f;
  --sans: "Inter", "Source Sans 3", system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131619; --ink: #e3e5e2; --soft: #a3aab0; --line: #30363b; --wash: #1b2024;
    --pass: #62c596; --fail: #ff8b7c; --inconclusive: #e4b04e; --aside: #979ea5; --advisory: #bba8f7;
    --fail-wash: #2a1a19; --inconclusive-wash: #282214; --link: #8dbbf3;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  max-width: 64rem; margin: 0 auto; padding: 3.5rem 2rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 var(--sans); font-variant-numeric: tabular-nums;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre, .id, .hash, .frame, .time, ul.ids { font-family: var(--mono); font-size: .84em; }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { margin: 4rem 0 .35rem; font-size: 1.55rem; line-height: 1.2; letter-spacing: -.015em; font-weight: 650; }
h3 { margin: 2.25rem 0 .6rem; font-size: 1.05rem; }
h4 { margin: 1.3rem 0 .35rem; font-size: .8rem; font-weight: 600; color: var(--soft); }
bdi { white-space: pre-wrap; overflow-wrap: anywhere; }
cite { font-style: normal; color: var(--soft); }
.odd { font-family: var(--mono); font-size: .85em; padding: 0 .2em; border: 1px solid currentColor; border-radius: 3px; opacity: .85; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.lede { max-width: 46rem; color: var(--soft); }
.pass { --tone: var(--pass); } .fail { --tone: var(--fail); } .inconclusive { --tone: var(--inconclusive); }
.not_applicable, .nil { --tone: var(--aside); } .advisory, .noted { --tone: var(--advisory); }
.icon { flex: none; width: 1em; height: 1em; vertical-align: -.12em; color: var(--tone); }
.knockout { stroke: var(--paper); }
.shapes { position: absolute; }

.eyebrow { color: var(--soft); font-size: .9rem; }
h1 { margin: .25rem 0 .6rem; font-size: clamp(2.3rem, 7vw, 3.6rem); line-height: 1.05; letter-spacing: -.03em; font-weight: 680; color: var(--tone); }
.masthead .lede { font-size: 1.15rem; }
.masthead .lede b { color: var(--ink); font-weight: 600; }
.bar { display: block; width: 100%; height: 12px; margin: 2rem 0 .7rem; }
.bar rect { fill: var(--tone); }
.bar .not_applicable { opacity: .45; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; }
.legend .icon { margin-right: .45rem; }
.nil .icon { --tone: var(--aside); }
.legend .nil, td.nil { color: var(--aside); }
.axes { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0 2rem; margin: 2rem 0 0; border-top: 1px solid var(--line); }
.axis { padding: .9rem 0; }
.axis dt { color: var(--soft); font-size: .9rem; }
.axis b { display: block; font-size: 1.15rem; font-weight: 600; }
.axis span { color: var(--soft); }

table { border-collapse: collapse; width: 100%; text-align: left; }
th, td { padding: .45rem .75rem .45rem 0; vertical-align: top; border-top: 1px solid var(--line); font-weight: inherit; }
thead th { border-top: 0; color: var(--soft); font-size: .84rem; vertical-align: bottom; }
.areas { margin-top: .5rem; table-layout: fixed; }
.areas th:first-child { width: 22%; }
.areas td, .areas thead th + th { text-align: right; }
.areas thead .icon { margin-right: .35rem; }
.areas td { color: var(--tone); }
.areas td.fail, .areas td.inconclusive { font-weight: 700; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin-top: 1.5rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: .92rem; }

.cards { border-bottom: 1px solid var(--line); margin-top: .8rem; }
.headline {
  display: grid; grid-template-columns: 1.25rem minmax(0, 1fr) 4.5rem 11rem; gap: 0 .75rem; align-items: baseline;
  padding: .6rem .5rem .6rem .25rem; border-top: 1px solid var(--line); color: inherit; text-decoration: none; cursor: pointer; list-style: none;
}
.headline::-webkit-details-marker { display: none; }
summary.headline .word::after { content: ""; display: inline-block; width: .36em; height: .36em; margin-left: .6em; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: translateY(-.22em) rotate(45deg); }
[open] > summary.headline .word::after { transform: translateY(0) rotate(-135deg); }
.headline:hover { background: var(--wash); }
.headline > .icon { align-self: start; margin-top: .28rem; }
.names > span { display: block; }
.title { font-weight: 550; }
.names .id { color: var(--soft); overflow-wrap: anywhere; }
.names .seen { margin-top: .15rem; }
[open] > .headline .seen { display: none; }
.names .noted { color: var(--advisory); font-size: .85rem; }
.noted .icon { margin-right: .3rem; }
.level { color: var(--soft); font-size: .82rem; }
.outcome { text-align: right; }
.outcome .word { display: block; color: var(--tone); font-weight: 600; }
.outcome code { overflow-wrap: anywhere; color: var(--soft); }
details.probe > .body { padding: .35rem .5rem 1.6rem 2.25rem; }
details.crowd > .body { padding-right: 0; }
details.probe[open] > .headline { background: var(--wash); }
details.fail[open] > .headline { background: var(--fail-wash); }
details.inconclusive[open] > .headline { background: var(--inconclusive-wash); }
details.probe:target > .headline { box-shadow: inset 3px 0 0 var(--link); }
.requirement { max-width: 46rem; margin-top: .6rem; }
.of-probe { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .3rem 1rem; margin-top: .9rem; }
.of-probe dt, .facts dt { color: var(--soft); font-size: .9rem; }
.named-details li { font-family: var(--mono); font-size: .84em; padding: .1rem 0; }
.exchange { border-bottom: 1px solid var(--line); font-size: .92rem; }
.exchange li { border-top: 1px solid var(--line); }
.step { display: grid; grid-template-columns: 2.5rem 1.25rem minmax(0, 1fr) auto; gap: .5rem; padding: .3rem .25rem; align-items: baseline; list-style: none; }
summary.step { cursor: pointer; }
summary.step .said::after { content: " \25b8"; color: var(--soft); }
[open] > summary.step .said::after { content: " \25be"; }
.step .frame { color: var(--soft); text-align: right; }
.step .time { color: var(--soft); white-space: nowrap; }
.exchange .event { color: var(--soft); }
.exchange .named { box-shadow: inset 3px 0 0 var(--tone); }
.named .frame { color: var(--tone); font-weight: 700; }
.exchange .folded { padding: .3rem .25rem .3rem 4.75rem; color: var(--soft); }
.folded .exchange { border-bottom: 0; margin: .4rem 0 0 -4.75rem; }
.folded summary { cursor: pointer; }
.exchange pre { margin: 0 0 .6rem 4.75rem; max-height: 30rem; overflow: auto; color: var(--soft); line-height: 1.45; }
.look { position: relative; padding: .6rem 5.5rem .6rem .8rem; background: var(--wash); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
.look code { font-size: 1em; user-select: all; -webkit-user-select: all; }
.look button { position: absolute; top: .4rem; right: .45rem; padding: .05rem .6rem; font: .95em var(--sans); color: var(--link); background: var(--paper); border: 1px solid var(--line); border-radius: 4px; cursor: pointer; }
.where { margin-top: .5rem; color: var(--soft); font-size: .9rem; }
)style"
           R"style(
.matrix { margin-top: 1.6rem; }
.matrix caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
.matrix th[scope=row] { padding-right: 1.5rem; }
.matrix .again th, .matrix .again td { border-top-color: transparent; }
.matrix .again .same { color: var(--soft); }
.matrix td + td { border-left: 2px solid var(--paper); }
.matrix .prefix, .matrix thead .whole { display: none; }
.matrix tbody tr:hover, .matrix tfoot tr:hover { background: var(--wash); }
.parts { display: grid; grid-template-columns: 9.5rem 6.5rem 6.5rem 2.2rem 1fr; gap: 0 .5rem; align-items: baseline; }
.pair { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); align-items: baseline; }
.group-name, .aside { color: var(--soft); font-size: .88em; }
.aside { display: block; overflow-wrap: anywhere; }
.suites th[scope=row] > bdi { font-family: var(--mono); font-size: .84em; }
.mark { width: 10.5rem; padding-right: 0; }
.matrix thead th + th { padding-left: .5rem; }
.mark.fail { background: var(--fail-wash); }
.mark.inconclusive { background: var(--inconclusive-wash); }
.mark a { display: flex; gap: .5rem; align-items: baseline; margin: -.45rem 0; padding: .45rem .5rem; color: inherit; text-decoration: none; }
.mark a:hover .word { text-decoration: underline; }
.mark .icon { align-self: start; margin-top: .26rem; }
.mark .word { color: var(--tone); }
.mark.fail .word, .mark.inconclusive .word { font-weight: 650; }
.mark .words code { display: block; color: var(--soft); overflow-wrap: anywhere; }
.mark .noted { margin-left: auto; }
.none { color: var(--aside); padding-left: .5rem; }
tfoot th, tfoot td { border-top: 1px solid var(--soft); }

.fold { margin-top: 1rem; }
.fold > summary, .places > summary { cursor: pointer; color: var(--link); width: fit-content; }
.advisories > li { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: .75rem; padding: .8rem .25rem; border-top: 1px solid var(--line); --tone: var(--advisory); }
.advisories > li > .icon { margin-top: .28rem; }
.advisories, .advisories p { max-width: none; }
.advisories { margin-top: .8rem; border-bottom: 1px solid var(--line); }
.places { margin-top: .2rem; font-size: .92rem; }
.ids { padding: .4rem 0 0 1rem; overflow-wrap: anywhere; columns: 2 22rem; }
.counts { margin-top: .8rem; table-layout: fixed; }
.counts td, .counts thead th + th { text-align: right; }
.catalog { margin: .5rem 0 1.5rem; font-size: .92rem; }
.catalog .title { display: block; font-weight: inherit; }
.catalog .id { color: var(--soft); overflow-wrap: anywhere; }
.catalog cite { display: block; }
.catalog td:nth-child(2) { width: 13rem; }
.catalog .why { width: 30%; }
.catalog .icon { margin-right: .4rem; }
.measurements { margin-top: .8rem; width: auto; }
.measurements .number { text-align: right; font-weight: 600; }
.why { color: var(--soft); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem 2.5rem; margin-top: 1rem; }
.hash { overflow-wrap: anywhere; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }

@media (max-width: 62rem) { .group-name { display: none; } }
@media (max-width: 46rem) {
  body { padding: 1.75rem 1.1rem 3rem; }
  .axes { grid-template-columns: 1fr; }
  .axis + .axis { border-top: 1px solid var(--line); }
  .areas thead { display: none; }
  .areas tr { display: flex; flex-wrap: wrap; gap: 0 1rem; border-top: 1px solid var(--line); padding: .4rem 0; }
  .areas th, .areas td { border: 0; padding: 0; }
  .areas th { flex: 1 0 100%; }
  .areas td.nil { display: none; }
  .areas td::after { font-weight: 400; }
  .areas td.pass::after { content: " pass"; } .areas td.fail::after { content: " fail"; }
  .areas td.inconclusive::after { content: " inconclusive"; } .areas td.not_applicable::after { content: " n/a"; }
  .areas td.advisory::after { content: " advisories"; }
  .headline { grid-template-columns: 1.1rem minmax(0, 1fr) auto; }
  .headline .names { grid-column: 2 / -1; }
  .headline .level { grid-area: 2 / 3; }
  .headline .outcome { grid-area: 2 / 2; text-align: left; }
  .outcome .word { display: inline; margin-right: .5rem; }
  summary.headline .outcome .word::after { display: none; }
  details.probe > .body { padding: .2rem 0 1.4rem .25rem; }
  .of-probe { grid-template-columns: 1fr; gap: 0; }
  .of-probe dd { margin-bottom: .6rem; }
  .step { grid-template-columns: 1.4rem 1rem minmax(0, 1fr) auto; gap: .35rem; }
  .exchange .folded { padding: .3rem .25rem .3rem 4.75rem; color: var(--soft); }
.folded .exchange { border-bottom: 0; margin: .4rem 0 0 -4.75rem; }
.folded summary { cursor: pointer; }
.exchange pre { margin-left: 3.1rem; }
  .parts, .pair { display: block; }
  .parts > span + span:not(:empty)::before { content: ", "; }
  .parts .integrity.absent { display: none; }
  .matrix thead .parts > span { display: none; }
  .matrix thead .parts > .whole, .matrix .prefix { display: inline; }
  .mark { width: 6.5rem; font-size: .85rem; }
  .versions .mark, .suites .mark, .ports .mark { width: 7.5rem; }
  .mark a { gap: .3rem; padding: .45rem .25rem; }
  .matrix thead th + th { padding-left: .25rem; }
  .matrix th[scope=row] { padding-right: .5rem; font-size: .9rem; }
  .counts, .counts thead th { font-size: .8rem; }
  .mark .words code { font-size: .74rem; }
  .catalog thead { display: none; }
  .catalog tr { display: block; border-top: 1px solid var(--line); padding: .4rem 0; }
  .catalog th, .catalog td { display: block; border: 0; padding: .1rem 0; }
  .catalog td:nth-child(2), .catalog .why { width: auto; }
  .catalog cite { display: inline; margin-left: .6rem; }
  .measurements .why { display: none; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --wash: #fff; --fail-wash: #fff; --inconclusive-wash: #fff;
    --pass: #0b5c39; --fail: #a3150d; --inconclusive: #6f4600; --advisory: #46308a; --aside: #555; --link: #000; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  .group-name { display: none; }
  tfoot { display: table-row-group; }
  nav, .look button { display: none; }
  a { text-decoration: none; }
  h2, h3, h4, .headline { break-after: avoid; }
  tr, .exchange li, .advisories > li { break-inside: avoid; }
  .exchange .folded { padding: .3rem .25rem .3rem 4.75rem; color: var(--soft); }
.folded .exchange { border-bottom: 0; margin: .4rem 0 0 -4.75rem; }
.folded summary { cursor: pointer; }
.exchange pre { max-height: none; overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)style";
}

std::string_view stylesheet_hash()
{
    return "7TYz9FxBdww1JewV21QKCs2EZrBRGz5SLftsWhGEWCo=";
}

}  // namespace conformance::report
