#include "base/event.h"

#include <algorithm>
#include <string_view>

#include "base/octets.h"

namespace gateway {
namespace {

bool is_plain(char c)
{
    return c > ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '=';
}

std::string in_quotes(std::string_view value)
{
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (is_plain(c) || c == ' ' || c == '=') {
            text += c;
        } else {
            const auto octet = static_cast<std::uint8_t>(c);
            text += "\\x" + to_hex({&octet, 1});
        }
    }
    return text + '"';
}

}  // namespace

std::string to_line(const Event& event)
{
    std::string line = event.name;
    for (const auto& [key, value] : event.words) {
        const bool plain = !value.empty() && std::ranges::all_of(value, is_plain);
        line += ' ' + key + '=' + (plain ? value : in_quotes(value));
    }
    return line;
}

}  // namespace gateway
