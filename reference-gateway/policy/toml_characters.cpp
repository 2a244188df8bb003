#include "policy/toml_characters.h"

#include <algorithm>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

using Position = std::string_view::size_type;

constexpr auto none = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool beyond_ascii(char c)
{
    return (static_cast<unsigned char>(c) & 0x80) != 0;
}

Position or_end(std::string_view content, Position position)
{
    return std::min(position, content.size());
}

// Each of these takes where something begins and says where it ends; `fault` is set to the first
// character that must not be there.
class Walk {
public:
    explicit Walk(std::string_view content) : content_(content) {}

    Position fault()
    {
        Position at = content_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        while (at < content_.size() && fault_ == none) {
            at = past_one_thing(at);
        }
        return fault_;
    }

private:
    Position past_one_thing(Position at)
    {
        switch (content_[at]) {
            case '#':
                return or_end(content_, content_.find('\n', at));
            case '"':
            case '\'':
                return may_begin_string(at) ? past_string(at) : past_everything(at);
            default:
                if (beyond_ascii(content_[at])) fault_ = at;
                return at + 1;
        }
    }

    bool may_begin_string(Position at) const
    {
        const std::string_view line = content_.substr(0, at);
        const Position last = line.find_last_not_of(" \t");
        return last == none || line == byte_order_mark ||
               std::string_view{"\n=,.[{"}.find(line[last]) != none;
    }

    Position past_everything(Position at)
    {
        const auto found = std::ranges::find_if(content_.substr(at), beyond_ascii);
        const Position first = static_cast<Position>(found - content_.begin());
        if (first < content_.size()) fault_ = first;
        return content_.size();
    }

    Position past_string(Position at)
    {
        const char mark = content_[at];
        const std::string_view three = mark == '"' ? "\"\"\"" : "'''";
        if (!content_.substr(at).starts_with(three)) return past_line_string(at + 1, mark);

        for (at += three.size(); at < content_.size() && fault_ == none;) {
            if (content_.substr(at).starts_with(three)) {
                // Up to two marks more belong to the string.
                const Position end = or_end(content_, content_.find_first_not_of(mark, at));
                return std::min(end, at + 5);
            }
            at = past_one_of_string(at, mark);
        }
        return at;
    }

    // An unfinished one ends with its line; the library will say so.
    Position past_line_string(Position at, char mark)
    {
        while (at < content_.size() && fault_ == none) {
            if (content_[at] == '\n' || content_[at] == mark) return at + 1;
            at = past_one_of_string(at, mark);
        }
        return at;
    }

    Position past_one_of_string(Position at, char mark)
    {
        if (mark == '\'' || content_[at] != '\\') return at + 1;
        const Position next = or_end(content_, content_.find_first_not_of(" \t\r\n", at + 1));
        if (next < content_.size() && beyond_ascii(content_[next])) fault_ = next;
        return next == at + 1 ? at + 2 : next;
    }

    std::string_view content_;
    Position fault_ = none;
};

}  // namespace

void require_plain_syntax(std::string_view content, const std::string& path)
{
    const Position fault = Walk(content).fault();
    if (fault == none) return;
    const auto lines = std::ranges::count(content.substr(0, fault), '\n');
    throw FileError(path, static_cast<unsigned>(lines + 1),
                    "TOML: no character beyond ASCII outside strings and comments, nor after a "
                    "backslash");
}

}  // namespace gateway::policy
