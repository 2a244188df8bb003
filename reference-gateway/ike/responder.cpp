#include "ike/responder.h"

#include <algorithm>
#include <utility>

#include "crypto/hash.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

constexpr std::size_t marker_size = 4;

bool begins_with_marker(View octets)
{
    return octets.size() >= marker_size &&
           std::ranges::all_of(octets.first(marker_size), [](std::uint8_t o) { return o == 0; });
}

}  // namespace

Octets identity_of_request(const Arrival& arrival)
{
    Writer out;
    out.octets(arrival.path.peer.address);
    out.u16(arrival.path.peer.port);
    out.octets(arrival.path.local.address);
    out.u16(arrival.path.local.port);
    out.octets(crypto::digest(crypto::Hash::sha2_256, arrival.message));
    return out.take();
}

Responder::Responder(Settings settings, Seams seams, Random& random)
    : settings_(std::move(settings)),
      seams_(std::move(seams)),
      random_(random),
      cookies_(random),
      sas_([this] {
          Limits limits = settings_.limits;
          limits.established_life = settings_.upkeep.ike_sa.whole + limits.closed_life;
          return limits;
      }()),
      fragments_(settings_.limits.fragments),
      answer_fragments_(settings_.limits.fragments)
{
}

Actions Responder::on_datagram(const Datagram& datagram, Instant now)
{
    Actions actions = on_wake(now);
    const bool has_marker = datagram.on_nat_t_port && begins_with_marker(datagram.octets);
    const View message = has_marker ? datagram.octets.subspan(marker_size) : datagram.octets;
    Arrival arrival{datagram.path, datagram.on_nat_t_port, has_marker, {}, message};
    if (const auto header = parse_header(message)) {
        arrival.header = *header;
        const IkeSa* sa = sa_of(*header);
        const std::uint64_t spi = sa == nullptr ? 0 : sa->own_spi();
        arrival.of_ours = sa != nullptr && sa->begun_here;
        arrival.is_awaited = sa != nullptr && sa->own.awaits(*header);
        on_arrival(arrival, now, actions);
        look_after(spi, now, actions);
    } else {
        actions.events.push_back(dropped(arrival, "malformed"));
    }
    return actions;
}

Actions Responder::on_computed(const Computed& computed, Instant now)
{
    Actions actions = on_wake(now);
    const auto* agreed = std::get_if<std::optional<crypto::Agreed>>(&computed.result);
    if (const auto own = own_work_.extract(computed.ticket); own && agreed != nullptr) {
        on_own_computed(own.mapped(), *agreed, now, actions);
        look_after(own.mapped().own_spi, now, actions);
        return actions;
    }
    const auto waiting = waiting_.extract(computed.ticket);
    IkeSa* sa = sas_.by_spi(computed.ticket);
    if (!waiting || sa == nullptr || sa->state == State::closed) return actions;
    const Arrival& arrival = waiting.mapped().arrival;
    if (agreed != nullptr && waiting.mapped().creation) {
        create(*sa, arrival, *waiting.mapped().creation, *agreed, now, actions);
    } else if (agreed != nullptr) {
        on_agreed(*sa, arrival, *agreed, actions);
    } else if (const auto* proven = std::get_if<crypto::Proven>(&computed.result)) {
        on_proven(*sa, arrival, *proven, now, actions);
    } else {
        on_eap_computed(*sa, arrival, computed, now, actions);
    }
    look_after(computed.ticket, now, actions);
    return actions;
}

Actions Responder::on_wake(Instant now)
{
    Actions actions;
    cookies_.rotate(now);
    fragments_.expire(now);
    answer_fragments_.expire(now);
    for (const IkeSa& sa : sas_.expire(now)) {
        waiting_.erase(sa.own_spi());
        agenda_.forget(sa.own_spi());
        fragments_.forget(sa.own_spi());
        answer_fragments_.forget(sa.own_spi());
        let_go(sa, actions);
        actions.events.push_back(expired(sa));
    }
    look_after(0, now, actions);
    return actions;
}

bool Responder::is_idle() const noexcept
{
    return sas_.size() == 0 && child_spis_.empty() && waiting_.empty() && own_work_.empty() &&
           agenda_.size() == 0 && fragments_.octets() == 0 && answer_fragments_.octets() == 0;
}

// Where the gateway began it, its own SPI is the first one.
IkeSa* Responder::sa_of(const Header& header)
{
    for (const std::uint64_t spi : {header.responder_spi, header.initiator_spi}) {
        IkeSa* sa = sas_.by_spi(spi);
        if (sa != nullptr && sa->own_spi() == spi && sa->initiator_spi == header.initiator_spi &&
            sa->responder_spi == header.responder_spi) {
            return sa;
        }
    }
    return nullptr;
}

void Responder::on_arrival(const Arrival& arrival, Instant now, Actions& actions)
{
    if (const auto refusal = refused_by(seams_.rules.arrival, arrival)) {
        refuse(*refusal, arrival, actions);
        return;
    }
    const std::uint8_t exchange = arrival.header.exchange_type;
    if (exchange == std::to_underlying(ExchangeType::ike_sa_init)) {
        on_ike_sa_init(arrival, now, actions);
    } else {
        on_protected(arrival, now, actions);
    }
}

std::optional<Instant> Responder::next_wake() const
{
    std::optional<Instant> next;
    for (const auto at :
         {sas_.next_expiry(), fragments_.next_expiry(), answer_fragments_.next_expiry()}) {
        if (at && (!next || *at < *next)) next = at;
    }
    return next;
}

void Responder::answer_again(const std::vector<Octets>& response, const Arrival& arrival,
                             Actions& actions) const
{
    if (response.empty() || response.front().empty()) {
        actions.events.push_back(dropped(arrival, "repeated-too-late-or-too-early"));
        return;
    }
    for (const Octets& message : response) {
        send(message, arrival, actions);
    }
    actions.events.push_back(told(arrival, "answered-again"));
}

void Responder::refuse(const Refusal& refusal, const Arrival& arrival, Actions& actions)
{
    if (const auto* drop = std::get_if<Drop>(&refusal)) {
        actions.events.push_back(dropped(arrival, drop->reason));
        return;
    }
    const Notify& notify = std::get<Notify>(refusal);
    const Header& header = arrival.header;
    Response response{header.initiator_spi,
                      header.responder_spi,
                      header.exchange_type,
                      header.message_id,
                      {notify}};
    seams_.outbox(response, arrival);
    send(write(response), arrival, actions);
    actions.events.push_back(refused(arrival, notify.type));
}

void Responder::send(Octets message, const Arrival& arrival, Actions& actions) const
{
    if (arrival.on_nat_t_port) message.insert(message.begin(), marker_size, 0);
    Send datagram{arrival.path, std::move(message)};
    seams_.wire(datagram, arrival);
    if (!datagram.octets.empty()) actions.send.push_back(std::move(datagram));
}

Octets Responder::random_octets(std::size_t size)
{
    Octets octets(size);
    random_.fill(octets);
    return octets;
}

std::uint64_t Responder::fresh_spi()
{
    for (;;) {
        const std::uint64_t spi = Cursor{random_octets(8)}.u64();
        if (spi != 0 && sas_.by_spi(spi) == nullptr && !own_work_.contains(spi)) {
            return spi;
        }
    }
}

}  // namespace gateway::ike
