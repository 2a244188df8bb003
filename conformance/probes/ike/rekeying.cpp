#include "probes/ike/rekeying.h"

#include <algorithm>

#include "crypto/key_exchange.h"
#include "peers/ike/child_offer.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

template <class Request>
NewChild first_accepted(Bench& bench, Tunnel& tunnel, Request request_of)
{
    NewChild made;
    for (const auto& rows : offers_of(bench)) {
        made = tunnel.open_child(
            request_of(peers::ike::child_offer(rows, bench.random), rows.front().pfs));
        if (made.selected || !made.is_refused_with(NotifyType::no_proposal_chosen)) {
            break;
        }
    }
    return made;
}

}  // namespace

std::vector<std::vector<catalog::IpsecRow>> offers_of(const Bench& bench)
{
    std::vector<std::vector<catalog::IpsecRow>> offers;
    auto rows = bench.edition.ipsec;
    if (rows.empty()) {
        rows.push_back({.encr = 20, .key_length = 256, .integ = 0, .pfs = 0});
    }
    std::ranges::stable_partition(rows, [](const auto& row) { return row.pfs == 0; });
    for (const auto& row : rows) {
        if (row.pfs != 0 && !crypto::supports_group(row.pfs)) {
            continue;
        }
        const auto of_its_group = std::ranges::find_if(
            offers, [&](const auto& offer) { return offer.front().pfs == row.pfs; });
        if (of_its_group == offers.end()) {
            offers.push_back({row});
        } else {
            of_its_group->push_back(row);
        }
    }
    return offers;
}

const peers::ike::ChildSa& first_child(const Tunnel& tunnel)
{
    if (!tunnel.child()) {
        throw Unmet{"the gateway opened no Child SA that the prober has the keys of"};
    }
    return *tunnel.child();
}

NewChild opened_child(Bench& bench, Tunnel& tunnel)
{
    return opened_child(bench, tunnel, [](Message&) {});
}

NewChild opened_child(Bench& bench, Tunnel& tunnel, const Alter& alter)
{
    return first_accepted(bench, tunnel, [&](SecurityAssociation offer, std::uint16_t group) {
        auto request = tunnel.create_child_sa(std::move(offer), group);
        alter(request);
        return request;
    });
}

NewChild rekeyed_child(Bench& bench, Tunnel& tunnel)
{
    return rekeyed_child(bench, tunnel, first_child(tunnel).initiator_spi);
}

NewChild rekeyed_child(Bench& bench, Tunnel& tunnel, View own_spi)
{
    return first_accepted(bench, tunnel, [&](SecurityAssociation offer, std::uint16_t group) {
        return tunnel.rekey_child_sa(std::move(offer), group, own_spi);
    });
}

bool is_refused_altogether(const Conclusion& conclusion)
{
    return conclusion.notify(NotifyType::no_additional_sas) != nullptr;
}

bool is_put_off(const Conclusion& conclusion)
{
    return conclusion.notify(NotifyType::temporary_failure) != nullptr;
}

std::string refusal_of(const Conclusion& conclusion)
{
    NewChild refused;
    refused.conclusion = conclusion;
    return refused.code();
}

}  // namespace conformance::probes::ike
