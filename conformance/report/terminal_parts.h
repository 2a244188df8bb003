// The parts of the terminal matrix.

#pragma once

#include <string>
#include <string_view>

#include "report/matrix.h"
#include "report/overview.h"

namespace conformance::report {

// Where the text goes: how wide it is, and whether it knows colours (ECMA-48, SGR).
struct Terminal {
    bool colour = false;
    std::size_t width = 80;

    [[nodiscard]] std::string painted(std::string_view text, Verdict verdict) const;
    [[nodiscard]] std::string strong(std::string_view text) const;
};

// terminal_matrices.cpp: one area in a few lines.
[[nodiscard]] std::string area_lines(const Results& results, std::string_view area,
                                     const Terminal& terminal);
[[nodiscard]] std::string key_to_marks(const Results& results, const Terminal& terminal);

// terminal_wrong.cpp: each fail and each inconclusive probe, with what was expected, observed and
// where to look.
[[nodiscard]] std::string wrong_lines(const Results& results, const Terminal& terminal);

// Columns that a text takes, one for each character.
[[nodiscard]] std::size_t columns(std::string_view text);
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

// Words broken into lines behind `indent` blanks; the first line continues one that stands.
[[nodiscard]] std::string wrapped(std::string_view words, std::size_t indent, std::size_t width);

}  // namespace conformance::report
