// Nothing else: the suites outside the policy edition, at each version it allows.

#include <array>

#include "peers/tls/drive.h"
#include "probes/tls/controls.h"
#include "probes/tls/elimination.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"
#include "wire/tls/narrate.h"

namespace conformance::probes::tls {

namespace {

using peers::tls::Groups;

// Handshakes of a gateway that accepts very much, unless all is to be measured; the rest is told as selected.
constexpr std::size_t most_driven = 64;

struct Sum {
    std::vector<std::string> selected, broken_off, undecided;
    std::vector<unsigned> selected_frames, refused_frames;
    std::string manner, reason, unaccepted;
    std::size_t offered = 0;
    unsigned exchanges = 0;
};

// What becomes of a suite that was selected when it is offered alone and driven to the end.
std::string fate_of(Bench& bench, std::uint16_t version, std::uint16_t suite, Groups groups, Sum& sum)
{
    if (!bench.full && sum.selected.size() >= most_driven) {
        return "selected, not driven further";
    }
    ++sum.exchanges;
    const auto answer = peers::tls::complete(bench, version, {suite}, groups);
    sum.selected_frames.insert(sum.selected_frames.end(), answer.frames.begin(),
                               answer.frames.end());
    if (answer.suite() != suite || answer.version() != version) {
        return "selected, but not when it is offered alone";
    }
    return "selected, " + answer.drive_ending();
}

// One elimination; what it leaves refused.
Suites add(Bench& bench, std::uint16_t version, const Suites& candidates, Groups groups,
           const std::string& where, Sum& sum)
{
    const auto own = suites_at(version, bench.edition, bench.registries);
    const auto swept = sweep(bench, version, own, candidates, groups);
    const auto line = [&](std::uint16_t suite) {
        return wire::tls::suite_with_number(suite, bench.registries) + where;
    };
    for (const auto suite : swept.broken_off) {
        sum.broken_off.push_back("selected, then broken off: " + line(suite));
    }
    for (const auto suite : swept.undecided) {
        sum.undecided.push_back("undecided: " + line(suite));
    }
    sum.selected_frames.insert(sum.selected_frames.end(), swept.selected_frames.begin(),
                               swept.selected_frames.end());
    for (const auto suite : swept.selected) {
        sum.selected.push_back(line(suite) + ": " + fate_of(bench, version, suite, groups, sum));
    }
    sum.refused_frames.insert(sum.refused_frames.end(), swept.refused_frames.begin(),
                              swept.refused_frames.end());
    sum.manner = swept.manner;
    if (!swept.reason.empty()) {
        sum.reason = swept.reason;
    }
    sum.exchanges += swept.exchanges;
    if (!swept.had_control && groups == Groups::curves) {
        sum.unaccepted +=
            "; at " + wire::tls::version_name(version) + " no suite at all is accepted";
    }
    auto refused = candidates;
    for (const auto* settled : {&swept.selected, &swept.broken_off, &swept.undecided}) {
        refused = peers::tls::without(std::move(refused), *settled);
    }
    return refused;
}

void add(Bench& bench, std::uint16_t version, bool many_versions, Sum& sum)
{
    const auto own = suites_at(version, bench.edition, bench.registries);
    const auto candidates =
        peers::tls::without(peers::tls::suites_usable_at(version, bench.registries), own);
    const auto where = many_versions ? " at " + wire::tls::version_name(version) : "";
    sum.offered += candidates.size();
    const auto refused = add(bench, version, candidates, Groups::curves, where, sum);
    const auto again = version < wire::tls::tls_1_3
                           ? peers::tls::finite_field_suites(refused, bench.registries)
                           : Suites{};
    if (!again.empty()) {
        (void)add(bench, version, again, Groups::finite_fields_too, where, sum);
    }
}

std::string listed(const std::vector<std::string>& lines)
{
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < most; ++i) {
        text += (i == 0 ? "" : "; ") + lines[i];
    }
    return lines.size() > most ? text + " and " + std::to_string(lines.size() - most) + " more"
                               : text;
}

Finding concluded(const Sum& sum, const std::string& expected)
{
    if (!sum.selected.empty()) {
        return fail("accepted-extra", expected, "also " + listed(sum.selected),
                    sum.selected_frames);
    }
    if (!sum.undecided.empty()) {
        return inconclusive("undecided", expected,
                            std::to_string(sum.undecided.size()) + " of " +
                                std::to_string(sum.offered) +
                                " other suites could not be decided: " + sum.reason,
                            sum.refused_frames);
    }
    return pass(sum.manner, expected,
                "all " + std::to_string(sum.offered) + " other registered suites are refused" +
                    sum.unaccepted,
                sum.refused_frames);
}

// No registered cipher suite outside the edition is selected, at any version the edition allows.
Finding nothing_else_is_selected(Bench& bench)
{
    const auto versions = allowed_versions(bench.edition);
    Sum sum;
    std::string names;
    for (const auto version : versions) {
        add(bench, version, versions.size() > 1, sum);
        names += (names.empty() ? "" : " and ") + wire::tls::version_name(version);
    }
    auto finding = concluded(sum, "at " + names + " only the suites of " + bench.edition.name);
    finding.details = sum.selected;
    for (const auto* lines : {&sum.broken_off, &sum.undecided}) {
        finding.details.insert(finding.details.end(), lines->begin(), lines->end());
    }
    if (!sum.broken_off.empty()) {
        finding.advisories.push_back(
            {"broken-off",
             std::to_string(sum.broken_off.size()) +
                 " other suites are selected in ServerHello, but the server gives up before "
                 "its first flight is whole",
             "RFC 5246, Section 7.4.1.3"});
    }
    finding.measurements = {
        {"suites-offered", static_cast<double>(sum.offered), "suites",
         "registered suites outside the edition"},
        {"exchanges", static_cast<double>(sum.exchanges), "exchanges", "hellos it took"},
    };
    return finding;
}

const std::array table{
    Probe{"p2s/tls/nothing-else", nothing_else_is_selected, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> exactness_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
