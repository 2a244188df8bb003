// The parts of report.html, each in a file of its own, in the order of the page.

#pragma once

#include <string_view>

#include "report/markup.h"
#include "report/overview.h"
#include "report/results.h"

namespace conformance::report {

// html_stylesheet.cpp, html_script.cpp: what stands in the page's head, and its SHA-256 for the
// page's own policy (Content Security Policy Level 3, Section 2.3.1).
[[nodiscard]] std::string_view stylesheet();
[[nodiscard]] std::string_view stylesheet_hash();
[[nodiscard]] std::string_view script();
[[nodiscard]] std::string_view script_hash();

// html_icon.cpp: a shape for each verdict, so that colour is never alone.
[[nodiscard]] Markup icon_shapes();
[[nodiscard]] Markup icon(Verdict verdict);
[[nodiscard]] Markup advisory_icon();

// html_summary.cpp
[[nodiscard]] Markup masthead(const Results& results);
[[nodiscard]] Markup by_area(const Results& results);
[[nodiscard]] Markup facts(const Results& results);

// html_probe.cpp: everything about one probe, behind its headline.
[[nodiscard]] Markup card(const Results& results, const ProbeResult& probe, bool open);
[[nodiscard]] Markup row_to_card(const ProbeResult& probe);

// html_exchange.cpp
[[nodiscard]] Markup exchange(const ProbeResult& probe);

// html_wrong.cpp
[[nodiscard]] std::string_view title_of_wrong(const Results& results);
[[nodiscard]] Markup what_is_wrong(const Results& results);
[[nodiscard]] Markup what_is_discouraged(const Results& results);

// html_area.cpp, html_matrix.cpp: matrices first, then the other probes as a list.
[[nodiscard]] Markup area_section(const Results& results, std::string_view area);
[[nodiscard]] Markup matrix_of_proposals(const Results& results);
[[nodiscard]] Markup matrix_of_clients(const Results& results);
[[nodiscard]] Markup matrix_of_versions(const Results& results);
[[nodiscard]] Markup matrix_of_suites(const Results& results);
[[nodiscard]] Markup matrix_of_ports(const Results& results);

// html_coverage.cpp
[[nodiscard]] Markup coverage(const Results& results);
[[nodiscard]] Markup measurements(const Results& results);

}  // namespace conformance::report
