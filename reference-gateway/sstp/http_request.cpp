// The syntax is RFC 9112's (sections 2.2, 3 and 5), without its leniencies: no bare line feed, no
// folded field, no space before the colon.
#include "sstp/http_request.h"

#include <algorithm>
#include <string_view>

namespace gateway::sstp {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";

bool is_token_character(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_visible(char c)
{
    return c > ' ' && c < '\x7f';
}

bool is_target(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_visible);
}

bool is_field_value(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return is_visible(c) || c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80;
    });
}

bool is_version(std::string_view text)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' &&
           is_digit(text[7]);
}

std::string lower_case(std::string_view text)
{
    std::string lower{text};
    std::ranges::for_each(lower, [](char& c) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    });
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view take_line(std::string_view& rest)
{
    const std::size_t end = rest.find(end_of_line);
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(line.size() + end_of_line.size());
    return line;
}

bool parse_request_line(std::string_view line, HttpRequest& request)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    request.version = line.substr(last + 1);
    return is_token(request.method) && is_target(request.target) && is_version(request.version);
}

bool parse_field_line(std::string_view line, HttpRequest& request)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
    const std::string_view value = trimmed(line.substr(colon + 1));
    request.fields.emplace_back(lower_case(line.substr(0, colon)), value);
    return is_field_value(value);
}

}  // namespace

bool HttpRequest::has(const std::string& lower_case_name) const
{
    return std::ranges::any_of(fields, [&](const auto& f) { return f.first == lower_case_name; });
}

std::optional<std::string> HttpRequest::field(const std::string& lower_case_name) const
{
    std::optional<std::string> found;
    for (const auto& [name, value] : fields) {
        if (name != lower_case_name) continue;
        if (found && *found != value) return std::nullopt;
        found = value;
    }
    return found;
}

HttpReading HttpRequestReader::feed(View octets)
{
    used_ = 0;
    while (used_ < octets.size()) {
        if (head_.size() == largest_head) return HttpReading::too_large;
        head_ += static_cast<char>(octets[used_++]);
        if (head_.ends_with(end_of_head)) return parse();
    }
    return HttpReading::unfinished;
}

HttpReading HttpRequestReader::parse()
{
    std::string_view rest = head_;
    rest.remove_suffix(end_of_line.size());
    if (!parse_request_line(take_line(rest), request_)) return HttpReading::malformed;
    while (!rest.empty()) {
        if (request_.fields.size() == most_fields) return HttpReading::too_large;
        if (!parse_field_line(take_line(rest), request_)) return HttpReading::malformed;
    }
    return HttpReading::complete;
}

}  // namespace gateway::sstp
