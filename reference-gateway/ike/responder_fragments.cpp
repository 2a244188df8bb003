// Messages that come in fragments, and those that leave in some: RFC 7383.
#include <algorithm>
#include <utility>

#include "ike/protection.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

struct OpenedFragment {
    FragmentNumbers numbers;
    std::optional<Octets> content;  // nothing: it is not authentic
};

// Nothing: its payload is too short to be one.
std::optional<OpenedFragment> open_fragment(const Opener& open, const IkeSa& sa,
                                            const Chain& outside, View message)
{
    const View body = first_of(outside, PayloadType::encrypted_fragment);
    const auto numbers = parse_fragment_numbers(body);
    if (!numbers || !sa.algorithms) return std::nullopt;
    return OpenedFragment{
        *numbers, open(*sa.algorithms, sa.keys, message, body.size() - fragment_numbers_size)};
}

std::size_t octets_in_front_of_ike(const Arrival& arrival)
{
    constexpr std::size_t ipv4 = 20, ipv6 = 40, udp = 8, marker = 4, ipv4_address = 4;
    const bool is_ipv4 = arrival.path.peer.address.size() == ipv4_address;
    return (is_ipv4 ? ipv4 : ipv6) + udp + (arrival.on_nat_t_port ? marker : 0);
}

}  // namespace

FragmentQueue::Outcome Responder::keep_fragment(FragmentQueue& queue, const IkeSa& sa,
                                                const Arrival& arrival, const Chain& outside,
                                                Instant now, Actions& actions) const
{
    using Outcome = FragmentQueue::Outcome;
    auto fragment = open_fragment(seams_.open, sa, outside, arrival.message);
    if (!fragment) {
        actions.events.push_back(dropped(arrival, "malformed"));
        return Outcome::waiting;
    }
    const std::uint64_t spi = sa.own_spi();
    const FragmentNumbers numbers = fragment->numbers;
    const std::uint16_t stored = queue.total_of(spi);
    const bool is_stored = numbers.total == stored && queue.holds(spi, numbers.number);
    if (const auto refusal = refused_by(
            seams_.rules.fragment, FragmentArrival{arrival, numbers, sa.supports_fragments, stored,
                                                   is_stored, bool{fragment->content}})) {
        const auto* drop = std::get_if<Drop>(&*refusal);
        actions.events.push_back(dropped(arrival, drop == nullptr ? "fragment" : drop->reason));
        return Outcome::waiting;
    }
    const Outcome outcome = queue.store(
        spi, {numbers, std::move(fragment->content).value_or(Octets{}), arrival.message}, now);
    if (outcome == Outcome::waiting) actions.events.push_back(told(arrival, "fragment-kept"));
    if (outcome == Outcome::too_much) {
        actions.events.push_back(dropped(arrival, "too-many-fragments"));
    }
    return outcome;
}

void Responder::on_fragment(IkeSa& sa, const Arrival& arrival, const Chain& outside, Instant now,
                            Actions& actions)
{
    // What is being computed has all its fragments.
    if (waiting_.contains(sa.own_spi())) {
        actions.events.push_back(dropped(arrival, "repeated-too-early"));
        return;
    }
    using Outcome = FragmentQueue::Outcome;
    const Outcome outcome = keep_fragment(fragments_, sa, arrival, outside, now, actions);
    if (outcome == Outcome::waiting) return;
    if (outcome == Outcome::too_much) {
        // RFC 7383, Section 5: an attack or a broken sender, and the end of both.
        hand_over_to_rival(sa, now);
        let_go(sa, actions);
        agenda_.forget(sa.own_spi());
        answer_fragments_.forget(sa.own_spi());
        sas_.remove(sa.own_spi());
        return;
    }
    const Reassembled whole = fragments_.take(sa.own_spi());
    Arrival first = arrival;
    first.message = whole.first;
    first.header = parse_header(whole.first).value_or(arrival.header);
    const auto around = split(first.header.first_payload, first.message.subspan(header_size));
    sa.longest_fragment = whole.longest;
    serve(sa, first, around.value_or(outside), whole.content, now, actions);
}

// Too many are forgotten, and the request is repeated: it may have been the path.
void Responder::on_answer_fragment(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                                   Instant now, Actions& actions)
{
    if (keep_fragment(answer_fragments_, sa, arrival, outside, now, actions) !=
        FragmentQueue::Outcome::complete) {
        return;
    }
    const Reassembled whole = answer_fragments_.take(sa.own_spi());
    const auto header = parse_header(whole.first).value_or(arrival.header);
    const auto around = split(header.first_payload, View{whole.first}.subspan(header_size));
    sa.longest_fragment = whole.longest;
    on_answer(sa, arrival, around.value_or(outside).first_inside, whole.content, now, actions);
}

// RFC 7383, Section 2.6.1: the first fragment, and no other. It may have been cut and sealed anew.
bool Responder::is_first_fragment_again(const IkeSa& sa, const Arrival& arrival) const
{
    if (sa.state != State::established || !sa.supports_fragments ||
        arrival.header.message_id + 1 != sa.next_message_id) {
        return false;
    }
    const auto outside = split(arrival.header.first_payload, arrival.message.subspan(header_size));
    if (!outside || count_of(*outside, PayloadType::encrypted_fragment) != 1) return false;
    const auto fragment = open_fragment(seams_.open, sa, *outside, arrival.message);
    return fragment && fragment->numbers.number == 1 && fragment->content;
}

std::vector<Octets> Responder::sealed(const IkeSa& sa, const Arrival& arrival,
                                      const Response& message)
{
    Octets whole = write_sealed(*sa.algorithms, sa.keys, message, random_);
    // Section 2.5.1: what came through is known to get through, and less than this is not needed.
    constexpr std::size_t least = 576;
    const std::size_t in_front = octets_in_front_of_ike(arrival);
    std::size_t longest = seams_.longest_ip_datagram;
    if (sa.longest_fragment != 0) {
        longest = std::min(longest, std::max(least, in_front + sa.longest_fragment));
    }
    if (!seams_.may_fragment(sa.supports_fragments) || in_front + whole.size() <= longest) {
        return {std::move(whole)};
    }
    return write_fragments(*sa.algorithms, sa.keys, message, longest - in_front,
                           seams_.fragment_next_payload, random_);
}

}  // namespace gateway::ike
