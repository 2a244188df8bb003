#include "report/markup.h"

#include <cctype>

#include "report/text.h"

namespace conformance::report {

Markup::Markup(std::string_view text)
{
    for (const auto& piece : pieces(text)) {
        if (piece.odd) octets_ += "<span class=\"odd\">";
        octets_ += html_escaped(piece.text);
        if (piece.odd) octets_ += "</span>";
    }
}

Markup Markup::of_ours(std::string_view octets)
{
    Markup ours;
    ours.octets_ = octets;
    return ours;
}

Markup start_tag(std::string_view name, Attributes attributes)
{
    std::string tag = "<" + std::string(name);
    for (const auto& [attribute, value] : attributes) {
        tag += " " + std::string(attribute) + "=\"" + html_escaped(visible(value)) + "\"";
    }
    return Markup::of_ours(tag + (name == "meta" ? " />" : ">"));
}

Markup end_tag(std::string_view name)
{
    if (name == "meta") return {};
    return Markup::of_ours("</" + std::string(name) + ">");
}

Markup foreign(std::string_view text)
{
    constexpr std::size_t page_bears = 4000;
    return element("bdi", {{"dir", "ltr"}}, shortened(text, page_bears));
}

std::string anchor(std::string_view id)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string name = "at-";
    for (const char character : id) {
        const auto octet = static_cast<unsigned char>(character);
        if (std::isalnum(octet) || std::string_view("/.-").contains(character)) {
            name += character;
        } else {
            name += {'_', digits[octet >> 4], digits[octet & 15]};
        }
    }
    return name;
}

Markup link_to(std::string_view id, const Markup& content)
{
    return element("a", {{"href", "#" + anchor(id)}}, content);
}

}  // namespace conformance::report
