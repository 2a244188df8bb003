#include "net/mangled/attack.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gateway::mangled {
namespace {

constexpr std::size_t first_payload_at = 16, exchange_at = 18, id_at = 20, length_at = 24;
constexpr std::size_t longest_datagram = 65000;
// Twice what a message with two certificates takes.
constexpr std::size_t most_answered = 6000;
constexpr std::size_t most_at_a_time = 300;

void write_u32(Octets& octets, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i) {
        octets[at + i] = static_cast<std::uint8_t>(value >> (8 * (3 - i)));
    }
}

std::uint32_t u32_at(View octets, std::size_t at)
{
    return Cursor{octets.subspan(at)}.u32();
}

void shorten(Octets& octets)
{
    if (octets.size() > longest_datagram) octets.resize(longest_datagram);
}

}  // namespace

std::size_t Attack::sent() const
{
    return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

void Attack::run(std::size_t messages)
{
    learn_what_others_say();
    while (sent() < messages && !HasFatalFailure()) {
        one_client();
    }
    if (HasFatalFailure()) return;
    serves_a_clean_client();
    remembers_nobody();
}

void Attack::learn_what_others_say()
{
    for (const auto reach :
         {&World::at_ike_auth, &World::at_eap_begin, &World::at_eap_password,
          &World::at_eap_authentication, &World::at_eap_tls_certificate, &World::at_new_child,
          &World::at_new_child_with_key_exchange, &World::at_child_rekey, &World::at_ike_rekey,
          &World::at_child_delete, &World::at_ike_delete, &World::at_mobike_update}) {
        (this->*reach)();
        ASSERT_FALSE(next.empty());
        const auto message = ike::unseal(algorithms(), keys_of(next.front()).value(), next.front());
        ASSERT_TRUE(message);
        contents_.push_back(
            {message->header[exchange_at], {message->first_inside, message->plain}});
        std::ranges::move(parts_of(contents_.back().chain), std::back_inserter(spare_));
        earlier_.push_back(next.front());
        leave();
    }
    remembers_nobody();
}

void Attack::one_client()
{
    (this->*point_.reach)();
    ASSERT_FALSE(HasFatalFailure()) << point_.name;
    ASSERT_FALSE(next.empty());
    const std::vector<Octets> clean = next;
    answered_requests_ = 0;
    for (std::size_t i = dice_.below(6); i < 6; ++i) {
        static constexpr std::array choices{Kind::inside, Kind::inside,  Kind::inside, Kind::inside,
                                            Kind::header, Kind::outside, Kind::order};
        const Kind kind = dice_.one_of(choices);
        for (const Octets& message : mangled(dice_.one_of(clean), kind)) {
            send(message, kind);
        }
    }
    if (dice_.once_in(2)) {
        for (const Octets& message : clean) {
            datagram(path(), is_traffic(), message);
        }
    }
    earlier_[dice_.below(earlier_.size())] = clean.back();
    if (dice_.once_in(2)) leave();
    pass(seconds{3});
    EXPECT_LE(sessions(), most_at_a_time);
}

// A request whose answer has been sent is followed by one of the next number.
Octets Attack::at_its_turn(const Octets& clean)
{
    const auto keys = keys_of(clean);
    if (!keys || answered_requests_ == 0) return clean;
    auto message = ike::unseal(algorithms(), *keys, clean);
    if (!message) return clean;
    write_u32(message->header, id_at, u32_at(message->header, id_at) + answered_requests_);
    return seal(algorithms(), *keys, *message, dice_);
}

std::vector<Octets> Attack::mangled(const Octets& clean, Kind kind)
{
    if (is_traffic()) return {packet(kind)};
    const Octets message = at_its_turn(clean);
    const auto keys = keys_of(message);
    if (kind == Kind::order) {
        if (dice_.once_in(3)) return {dice_.one_of(earlier_), message, message};
        if (dice_.once_in(2)) return {next.rbegin(), next.rend()};
    }
    auto opened = keys ? ike::unseal(algorithms(), *keys, message) : std::nullopt;
    if (!opened) return {in_the_clear(message, kind)};
    switch (kind) {
        case Kind::inside:
            return {inside(std::move(*opened))};
        case Kind::header:
            return {header(std::move(*opened))};
        case Kind::outside:
            return {outside(message)};
        case Kind::order: {
            const Content& other = dice_.one_of(contents_);
            opened->header[exchange_at] = other.exchange;
            opened->first_inside = other.chain.first;
            opened->plain = other.chain.octets;
            return {seal(algorithms(), *keys, *opened, dice_)};
        }
    }
    return {};
}

Octets Attack::inside(ike::Unsealed message)
{
    ChainOctets chain{message.first_inside, message.plain};
    spoil(chain, spare_, dice_);
    shorten(chain.octets);
    message.first_inside = chain.first;
    message.plain = std::move(chain.octets);
    if (dice_.once_in(8)) message.pad_length = dice_.octet();
    if (!message.numbers.empty() && dice_.once_in(3)) spoil(message.numbers, dice_);
    return seal(algorithms(), keys_of(next.front()).value(), message, dice_);
}

Octets Attack::header(ike::Unsealed message)
{
    const ike::Keys keys = keys_of(next.front()).value();
    static constexpr std::array<std::pair<std::size_t, std::size_t>, 7> fields{
        {{0, 8}, {8, 8}, {16, 1}, {17, 1}, {18, 1}, {19, 1}, {20, 4}}};
    const auto [at, size] = dice_.one_of(fields);
    std::uint8_t& octet =
        message.header[at + size - 1 - (dice_.once_in(2) ? 0 : dice_.below(size))];
    octet = static_cast<std::uint8_t>(dice_.once_in(3)   ? octet + 1
                                      : dice_.once_in(2) ? octet - 1
                                                         : octet ^ (1U << dice_.below(8)));
    if (at == exchange_at && dice_.once_in(2))
        octet = static_cast<std::uint8_t>(34 + dice_.below(4));
    return seal(algorithms(), keys, message, dice_);
}

Octets Attack::outside(Octets message)
{
    spoil(message, dice_);
    shorten(message);
    if (message.size() >= ike::header_size && dice_.once_in(2)) {
        write_u32(message, length_at, static_cast<std::uint32_t>(message.size()));
    }
    return message;
}

Octets Attack::in_the_clear(const Octets& message, Kind kind)
{
    if (kind == Kind::outside || message.size() < ike::header_size) return outside(message);
    const View view = message;
    Octets front = copy_of(view.first(ike::header_size));
    ChainOctets chain{front[first_payload_at], copy_of(view.subspan(ike::header_size))};
    if (kind == Kind::inside) spoil(chain, spare_, dice_);
    if (kind == Kind::order) chain = dice_.one_of(contents_).chain;
    shorten(chain.octets);
    front[first_payload_at] = chain.first;
    if (kind == Kind::header)
        front[dice_.below(length_at)] ^= static_cast<std::uint8_t>(1U << dice_.below(8));
    Octets whole = joined({front, chain.octets});
    write_u32(whole, length_at, static_cast<std::uint32_t>(whole.size()));
    return whole;
}

// ESP: an inner packet that is none, a next header or padding that is wrong, or the outside of it.
Octets Attack::packet(Kind kind)
{
    Octets inner = ping();
    if (dice_.once_in(3)) inner[9] = dice_.once_in(2) ? 6 : 17;
    std::uint8_t next_header = esp::next_header_ipv4;
    esp::OutboundSeams seams;
    switch (kind) {
        case Kind::inside:
            spoil(inner, dice_);
            break;
        case Kind::header:
            next_header = dice_.octet();
            seams.padding = [&](std::span<std::uint8_t> padding) { dice_.fill(padding); };
            break;
        case Kind::order:
            seams.numbering = [&](std::uint64_t n) { return n ^ (1ULL << dice_.below(33)); };
            break;
        case Kind::outside: {
            Octets whole = packet_of(inner, next_header, {});
            spoil(whole, dice_);
            return whole;
        }
    }
    return packet_of(inner, next_header, std::move(seams));
}

void Attack::send(const Octets& message, Kind kind)
{
    forget_what_was_sent();
    Path from = path();
    if (dice_.once_in(8)) from.peer.port = static_cast<std::uint16_t>(dice_.below(65536));
    if (dice_.once_in(8)) from.peer.address.back() = dice_.octet();
    const bool on_nat_t_port = is_traffic() || dice_.once_in(4);
    const Octets marker(on_nat_t_port && !is_traffic() ? 4 : 0);
    datagram(from, on_nat_t_port, joined({marker, message}));
    ++counts_[static_cast<std::size_t>(kind)];
    if (!sent_.empty()) ++answered_;
    longest_answer_ = std::max(longest_answer_, sent_octets());
    EXPECT_LE(sent_octets(), std::max(most_answered, 2 * message.size())) << point_.name;
    if (message.size() < ike::header_size || next.empty()) return;
    const std::uint32_t id = u32_at(next.front(), id_at) + answered_requests_;
    if (!is_traffic() && next.size() == 1 && has_answered(next.front(), id)) ++answered_requests_;
}

}  // namespace gateway::mangled
