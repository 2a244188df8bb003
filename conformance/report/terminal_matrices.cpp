// The areas as a terminal shows them: proposals as a table of groups, all else as names with a mark
// before them.

#include <algorithm>
#include <vector>

#include "report/terminal_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::size_t cell_width = 9;  // "ok! ok!" and two blanks
constexpr std::size_t label_width = 36;

std::string_view mark_of(Verdict verdict)
{
    switch (verdict) {
        case Verdict::pass:
            return "ok";
        case Verdict::fail:
            return "XX";
        case Verdict::inconclusive:
            return "??";
        case Verdict::not_applicable:
            return "--";
    }
    return "";
}

std::string mark(const ProbeResult* probe, const Terminal& terminal)
{
    if (!probe) return " . ";
    return terminal.painted(mark_of(probe->verdict), probe->verdict) +
           (probe->advisories.empty() ? " " : "!");
}

std::string cell(const ProposalRow* row, const Terminal& terminal)
{
    return mark(row ? row->udp_500 : nullptr, terminal) + " " +
           mark(row ? row->udp_4500 : nullptr, terminal) + "  ";
}

std::string label(std::string_view encryption, std::string_view integrity, std::string_view prf)
{
    const auto words = "  " + padded(one_line(encryption), 15) +
                       padded(integrity.empty() ? "-" : one_line(integrity), 9) +
                       padded(one_line(prf), 9);
    return padded(words, label_width);
}

std::string without_end_blanks(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

using Siblings = std::vector<const ProposalRow*>;  // proposals that differ in the group alone

// A line for each encryption, integrity and PRF, a column for each group.
struct Table {
    std::vector<std::string> groups;
    std::vector<Siblings> lines;

    explicit Table(const std::vector<ProposalRow>& rows)
    {
        for (const auto& row : rows) {
            const auto& group = row.proposal.group;
            if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
            const auto line = std::ranges::find_if(lines, [&](const Siblings& other) {
                return row.proposal.is_sibling_of(other.front()->proposal);
            });
            if (line == lines.end()) {
                lines.push_back({&row});
            } else {
                line->push_back(&row);
            }
        }
    }

    [[nodiscard]] std::size_t width() const { return label_width + groups.size() * cell_width - 2; }

    [[nodiscard]] std::string text(const Terminal& terminal) const
    {
        std::string head = label("encryption", "integr.", "prf");
        for (const auto& group : groups) {
            head += padded("group " + one_line(group), cell_width);
        }
        std::string whole = without_end_blanks(head);
        for (const auto& siblings : lines) {
            const auto& proposal = siblings.front()->proposal;
            auto line = label(proposal.encryption, proposal.integrity, proposal.prf);
            for (const auto& group : groups) {
                const auto row = std::ranges::find_if(
                    siblings, [&](const auto* each) { return each->proposal.group == group; });
                line += cell(row == siblings.end() ? nullptr : *row, terminal);
            }
            whole += without_end_blanks(line);
        }
        return whole;
    }
};

std::string proposals(const Results& results, const Terminal& terminal)
{
    const auto rows = proposal_rows(results);
    if (rows.empty()) return "";
    std::string text;
    if (const Table table{rows}; table.width() <= terminal.width) {
        text = table.text(terminal);
    } else {
        for (const auto& row : rows) {
            text += "  " + cell(&row, terminal) + one_line(row.slug) + "\n";
        }
    }
    if (const auto* others = no_other_proposal(results)) {
        text += "  " + mark(others, terminal) + " no other proposal\n";
    }
    return text;
}

struct Named {
    std::string name;
    const ProbeResult* probe;
};

// In columns as wide as the longest name.
std::string listed(const std::vector<Named>& all, const Terminal& terminal)
{
    if (all.empty()) return "";
    std::size_t longest = 0;
    for (const auto& [name, probe] : all) {
        longest = std::max(longest, columns(name));
    }
    const auto each = longest + 7;
    const auto a_line = std::max<std::size_t>(1, (terminal.width - 2) / each);
    std::string text;
    std::string line;
    for (std::size_t at = 0; at < all.size(); ++at) {
        line += "  " + mark(all[at].probe, terminal) + " " + padded(all[at].name, longest + 1);
        if ((at + 1) % a_line != 0 && at + 1 != all.size()) continue;
        text += without_end_blanks(line);
        line.clear();
    }
    return text;
}

std::string clients(const Results& results, const Terminal& terminal)
{
    std::vector<Named> all;
    for (const auto& row : client_rows(results)) {
        all.push_back({one_line(row.name), &row.telling()});
    }
    return listed(all, terminal);
}

std::string versions_suites_and_ports(const Results& results, std::string_view area,
                                      const Terminal& terminal)
{
    std::vector<Named> versions;
    std::vector<Named> suites;
    std::vector<Named> ports;
    for (const auto& probe : results.probes) {
        if (probe.area != area) continue;
        if (const auto version = version_name(probe); !version.empty()) {
            versions.push_back({one_line(version), &probe});
        } else if (is_suite(probe)) {
            suites.push_back({one_line(last_part(probe.id)), &probe});
        } else if (const auto port = port_name(results, probe); !port.empty()) {
            ports.push_back({one_line(port), &probe});
        }
    }
    if (const auto* others = no_other_suite(results); others && area == "tls") {
        suites.push_back({"no other suite", others});
    }
    return listed(versions, terminal) + listed(suites, terminal) + listed(ports, terminal);
}

std::string in_words(const Totals& totals, const Terminal& terminal)
{
    std::string words;
    for (const auto verdict :
         {Verdict::pass, Verdict::fail, Verdict::inconclusive, Verdict::not_applicable}) {
        const auto count = totals.of(verdict);
        if (count == 0) continue;
        words +=
            (words.empty() ? "" : ", ") +
            terminal.painted(std::to_string(count) + " " + std::string(spoken(verdict)), verdict);
    }
    return words;
}

}  // namespace

std::string area_lines(const Results& results, std::string_view area, const Terminal& terminal)
{
    std::string text = terminal.strong(one_line(area_title(area))) + "  " +
                       in_words(totals_of(results, area), terminal) + "\n";
    if (area == "ike") text += proposals(results, terminal);
    if (area == "clients") text += clients(results, terminal);
    text += versions_suites_and_ports(results, area, terminal);
    Totals others;
    for (const auto& probe : results.probes) {
        if (probe.area == area && !stands_in_a_matrix(results, probe)) others.count(probe);
    }
    if (others.judged() > 0) text += "  other clauses: " + in_words(others, terminal) + "\n";
    return text;
}

std::string key_to_marks(const Results& results, const Terminal& terminal)
{
    std::string key =
        "ok pass, XX fail, ?? inconclusive, -- not applicable, . not tested, ! with an advisory.";
    if (!proposal_rows(results).empty()) {
        key = "Each proposal on UDP 500, then on UDP 4500: " + key;
    }
    return wrapped(key, 0, terminal.width) + "\n";
}

}  // namespace conformance::report
