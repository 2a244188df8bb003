#include "report/matrix.h"

#include <algorithm>

#include "report/overview.h"

namespace conformance::report {

namespace {

constexpr std::string_view row_family = "p2s/ike/row";
constexpr std::string_view nat_t_row_family = "p2s/ike/nat-t-row";
constexpr std::string_view other_proposals = "p2s/ike/nothing-else";
constexpr std::string_view first_exchange_family = "p2s/clients/ike-sa-init";
constexpr std::string_view tunnel_family = "p2s/clients/tunnel";
constexpr std::string_view suite_family = "p2s/tls/suite";
constexpr std::string_view other_suites = "p2s/tls/nothing-else";
constexpr std::string_view other_ports_family = "p2s/ports/other";

const ProbeResult* probe_of(const Results& results, std::string_view id)
{
    const auto found = std::ranges::find(results.probes, id, &ProbeResult::id);
    return found == results.probes.end() ? nullptr : &*found;
}

bool is_proposal_row(const ProbeResult& probe)
{
    const auto family = family_of(probe.id);
    return family == row_family || family == nat_t_row_family;
}

bool is_client(const ProbeResult& probe)
{
    const auto family = family_of(probe.id);
    return family == first_exchange_family || family == tunnel_family;
}

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string port_title(std::string_view transport, std::uint64_t usual, std::uint64_t here)
{
    const auto title = std::string(transport) + " " + std::to_string(usual);
    return here == usual ? title : title + " (here " + std::to_string(here) + ")";
}

}  // namespace

std::vector<ProposalRow> proposal_rows(const Results& results)
{
    std::vector<ProposalRow> rows;
    for (const auto& probe : results.probes) {
        if (!is_proposal_row(probe)) continue;
        const auto slug = last_part(probe.id);
        auto row = std::ranges::find(rows, slug, &ProposalRow::slug);
        if (row == rows.end()) {
            rows.push_back({std::string(slug), proposal(slug)});
            row = rows.end() - 1;
        }
        (family_of(probe.id) == row_family ? row->udp_500 : row->udp_4500) = &probe;
    }
    return rows;
}

const ProbeResult* no_other_proposal(const Results& results)
{
    return probe_of(results, other_proposals);
}

const ProbeResult& ClientRow::telling() const
{
    const bool went_further = tunnel && (!first_exchange || tunnel->verdict != Verdict::not_applicable);
    return went_further ? *tunnel : *first_exchange;
}

std::vector<ClientRow> client_rows(const Results& results)
{
    std::vector<ClientRow> rows;
    for (const auto& probe : results.probes) {
        if (!is_client(probe)) continue;
        const auto name = last_part(probe.id);
        auto row = std::ranges::find(rows, name, &ClientRow::name);
        if (row == rows.end()) {
            rows.push_back({std::string(name)});
            row = rows.end() - 1;
        }
        (family_of(probe.id) == tunnel_family ? row->tunnel : row->first_exchange) = &probe;
    }
    return rows;
}

bool is_suite(const ProbeResult& probe)
{
    return family_of(probe.id) == suite_family;
}

const ProbeResult* no_other_suite(const Results& results)
{
    return probe_of(results, other_suites);
}

std::string version_name(const ProbeResult& probe)
{
    const auto part = last_part(probe.id);
    const bool named = part.starts_with("ssl-") || part.starts_with("tls-");
    if (probe.area != "tls" || !named || part.size() < 7 || part[5] != '.') return "";
    return (part.starts_with("ssl") ? "SSL " : "TLS ") + std::string(part.substr(4, 3));
}

std::string port_name(const Results& results, const ProbeResult& probe)
{
    const auto& id = probe.id;
    const auto& target = results.target;
    if (id == "p2s/ports/ike-500") return port_title("UDP", 500, target.ike_port);
    if (id == "p2s/ports/ike-4500") return port_title("UDP", 4500, target.nat_t_port);
    if (id == "p2s/ports/tls-443") return port_title("TCP", 443, target.tls_port);
    const auto part = last_part(id);
    const bool one_port =
        family_of(id) == other_ports_family && part.size() > 4 && is_number(part.substr(4));
    if (!one_port) return "";
    return (part.starts_with("udp") ? "UDP " : "TCP ") + std::string(part.substr(4));
}

bool stands_in_a_matrix(const Results& results, const ProbeResult& probe)
{
    return is_proposal_row(probe) || is_client(probe) || is_suite(probe) || probe.id == other_proposals ||
           probe.id == other_suites || !version_name(probe).empty() ||
           !port_name(results, probe).empty();
}

}  // namespace conformance::report
