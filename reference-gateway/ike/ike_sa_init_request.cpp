#include "ike/ike_sa_init_request.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gateway::ike {
namespace {

struct Cardinality {
    PayloadType type;
    std::size_t low;
    std::size_t high;
};

// RFC 7296, Section 1.2. What is not listed may come any number of times.
constexpr std::array cardinalities{
    Cardinality{PayloadType::security_association, 1, 1},
    Cardinality{PayloadType::key_exchange, 1, 1},
    Cardinality{PayloadType::nonce, 1, 1},
    Cardinality{PayloadType::encrypted, 0, 0},
};

constexpr std::size_t shortest_nonce = 16;
constexpr std::size_t longest_nonce = 256;

bool has_the_payloads_it_needs(const Chain& chain)
{
    return std::ranges::all_of(cardinalities, [&](const Cardinality& allowed) {
        const std::size_t count = count_of(chain, allowed.type);
        return count >= allowed.low && count <= allowed.high;
    });
}

std::vector<std::uint16_t> numbers_in(View data)
{
    std::vector<std::uint16_t> numbers;
    Cursor in{data};
    while (in.remaining() >= 2) {
        numbers.push_back(in.u16());
    }
    return numbers;
}

// RFC 7296, Section 3.10; few notifies mean something here. False: malformed.
bool read_notify(View body, IkeSaInitRequest& request)
{
    Cursor in{body};
    in.skip(1);
    const std::size_t spi_size = in.u8();
    const std::uint16_t type = in.u16();
    in.skip(spi_size);
    const View data = in.take_rest();
    if (in.ok() && type == std::to_underlying(NotifyType::cookie)) request.cookie = copy_of(data);
    if (in.ok() && type == std::to_underlying(NotifyType::signature_hash_algorithms)) {
        request.signature_hashes = numbers_in(data);
    }
    if (in.ok() && type == std::to_underlying(NotifyType::ikev2_fragmentation_supported)) {
        request.supports_fragments = true;
    }
    return in.ok();
}

bool read_notifies(const Chain& chain, IkeSaInitRequest& request)
{
    return std::ranges::all_of(chain.payloads, [&](const RawPayload& payload) {
        return payload.type != std::to_underlying(PayloadType::notify) ||
               read_notify(payload.body, request);
    });
}

}  // namespace

std::optional<KeyShare> parse_key_share(View body)
{
    Cursor in{body};
    KeyShare share;
    share.group = in.u16();
    in.skip(2);
    share.data = copy_of(in.take_rest());
    if (!in.ok()) return std::nullopt;
    return share;
}

bool is_nonce(View octets) noexcept
{
    return octets.size() >= shortest_nonce && octets.size() <= longest_nonce;
}

std::optional<IkeSaInitRequest> parse_ike_sa_init(const Header& header, View message)
{
    const auto chain = split(header.first_payload, message.subspan(header_size));
    if (!chain || !has_the_payloads_it_needs(*chain)) return std::nullopt;

    auto proposals = parse_proposals(first_of(*chain, PayloadType::security_association));
    auto key_share = parse_key_share(first_of(*chain, PayloadType::key_exchange));
    const View nonce = first_of(*chain, PayloadType::nonce);
    if (!proposals || !key_share || !is_nonce(nonce)) {
        return std::nullopt;
    }
    IkeSaInitRequest request{std::move(*proposals),
                             std::move(*key_share),
                             copy_of(nonce),
                             {},
                             {},
                             unknown_critical_payload(*chain),
                             false};
    if (!read_notifies(*chain, request)) return std::nullopt;
    return request;
}

}  // namespace gateway::ike
