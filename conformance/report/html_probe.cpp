// One probe: its headline, and behind it the requirement, what was expected and observed, the
// exchange and the evidence.

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

Markup headline(const ProbeResult& probe)
{
    Markup names = element("span", {{"class", "title"}}, foreign(shortened(probe.title, 300)));
    names += element("span", {{"class", "id"}}, foreign(probe.id));
    if (probe.verdict != Verdict::pass && !probe.observed.empty()) {
        names += element("span", {{"class", "seen"}}, foreign(shortened(probe.observed, 240)));
    }
    if (!probe.advisories.empty()) {
        names += element("span", {{"class", "noted"}}, advisory_icon(),
                         counted(probe.advisories.size(), "advisory", "advisories"));
    }
    Markup outcome = element("span", {{"class", "word"}}, spoken(probe.verdict));
    if (!probe.code.empty()) outcome += element("code", {}, foreign(probe.code));

    Markup line = icon(probe.verdict);
    line += element("span", {{"class", "names"}}, names);
    line += element("span", {{"class", "level"}}, foreign(probe.level));
    line += element("span", {{"class", "outcome"}}, outcome);
    return line;
}

void add(Markup& list, std::string_view name, const Markup& content)
{
    list += element("dt", {}, name);
    list += element("dd", {}, content);
}

Markup listed(const std::vector<std::string>& lines)
{
    Markup items;
    for (const auto& line : lines) {
        items += element("li", {}, foreign(line));
    }
    return element("ul", {{"class", "named-details"}}, items);
}

Markup requirement_text(const Results& results, const ProbeResult& probe)
{
    const auto* requirement = results.requirement(probe.requirement);
    Markup text;
    if (requirement && requirement->text != probe.title) {
        text += foreign(requirement->text);
        text += " ";
    }
    text += element("cite", {}, foreign(probe.source));
    Markup whole = element("p", {{"class", "requirement"}}, text);
    if (probe.requirement != probe.id) {
        whole += element("p", {{"class", "id"}}, foreign(probe.requirement));
    }
    return whole;
}

Markup outcome(const ProbeResult& probe)
{
    Markup list;
    if (!probe.expected.empty()) add(list, "Expected", foreign(probe.expected));
    add(list, "Observed", probe.observed.empty() ? Markup("nothing") : foreign(probe.observed));
    if (!probe.details.empty()) add(list, "Namely", listed(probe.details));
    if (probe.intermittent) {
        add(list, "Intermittent",
            Markup("failed " + std::to_string(probe.intermittent->failed) + " of " +
                   std::to_string(probe.intermittent->of) + " times"));
    }
    for (const auto& advisory : probe.advisories) {
        Markup text = foreign(advisory.text);
        text += " ";
        text += element("cite", {}, foreign(advisory.source));
        add(list, "Advisory", text);
    }
    return element("dl", {{"class", "of-probe"}}, list);
}

// The folder as a relative reference, RFC 3986, Section 4.2: the dot keeps a colon from making a
// scheme of it.
std::string reference(std::string_view folder)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "-._~/";
    std::string whole = "./";
    for (const char character : folder) {
        const auto octet = static_cast<unsigned char>(character);
        const bool letter = (octet | 32U) >= 'a' && (octet | 32U) <= 'z';
        if (letter || (octet >= '0' && octet <= '9') || unreserved.contains(character)) {
            whole += character;
        } else {
            whole += {'%', digits[octet >> 4], digits[octet & 15]};
        }
    }
    return whole + "/";
}

bool climbs_out(std::string_view folder)
{
    return ("/" + std::string(folder) + "/").find("/../") != std::string::npos;
}

Markup evidence(const ProbeResult& probe)
{
    Markup whole;
    if (!probe.look.empty()) {
        whole += element("h4", {}, "Look");
        whole += element("pre", {{"class", "look"}}, element("code", {}, foreign(probe.look)));
    }
    Markup where;
    if (!probe.evidence.empty() && !climbs_out(probe.evidence)) {
        where += element("a", {{"href", reference(probe.evidence)}}, foreign(probe.evidence + "/"));
        where += ", ";
    }
    const auto frames = frames_in_words(probe.frames);
    if (!frames.empty()) where += frames + ", ";
    where += "took " + (probe.duration_ms >= 1000 ? seconds(probe.duration_ms / 1000)
                                                  : figure(probe.duration_ms) + " ms");
    whole += element("p", {{"class", "where"}}, where);
    return whole;
}

}  // namespace

Markup card(const Results& results, const ProbeResult& probe, bool open)
{
    Markup body = requirement_text(results, probe);
    body += outcome(probe);
    body += exchange(probe);
    body += evidence(probe);

    const std::string kind = "probe " + std::string(word(probe.verdict));
    Markup whole =
        open ? start_tag("details", {{"class", kind}, {"id", anchor(probe.id)}, {"open", ""}})
             : start_tag("details", {{"class", kind}, {"id", anchor(probe.id)}});
    whole += element("summary", {{"class", "headline"}}, headline(probe));
    whole += element("div", {{"class", "body"}}, body);
    whole += end_tag("details");
    return whole;
}

Markup row_to_card(const ProbeResult& probe)
{
    return element("a",
                   {{"class", "headline probe " + std::string(word(probe.verdict))},
                    {"href", "#" + anchor(probe.id)}},
                   headline(probe));
}

}  // namespace conformance::report
