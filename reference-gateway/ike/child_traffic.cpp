#include "ike/child_traffic.h"

#include <algorithm>
#include <utility>

#include "ike/selected_traffic.h"

namespace gateway::ike {
namespace {

bool is_from_the_client(const ChildSa& sa, View packet)
{
    const auto flow = flow_of(packet);
    return flow && may_come_from(sa.remote, *flow) && may_go_to(sa.local, *flow);
}

bool is_for_the_client(const ChildSa& sa, const Flow& flow)
{
    return may_come_from(sa.local, flow) && may_go_to(sa.remote, flow);
}

}  // namespace

TrafficSeams::TrafficSeams() : is_selected(is_from_the_client) {}

void ChildTraffic::open(ChildSa sa)
{
    auto inbound =
        esp::InboundSa::make(sa.suite, sa.inbound_spi, sa.inbound_keys, seams_.inbound);
    auto outbound = esp::OutboundSa::make(sa.suite, sa.outbound_spi, sa.outbound_keys, random_,
                                          seams_.outbound);
    if (!inbound || !outbound) return;
    inherit(sa);
    for (const TrafficSelector& selector : sa.remote) {
        if (sa.receives_only) break;
        auto& spis = by_address_[selector.first];
        if (std::ranges::find(spis, sa.inbound_spi) == spis.end()) spis.push_back(sa.inbound_spi);
    }
    const std::uint32_t spi = sa.inbound_spi;
    carriers_.insert_or_assign(
        spi, Carrier{std::move(sa), std::move(*inbound), std::move(*outbound), {}});
}

// How the client was heard to send holds for the SA that takes the place of another too. An address may
// just have changed hands: then the peer is another.
void ChildTraffic::inherit(ChildSa& sa) const
{
    if (sa.nat.is_anywhere() || sa.remote.empty()) return;
    const auto found = by_address_.find(sa.remote.front().first);
    if (found == by_address_.end()) return;
    const ChildSa& before = carriers_.at(found->second.back()).sa;
    if (before.path.peer.address != sa.path.peer.address) return;
    sa.is_plain = before.is_plain;
    sa.path = before.path;
    sa.on_nat_t_port = before.on_nat_t_port;
}

void ChildTraffic::close(std::uint32_t inbound_spi)
{
    const auto found = carriers_.find(inbound_spi);
    if (found == carriers_.end()) return;
    for (const TrafficSelector& selector : found->second.sa.remote) {
        const auto at = by_address_.find(selector.first);
        if (at == by_address_.end()) continue;
        std::erase(at->second, inbound_spi);
        if (at->second.empty()) by_address_.erase(at);
    }
    carriers_.erase(found);
}

void ChildTraffic::move(const Move& move)
{
    const auto found = carriers_.find(move.inbound_spi);
    if (found == carriers_.end()) return;
    ChildSa& sa = found->second.sa;
    sa.path = move.path;
    sa.on_nat_t_port = move.on_nat_t_port;
    sa.nat = move.nat;
    if (sa.nat.is_anywhere()) sa.is_plain = false;
}

std::optional<ChildUse> ChildTraffic::use(std::uint32_t inbound_spi) const
{
    const auto found = carriers_.find(inbound_spi);
    if (found == carriers_.end()) return std::nullopt;
    const Carrier& carrier = found->second;
    return ChildUse{carrier.heard, carrier.sa.path,
                    carrier.inbound.needs_rekey() || carrier.outbound.needs_rekey()};
}

std::optional<std::uint32_t> ChildTraffic::sa_of(const Path& path, View packet) const
{
    auto spi = esp::spi_of(packet);
    if (spi && !carriers_.contains(*spi)) spi = seams_.in_spite_of_its_spi(path, packet);
    return spi && carriers_.contains(*spi) ? spi : std::nullopt;
}

bool ChildTraffic::knows(const Path& path, View packet) const
{
    return sa_of(path, packet).has_value();
}

std::expected<View, std::string> ChildTraffic::on_esp(const Path& path,
                                                      std::span<std::uint8_t> packet, Instant now,
                                                      bool is_plain)
{
    const auto spi = sa_of(path, packet);
    if (!spi) return std::unexpected("unknown-spi");
    Carrier& carrier = carriers_.at(*spi);
    const auto inner = carrier.inbound.open(packet);
    if (!inner) return std::unexpected(std::string{esp::name_of(inner.error())});
    carrier.heard = now;
    follow(carrier.sa, path, is_plain);
    if (!seams_.is_selected(carrier.sa, *inner)) return std::unexpected("not-selected");
    return *inner;
}

// The client may have moved behind its NAT (RFC 7296, Section 2.23), by ESP even where MOBIKE rules IKE
// (RFC 4555, Section 3.8). Without a NAT either end may send in UDP or not, and many take only what
// they send themselves.
void ChildTraffic::follow(ChildSa& sa, const Path& path, bool is_plain)
{
    if (sa.nat.is_anywhere() && is_plain) return;
    sa.is_plain = is_plain;
    if (sa.nat.gateway) return;
    if (is_plain) {
        sa.path.local.address = path.local.address;
        sa.path.peer.address = path.peer.address;
    } else {
        sa.path = path;
        sa.on_nat_t_port = true;
    }
}

ChildTraffic::Carrier* ChildTraffic::towards(View packet)
{
    const auto flow = flow_of(packet);
    if (!flow) return nullptr;
    const auto found = by_address_.find(copy_of(flow->destination));
    if (found == by_address_.end()) return nullptr;
    const auto& spis = found->second;
    const auto newest = std::find_if(spis.rbegin(), spis.rend(), [&](std::uint32_t spi) {
        return is_for_the_client(carriers_.at(spi).sa, *flow);
    });
    return newest == spis.rend() ? nullptr : &carriers_.at(*newest);
}

std::optional<Parcel> ChildTraffic::on_inside(View packet)
{
    Carrier* carrier = towards(packet);
    if (carrier == nullptr) return std::nullopt;
    // On port 500 nothing is put into UDP: RFC 7296, Section 2.23.
    const ChildSa& sa = carrier->sa;
    if (!sa.is_plain && !sa.on_nat_t_port) return std::nullopt;
    const std::size_t size = carrier->outbound.sealed_size(packet.size());
    if (sealed_.size() < size) sealed_.resize(size);
    const auto sealed = carrier->outbound.seal(packet, sealed_);
    if (!sealed) return std::nullopt;
    return Parcel{sa.path, *sealed, sa.is_plain};
}

}  // namespace gateway::ike
