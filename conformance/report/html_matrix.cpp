// The matrices: IKE proposals by port, clients, TLS versions, TLS suites, ports. Each cell leads to
// its probe.

#include "report/html_parts.h"
#include "report/matrix.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::size_t aside_at_most = 160;
constexpr std::size_t tunnel_at_most = 400;  // IKE, ESP, addresses and routes in one line

Markup mark(const ProbeResult& probe)
{
    Markup words = element("span", {{"class", "word"}}, spoken(probe.verdict));
    if (is_wrong(probe) && !probe.code.empty()) words += element("code", {}, foreign(probe.code));
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
        return element("td", {{"class", "mark"}},
                       element("span", {{"class", "none"}}, "not tested"));
    }
    return element(
        "td",
        {{"class", "mark " + std::string(word(probe->verdict))}, {"colspan", std::string(columns)}},
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

Markup port_column(std::string_view name, std::uint64_t usual, std::uint64_t here)
{
    const std::string aside = here == usual ? "" : "here " + std::to_string(here);
    return element("th", {{"scope", "col"}}, name, element("span", {{"class", "aside"}}, aside));
}

Markup parts(const Proposal& proposal)
{
    const bool aead = proposal.integrity.empty();
    Markup whole = element("span", {{"class", "same"}}, foreign(proposal.encryption));
    whole += element("span", {{"class", aead ? "same integrity absent" : "same integrity"}},
                     aead ? Markup("\u2013") : foreign(proposal.integrity));
    whole += element("span", {{"class", "same"}}, foreign(proposal.prf));
    whole += element("span", {}, element("span", {{"class", "prefix"}}, "group "),
                     foreign(proposal.group));
    whole += element("span", {{"class", "group-name"}}, foreign(proposal.group_name));
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

Markup exactness_row(const ProbeResult* probe, std::string_view label)
{
    if (!probe) return {};
    return element("tr", {},
                   element("th", {{"scope", "row"}}, label,
                           element("span", {{"class", "aside"}},
                                   foreign(shortened(probe->observed, aside_at_most)))),
                   cell(probe, label.contains("proposal") ? "2" : "1"));
}

Markup seen_at(std::string_view name, const ProbeResult& probe,
               std::size_t at_most = aside_at_most)
{
    return element("th", {{"scope", "row"}},
                   element("span", {{"class", "pair"}}, element("span", {}, name),
                           element("span", {{"class", "aside"}},
                                   foreign(shortened(probe.observed, at_most)))));
}

}  // namespace

Markup matrix_of_proposals(const Results& results)
{
    const auto rows = proposal_rows(results);
    if (rows.empty()) return {};
    Markup head = parts_head();
    head += port_column("UDP 500", 500, results.target.ike_port);
    head += port_column("UDP 4500", 4500, results.target.nat_t_port);
    Markup body;
    const ProposalRow* before = nullptr;
    for (const auto& row : rows) {
        const bool again = before && row.proposal.is_sibling_of(before->proposal);
        body += element("tr", {{"class", again ? "again" : "first"}},
                        element("th", {{"scope", "row"}}, parts(row.proposal)), cell(row.udp_500),
                        cell(row.udp_4500));
        before = &row;
    }
    return table("proposals", "IKE proposals of the edition, each offered alone", head, body,
                 exactness_row(no_other_proposal(results), "Any other proposal"));
}

Markup matrix_of_clients(const Results& results)
{
    Markup body;
    for (const auto& row : client_rows(results)) {
        body += element("tr", {}, seen_at(row.name, row.telling(), tunnel_at_most),
                        cell(row.first_exchange), cell(row.tunnel));
    }
    if (body.empty()) return {};
    Markup head = column("Client, as it is installed");
    head += column("IKE_SA_INIT");
    head += column("Tunnel");
    return table("clients", "Which clients would connect, and with what", head, body, {});
}

Markup matrix_of_versions(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        const auto name = version_name(probe);
        if (name.empty()) continue;
        body += element("tr", {}, seen_at(name, probe), cell(&probe));
    }
    if (body.empty()) return {};
    return table("versions", "Protocol versions", column("Version") += column("Verdict"), body, {});
}

Markup matrix_of_suites(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        if (!is_suite(probe)) continue;
        body += element("tr", {}, element("th", {{"scope", "row"}}, foreign(last_part(probe.id))),
                        cell(&probe));
    }
    if (body.empty()) return {};
    return table("suites", "Cipher suites of the edition, each offered alone",
                 column("Suite") += column("Verdict"), body,
                 exactness_row(no_other_suite(results), "Any other suite"));
}

Markup matrix_of_ports(const Results& results)
{
    Markup body;
    for (const auto& probe : results.probes) {
        const auto name = port_name(results, probe);
        if (name.empty()) continue;
        body += element("tr", {}, seen_at(name, probe), cell(&probe));
    }
    if (body.empty()) return {};
    return table("ports", "What answers on each port", column("Port") += column("Verdict"), body,
                 {});
}

}  // namespace conformance::report
