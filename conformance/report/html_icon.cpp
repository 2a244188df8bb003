// The shapes of the verdicts: a ring with a tick, a square with a cross, a diamond, a bar; a
// triangle for an advisory.

#include "report/html_parts.h"

namespace conformance::report {

namespace {

constexpr std::string_view shapes =
    R"(<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
<symbol id="icon-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M4.9 8.3 7.1 10.5 11.2 5.8" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></symbol>
<symbol id="icon-fail" viewBox="0 0 16 16"><rect x=".6" y=".6" width="14.8" height="14.8" rx="2.4" fill="currentColor"/><path class="knockout" d="M5 5 11 11M11 5 5 11" fill="none" stroke-width="1.9" stroke-linecap="round"/></symbol>
<symbol id="icon-inconclusive" viewBox="0 0 16 16"><path d="M8 .7 15.3 8 8 15.3.7 8Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/><path class="knockout" d="M6.2 6.6C6.2 4.3 9.9 4.4 9.8 6.6 9.7 7.7 8 7.8 8 9.2M8 11.4V11.5" fill="none" stroke-width="1.5" stroke-linecap="round"/></symbol>
<symbol id="icon-not_applicable" viewBox="0 0 16 16"><path d="M4 8H12" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></symbol>
<symbol id="icon-advisory" viewBox="0 0 16 16"><path d="M8 1.6 15 14.2H1Z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M8 6.2V9.8M8 12V12.1" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/></symbol>
</svg>)";

Markup shape(const std::string& name)
{
    return element("svg", {{"class", "icon " + name}, {"aria-hidden", "true"}},
                   element("use", {{"href", "#icon-" + name}}));
}

}  // namespace

Markup icon_shapes()
{
    return Markup::of_ours(shapes);
}

Markup icon(Verdict verdict)
{
    return shape(std::string(word(verdict)));
}

Markup advisory_icon()
{
    return shape("advisory");
}

}  // namespace conformance::report
