#include "probes/ike/rekeyed_ike_sa.h"

#include <algorithm>

#include "crypto/key_exchange.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

NewIkeSa rekeyed_by(Bench& bench, Tunnel& tunnel, const catalog::IkeRow& row)
{
    return tunnel.open_ike_sa(
        tunnel.rekey_ike_sa(peers::ike::rekey_offer({row}, bench.random), row.group));
}

}  // namespace

NewIkeSa rekeyed_ike_sa(Bench& bench, Tunnel& tunnel)
{
    return rekeyed_by(bench, tunnel, known_row(bench));
}

std::optional<NewIkeSa> rekeyed_to_another_prf(Bench& bench, Tunnel& tunnel)
{
    const auto known = known_row(bench);
    const auto other = std::ranges::find_if(bench.edition.ike, [&](const auto& row) {
        return row.prf != known.prf && peers::ike::can_derive_keys(row) &&
               crypto::supports_group(row.group);
    });
    if (other == bench.edition.ike.end()) {
        return std::nullopt;
    }
    return rekeyed_by(bench, tunnel, *other);
}

Conclusion go_on_under(Tunnel& tunnel, const peers::ike::OwnSa& next)
{
    auto answer =
        tunnel.exchange(tunnel.informational({payload(Delete{protocol_ike, {}, {}, {}, {}})}));
    tunnel.change_to(next);
    return answer;
}

}  // namespace conformance::probes::ike
