#include "catalog/toml_letters.h"

#include <array>
#include <string>

namespace conformance::catalog {

namespace {

constexpr std::array<std::string_view, 4> quotes{R"(""")", "'''", R"(")", "'"};

constexpr std::string_view before_strings = "\n=,.[{";

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; }

// Knows, letter by letter, where in a TOML text it stands.
class Scan {
   public:
    // Reads the letter at the head of `rest`; how many letters were taken with it.
    std::size_t step(std::string_view rest)
    {
        if (rest.front() == '\n' && quote_.size() < 3) {
            quote_ = {};
            comment_ = false;
            backslash_ = Backslash::none;
            last_ = '\n';
            return 1;
        }
        if (comment_) { return 1; }
        return quote_.empty() ? step_outside(rest) : step_in_string(rest);
    }

    [[nodiscard]] bool letters_are_free() const
    {
        return !astray_ && (comment_ || (!quote_.empty() && backslash_ == Backslash::none));
    }

   private:
    enum class Backslash { none, before, with_blanks_after };

    std::size_t step_outside(std::string_view rest)
    {
        comment_ = rest.front() == '#';
        for (const auto quote : quotes) {
            if (rest.starts_with(quote)) {
                astray_ = astray_ || before_strings.find(last_) == std::string_view::npos;
                last_ = quote.front();
                quote_ = quote;
                return quote.size();
            }
        }
        if (!is_blank(rest.front())) { last_ = rest.front(); }
        return 1;
    }

    std::size_t step_in_string(std::string_view rest)
    {
        if (backslash_ != Backslash::none && is_blank(rest.front())) {
            backslash_ = Backslash::with_blanks_after;
            return 1;
        }
        const bool is_escaped = backslash_ == Backslash::before;
        backslash_ = Backslash::none;
        if (is_escaped) { return 1; }
        if (rest.front() == '\\' && quote_.front() == '"') {
            backslash_ = Backslash::before;
            return 1;
        }
        return rest.starts_with(quote_) ? end_string(rest) : 1;
    }

    // The last two quotation marks of a multi-line string may be followed by its delimiter: """a""""".
    std::size_t end_string(std::string_view rest)
    {
        auto taken = quote_.size();
        for (int more = 0; quote_.size() == 3 && more < 2 && rest.substr(taken).starts_with(quote_.front()); ++more) {
            ++taken;
        }
        quote_ = {};
        return taken;
    }

    std::string_view quote_;  // around the string it stands in
    char last_ = '\n';        // outside strings, but for blanks
    bool astray_ = false;
    bool comment_ = false;
    Backslash backslash_ = Backslash::none;
};

}  // namespace

std::optional<unsigned> line_of_stray_letter(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) { text.remove_prefix(byte_order_mark.size()); }
    unsigned line = 1;
    for (Scan scan; !text.empty();) {
        if (static_cast<unsigned char>(text.front()) > 0x7f && !scan.letters_are_free()) { return line; }
        if (text.front() == '\n') { ++line; }
        text.remove_prefix(scan.step(text));
    }
    return std::nullopt;
}

}  // namespace conformance::catalog
