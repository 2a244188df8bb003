// The matrices: IKE proposals by port, TLS versions, TLS suites, ports. Each cell leads to its probe.

#include <algorithm>
#include <optional>

#include "report/html_parts.h"
#include "report/proposal.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::string_view suite_family = "p2s/tls/suite";
constexpr std::string_view other_ports_family = "p2s/ports/other";
constexpr std::string_view no_other_proposal = "p2s/ike/nothing-else";
constexpr std::string_view no_other_suite = "p2s/tls/nothing-else";

const ProbeResult* probe_of(const Results& results, std::string_view requirement)
{
    const auto found = std::ranges::find(results.probes, requirement, &ProbeResult::requirement);
    return found == results.probes.end() ? nullptr : &*found;
}

Markup mark(const ProbeResult& probe)
{
    Markup words = element("span", {{"class", "word"}}, spoken(probe.verdict));
    if (is_wrong(probe) && !probe.code.empty()) words += element("code", {}, data(probe.code));
    Markup whole = icon(probe.verdict);
    whole += element("span", {{"class", "words"}}, words);
    if (!probe.advisories.empty()) {
        whole += element("span", {{"class", "noted"}}, advisory_icon(),
                         element("span", {{"class", "spoken"}}, "with an advisory"));
    }
    return whole;
}

Markup cell(const ProbeResult* probe, std::string_view columns = "1")
{
    if (!probe) {
        return element("td", {{"class", "mark"}}, element("span", {{"class", "none"}}, "not tested"));
    }
    return element("td",
                   {{"class", "mark " + std::string(word(probe->verdict))},
                    {"colspan", std::string(columns)}},
                   link_to(probe->id, mark(*probe)));
}

Markup table(std::string_view kind, std::string_view caption, const Markup& head,
             const Markup& body, const Markup& foot)
{
    Markup whole = element("caption", {}, caption);
    whole += element("thead", {}, element("tr", {}, head));
    whole += element("tbody", {}, body);
    if (!foot.empty()) whole += element("tfoot", {}, foot);
    return element("table", {{"class", "matrix " + std::string(kind)}}, whole);
}

Markup column(std::string_view name)
{
    return element("th", {{"scope", "col"}}, name);
}

std::string port_title(std::string_view transport, std::uint64_t usual, std::uint64_t here)
{
    const auto title = std::string(transport) + " " + std::to_string(usual);
    return here == usual ? title : title + " (here " + std::to_string(here) + ")";
}

Markup parts(const Proposal& proposal)
{
    const bool aead = proposal.integrity.empty();
    Markup whole = element("span", {{"class", "same"}}, data(proposal.encryption));
    whole += element("span", {{"class", aead ? "same integrity absent" : "same integrity"}},
                     aead ? Markup("\u2013") : data(proposal.integrity));
    whole += element("span", {{"class", "same"}}, data(proposal.prf));
    whole += element("span", {}, element("span", {{"class", "prefix"}}, "group "),
                     data(proposal.group));
    whole += element("span", {{"class", "group-name"}}, data(proposal.group_name));
    return element("span", {{"class", "parts"}}, whole);
}

Markup parts_head()
{
    Markup whole = element("span", {{"class", "whole"}}, "Proposal");
    for (const char* name : {"Encryption", "Integrity", "PRF", "Group"}) {
        whole += element("span", {}, name);
    }
    return element("th", {{"scope", "col"}}, element("span", {{"class", "parts"}}, whole));
}

bool same_suite(const Proposal& one, const Proposal& other)
{
    return one.encryption == other.encryption && one.integrity == other.integrity &&
           one.prf == other.prf;
}

Markup exactness_row(const ProbeResult* probe, std::string_view label)
{
    if (!probe) return {};
    return element("tr", {},
                   element("th", {{"scope", "row"}}, label,
                           element("span", {{"class", "aside"}}, data(probe->observed))),
                   cell(probe, label.contains("proposal") ? "2" : "1"));
}

