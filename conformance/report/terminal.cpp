// What a terminal shows at the end of a run.

#include <algorithm>

#include "report/report.h"
#include "report/terminal_parts.h"
#include "report/text.h"

namespace conformance::report {

std::string Terminal::painted(std::string_view text, Verdict verdict) const
{
    if (!colour) return std::string(text);
    const char* paint = "";
    switch (verdict) {
        case Verdict::pass:
            paint = "\x1b[32m";
            break;
        case Verdict::fail:
            paint = "\x1b[1;31m";
            break;
        case Verdict::inconclusive:
            paint = "\x1b[1;33m";
            break;
        case Verdict::not_applicable:
            paint = "\x1b[2m";
            break;
    }
    return paint + std::string(text) + "\x1b[0m";
}

std::string Terminal::strong(std::string_view text) const
{
    return colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char octet) { return (static_cast<unsigned char>(octet) & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t width)
{
    const auto taken = columns(text);
    return std::string(text) + std::string(width > taken ? width - taken : 0, ' ');
}

std::string wrapped(std::string_view words, std::size_t indent, std::size_t width)
{
    std::string lines;
    std::size_t at = indent;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        const auto word = words.substr(0, end);
        const bool first = at == indent;
        if (!first && at + 1 + columns(word) > width) {
            lines += "\n" + std::string(indent, ' ');
            at = indent;
        } else if (!first) {
            lines += ' ';
            ++at;
        }
        lines += word;
        at += columns(word);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return lines;
}

std::string terminal_matrix(const nlohmann::json& document, bool colour, unsigned width)
{
    const auto results = read(document);
    const Terminal terminal{colour, std::max(width, 40U)};
    std::string text = terminal.strong(one_line(address_of(results.target))) + " against " +
                       terminal.strong(one_line(results.policy.title)) + "\n\n";
    for (const auto& area : results.areas()) {
        text += area_lines(results, area, terminal) + "\n";
    }
    text += key_to_marks(results, terminal) + "\n";
    text += wrong_lines(results, terminal);

    const auto& totals = results.summary;
    text += std::to_string(totals.pass) + " pass   " + std::to_string(totals.fail) + " fail   " +
            std::to_string(totals.inconclusive) + " inconclusive   " +
            std::to_string(totals.not_applicable) + " not applicable   " +
            counted(totals.advisories, "advisory", "advisories") + "   " +
            seconds(results.duration_s) + "\n";
    const auto worst = totals.fail > 0           ? Verdict::fail
                       : totals.inconclusive > 0 ? Verdict::inconclusive
                       : totals.pass > 0         ? Verdict::pass
                                                 : Verdict::not_applicable;
    text += terminal.painted(conclusion(results), worst) + ": " +
            wrapped(one_line(conclusion_in_full(results)), columns(conclusion(results)) + 2,
                    terminal.width) +
            "\n" + std::to_string(judged(results)) + " of " +
            counted(results.requirements.size(), "requirement", "requirements") + " judged\n";
    return text;
}

}  // namespace conformance::report
