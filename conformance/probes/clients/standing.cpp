#include "probes/clients/standing.h"

#include <algorithm>
#include <set>

#include "core/probe.h"

namespace conformance::probes::clients {

namespace {

using catalog::Cipher;
using catalog::ClientProposal;

template <class T>
bool contains(const std::vector<T>& list, const T& one)
{
    return std::ranges::find(list, one) != list.end();
}

bool holds(const ClientProposal& proposal, const Cipher& cipher, std::uint16_t integ)
{
    return contains(proposal.encryption, cipher) &&
           (integ == 0 ? proposal.integrity.empty() : contains(proposal.integrity, integ));
}

bool holds(const ClientProposal& proposal, const catalog::IkeRow& row)
{
    return holds(proposal, Cipher{row.encr, row.key_length}, row.integ) &&
           contains(proposal.prf, row.prf) && contains(proposal.group, row.group);
}

bool holds(const ClientProposal& proposal, const catalog::IpsecRow& row)
{
    return holds(proposal, Cipher{row.encr, row.key_length}, row.integ);
}

template <class Rows>
bool has_a_row(const std::vector<ClientProposal>& proposals, const Rows& rows)
{
    return std::ranges::any_of(rows, [&](const auto& row) {
        return std::ranges::any_of(proposals,
                                   [&](const ClientProposal& one) { return holds(one, row); });
    });
}

std::string name_of(const std::vector<catalog::Transform>& known, std::uint16_t number)
{
    const auto* found = catalog::find(known, number);
    return number == 0 ? "none" : found == nullptr ? std::to_string(number) : found->name;
}

using Names = std::set<std::string>;

std::string joined(const Names& names)
{
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

// A kind of transform: what the client offers of it, and what the edition has.
struct Kind {
    std::string word;
    Names offered, wanted;

    [[nodiscard]] bool is_apart() const
    {
        return std::ranges::none_of(offered,
                                    [&](const auto& name) { return wanted.contains(name); });
    }
};

std::string cipher_name(const catalog::Registries& registries, std::uint16_t number,
                        std::uint16_t key_length)
{
    return name_of(registries.encryption, number) +
           (key_length == 0 ? "" : "-" + std::to_string(key_length));
}

void count(const std::vector<catalog::Transform>& known, const std::vector<std::uint16_t>& numbers,
           Names& names)
{
    for (const auto number : numbers) {
        names.insert(name_of(known, number));
    }
}

Kind ciphers(const catalog::Registries& registries, const std::vector<ClientProposal>& proposals,
             const auto& rows)
{
    Kind kind{"cipher", {}, {}};
    for (const auto& one : proposals) {
        for (const auto& cipher : one.encryption) {
            kind.offered.insert(cipher_name(registries, cipher.number, cipher.key_length));
        }
    }
    for (const auto& row : rows) {
        kind.wanted.insert(cipher_name(registries, row.encr, row.key_length));
    }
    return kind;
}

Kind integrity(const catalog::Registries& registries, const std::vector<ClientProposal>& proposals,
               const auto& rows)
{
    Kind kind{"integrity", {}, {}};
    for (const auto& one : proposals) {
        count(registries.integrity,
              one.integrity.empty() ? std::vector<std::uint16_t>{0} : one.integrity, kind.offered);
    }
    for (const auto& row : rows) {
        kind.wanted.insert(name_of(registries.integrity, row.integ));
    }
    return kind;
}

std::string why_apart(const std::vector<Kind>& kinds)
{
    std::string text;
    for (const auto& kind : kinds) {
        if (!kind.is_apart()) {
            continue;
        }
        text += (text.empty() ? "" : "; ") + std::string{"of "} + kind.word + " it offers " +
                joined(kind.offered) + ", and the edition has " + joined(kind.wanted);
    }
    return text.empty() ? "none of its proposals holds a whole row of the edition" : text;
}

}  // namespace

std::vector<std::string> names(const catalog::Edition&, const catalog::Registries& registries)
{
    std::vector<std::string> result;
    for (const auto& one : registries.clients) {
        result.push_back(one.name);
    }
    return result;
}

const catalog::VpnClient& client_of(const Bench& bench)
{
    const auto* found = catalog::find(bench.registries.clients, bench.instance);
    if (found == nullptr) {
        throw Unmet{"there is no client '" + bench.instance + "'"};
    }
    return *found;
}

bool is_claimed(const Bench& bench)
{
    const auto clients = bench.target.clients();
    return clients && contains(*clients, bench.instance);
}

std::optional<Finding> not_claimed(const Bench& bench)
{
    if (!bench.target.clients() || is_claimed(bench)) {
        return std::nullopt;
    }
    Finding finding;
    finding.verdict = Verdict::not_applicable;
    finding.code = "not-claimed";
    finding.observed = "claims.clients: the gateway does not claim to serve " + bench.instance;
    return finding;
}

std::optional<std::string> no_ike_row(const Bench& bench, const catalog::VpnClient& client)
{
    const auto& proposals = client.ike_sa_init.proposals;
    const auto& rows = bench.edition.ike;
    if (has_a_row(proposals, rows)) {
        return std::nullopt;
    }
    Kind prf{"PRF", {}, {}}, group{"group", {}, {}};
    for (const auto& one : proposals) {
        count(bench.registries.prf, one.prf, prf.offered);
        count(bench.registries.group, one.group, group.offered);
    }
    for (const auto& row : rows) {
        prf.wanted.insert(name_of(bench.registries.prf, row.prf));
        group.wanted.insert(name_of(bench.registries.group, row.group));
    }
    return "IKE: " + why_apart({ciphers(bench.registries, proposals, rows), prf,
                                integrity(bench.registries, proposals, rows), group});
}

std::optional<std::string> no_ipsec_row(const Bench& bench, const catalog::VpnClient& client)
{
    const auto& proposals = client.ike_auth.proposals;
    const auto& rows = bench.edition.ipsec;
    if (rows.empty() || has_a_row(proposals, rows)) {
        return std::nullopt;
    }
    return "ESP: " + why_apart({ciphers(bench.registries, proposals, rows),
                                integrity(bench.registries, proposals, rows)});
}

Finding does_not_connect(const Bench& bench, Finding finding,
                         const std::optional<std::string>& beyond, Freedom freedom)
{
    if (beyond) {
        finding.observed = "the edition has no row for this client as it is installed. " + *beyond +
                           ". The gateway's answer: " + finding.observed;
    }
    finding.verdict = Verdict::fail;
    if (is_claimed(bench)) {
        return finding;
    }
    if (beyond) {
        finding.verdict = Verdict::not_applicable;
        finding.code = "beyond-the-edition";
    } else if (freedom == Freedom::of_the_gateway) {
        finding.verdict = Verdict::inconclusive;
    }
    return finding;
}

}  // namespace conformance::probes::clients
