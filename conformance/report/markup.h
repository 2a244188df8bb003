// HTML that cannot be forged: a string becomes markup only by being escaped, and markup comes from
// element() alone.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace conformance::report {

class Markup {
public:
    Markup() = default;
    Markup(std::string_view text);  // NOLINT(google-explicit-constructor): text is welcome, escaped
    Markup(const std::string& text) : Markup(std::string_view(text)) {}  // NOLINT
    Markup(const char* text) : Markup(std::string_view(text)) {}         // NOLINT

    // Octets of this program's own, such as its stylesheet.
    [[nodiscard]] static Markup of_ours(std::string_view octets);

    Markup& operator+=(const Markup& more)
    {
        octets_ += more.octets_;
        return *this;
    }
    [[nodiscard]] bool empty() const { return octets_.empty(); }
    [[nodiscard]] const std::string& octets() const { return octets_; }

private:
    std::string octets_;
};

struct Attribute {
    std::string_view name;
    std::string value;
};
using Attributes = std::initializer_list<Attribute>;

[[nodiscard]] Markup start_tag(std::string_view name, Attributes attributes);
[[nodiscard]] Markup end_tag(std::string_view name);

template <typename... Content>
[[nodiscard]] Markup element(std::string_view name, Attributes attributes, Content&&... content)
{
    Markup whole = start_tag(name, attributes);
    ((whole += Markup(std::forward<Content>(content))), ...);
    whole += end_tag(name);
    return whole;
}

// Text that may be the gateway's: kept apart from the direction of the text around it, and no
// longer than a page can bear.
[[nodiscard]] Markup foreign(std::string_view text);

// A place on the page, and the way to it.
[[nodiscard]] std::string anchor(std::string_view id);
[[nodiscard]] Markup link_to(std::string_view id, const Markup& content);

}  // namespace conformance::report