Markup seen_at(std::string_view name, const ProbeResult& probe)
{
    return element("th", {{"scope", "row"}},
                   element("span", {{"class", "pair"}}, element("span", {}, name),
                           element("span", {{"class", "aside"}}, data(probe.observed))));
}

std::string version_name(std::string_view id)
{
    const auto part = last_part(id);
    const bool named = part.starts_with("ssl-") || part.starts_with("tls-");
    if (!named || part.size() < 7 || part[5] != '.') return "";
    return (part.starts_with("ssl") ? "SSL " : "TLS ") + std::string(part.substr(4, 3));
}

bool is_port(std::string_view digits)
{
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// "p2s/ports/ike-500", "p2s/ports/other/tcp-1723"; empty for a probe about no one port.
std::string port_name(const Results& results, std::string_view id)
{
    if (!id.starts_with("p2s/ports/")) return "";
    const auto part = last_part(id);
    if (part == "ike-500") return port_title("UDP", 500, results.target.ike_port);
    if (part == "ike-4500") return port_title("UDP", 4500, results.target.nat_t_port);
    if (part == "tls-443") return port_title("TCP", 443, results.target.tls_port);
    if (family_of(id) != other_ports_family || part.size() < 5 || !is_port(part.substr(4))) return "";
    return (part.starts_with("udp") ? "UDP " : "TCP ") + std::string(part.substr(4));
}

}  // namespace

Markup matrix_of_proposals(const Results& results)
{
    const auto rows = proposal_rows(results);
    if (rows.empty()) return {};
    Markup head = parts_head();
    head += column(port_title("UDP", 500, results.target.ike_port));
    head += column(port_title("UDP", 4500, results.target.nat_t_port));
    Markup body;
    const ProposalRow* before = nullptr;
    for (const auto& row : rows) {
        const bool again = before && same_suite(before->proposal, row.proposal);
        body += element("tr", {{"class", again ? "again" : "first"}},
                        element("th", {{"scope", "row"}}, parts(row.proposal)), cell(row.udp_500),
                        cell(row.udp_4500));
        before = &row;
    }
    return table("proposals", "IKE proposals of the edition, each offered alone", head, body,
                 exactness_row(probe_of(results, no_other_proposal), "Any other proposal"));
}

Markup matrix_of_versions(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        const auto name = version_name(probe.requirement);
        if (name.empty()) continue;
        body += element("tr", {},
                        seen_at(name, probe),
                        cell(&probe));
    }
    if (body.empty()) return {};
    return table("versions", "Protocol versions", column("Version") += column("Verdict"), body, {});
}

Markup matrix_of_suites(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        if (family_of(probe.requirement) != suite_family) continue;
        body += element("tr", {},
                        element("th", {{"scope", "row"}}, data(last_part(probe.requirement))),
                        cell(&probe));
    }
    if (body.empty()) return {};
    return table("suites", "Cipher suites of the edition, each offered alone",
                 column("Suite") += column("Verdict"), body,
                 exactness_row(probe_of(results, no_other_suite), "Any other suite"));
}

Markup matrix_of_ports(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        const auto name = port_name(results, probe.requirement);
        if (name.empty()) continue;
        body += element("tr", {},
                        seen_at(name, probe),
                        cell(&probe));
    }
    if (body.empty()) return {};
    return table("ports", "What answers on each port", column("Port") += column("Verdict"), body, {});
}

bool stands_in_a_matrix(const ProbeResult& probe)
{
    const auto family = family_of(probe.requirement);
    return is_proposal_row(probe) || family == suite_family || family == other_ports_family ||
           !version_name(probe.requirement).empty() || probe.requirement == no_other_proposal ||
           probe.requirement == no_other_suite || probe.requirement == "p2s/ports/ike-500" ||
           probe.requirement == "p2s/ports/ike-4500" || probe.requirement == "p2s/ports/tls-443";
}

}  // namespace conformance::report
