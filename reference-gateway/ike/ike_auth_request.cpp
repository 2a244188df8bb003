#include "ike/ike_auth_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/trust.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t x509_signature = 4;

struct AtMost {
    PayloadType type;
    std::size_t count;
};
constexpr std::array cardinalities{
    AtMost{PayloadType::identification_initiator, 1},
    AtMost{PayloadType::identification_responder, 1},
    AtMost{PayloadType::authentication, 1},
    AtMost{PayloadType::security_association, 1},
    AtMost{PayloadType::traffic_selector_initiator, 1},
    AtMost{PayloadType::traffic_selector_responder, 1},
    AtMost{PayloadType::configuration, 1},
    AtMost{PayloadType::extensible_authentication, 1},
};

bool is_each_once(const Chain& chain)
{
    return std::ranges::all_of(cardinalities, [&](const AtMost& allowed) {
        return count_of(chain, allowed.type) <= allowed.count;
    });
}

// Those of another encoding are passed over.
std::optional<std::vector<Octets>> read_certificates(const Chain& chain)
{
    std::vector<Octets> certificates;
    for (const RawPayload& payload : chain.payloads) {
        if (payload.type != std::to_underlying(PayloadType::certificate)) continue;
        Cursor in{payload.body};
        const std::uint8_t encoding = in.u8();
        const View octets = in.take_rest();
        if (!in.ok()) return std::nullopt;
        if (encoding == x509_signature) certificates.push_back(copy_of(octets));
    }
    return certificates;
}

std::optional<Authenticator> parse_authenticator(View body)
{
    Cursor in{body};
    Authenticator authenticator;
    authenticator.method = in.u8();
    in.skip(3);
    authenticator.data = copy_of(in.take_rest());
    if (!in.ok()) return std::nullopt;
    return authenticator;
}

// Nothing: it cannot be read.
std::optional<ChildRequest> parse_child(const Chain& chain)
{
    auto proposals = parse_proposals(first_of(chain, PayloadType::security_association));
    auto initiator = parse_traffic_selectors(first_of(chain, PayloadType::traffic_selector_initiator));
    auto responder = parse_traffic_selectors(first_of(chain, PayloadType::traffic_selector_responder));
    if (!proposals || !initiator || !responder) return std::nullopt;
    return ChildRequest{std::move(*proposals), std::move(*initiator), std::move(*responder)};
}

// False: malformed.
bool read_notifies(const Chain& chain, IkeAuthRequest& request)
{
    return std::ranges::all_of(chain.payloads, [&](const RawPayload& payload) {
        if (payload.type != std::to_underlying(PayloadType::notify)) return true;
        Cursor in{payload.body};
        in.skip(1);
        const std::size_t spi_size = in.u8();
        const std::uint16_t type = in.u16();
        in.skip(spi_size);
        if (type == std::to_underlying(NotifyType::initial_contact)) request.initial_contact = true;
        if (type == std::to_underlying(NotifyType::eap_only_authentication)) request.eap_only = true;
        return in.ok();
    });
}

bool has(const Chain& chain, PayloadType type)
{
    return count_of(chain, type) > 0;
}

}  // namespace

Octets body_of(const Identification& identification)
{
    Writer out;
    out.u8(identification.type);
    out.zeros(3);
    out.octets(identification.data);
    return out.take();
}

Identification name_identification(std::string_view name)
{
    return {std::to_underlying(IdentificationType::fqdn), copy_of(as_octets(name))};
}

Identification subject_identification(View certificate)
{
    return {std::to_underlying(IdentificationType::distinguished_name),
            crypto::subject_der_of(certificate)};
}

std::optional<EapTurn> parse_eap_turn(const Chain& chain)
{
    EapTurn turn;
    if (!is_each_once(chain)) return std::nullopt;
    if (has(chain, PayloadType::extensible_authentication)) {
        turn.packet = copy_of(first_of(chain, PayloadType::extensible_authentication));
    }
    if (has(chain, PayloadType::authentication)) {
        turn.authenticator = parse_authenticator(first_of(chain, PayloadType::authentication));
        if (!turn.authenticator) return std::nullopt;
    }
    return turn;
}

std::optional<IkeAuthRequest> parse_ike_auth(const Chain& chain)
{
    IkeAuthRequest request;
    Cursor identification{first_of(chain, PayloadType::identification_initiator)};
    request.initiator_body = copy_of(first_of(chain, PayloadType::identification_initiator));
    request.initiator.type = identification.u8();
    identification.skip(3);
    request.initiator.data = copy_of(identification.take_rest());
    auto certificates = read_certificates(chain);
    if (!is_each_once(chain) || !identification.ok() || !certificates ||
        !read_notifies(chain, request)) {
        return std::nullopt;
    }
    request.certificates = std::move(*certificates);
    if (has(chain, PayloadType::authentication)) {
        request.authenticator = parse_authenticator(first_of(chain, PayloadType::authentication));
        if (!request.authenticator) return std::nullopt;
    }
    if (has(chain, PayloadType::configuration)) {
        request.configuration =
            parse_configuration_request(first_of(chain, PayloadType::configuration));
    }
    // A client may do without a Child SA: RFC 6023, Section 3.
    if (has(chain, PayloadType::security_association)) {
        request.child = parse_child(chain);
        if (!request.child) return std::nullopt;
    }
    return request;
}

}  // namespace gateway::ike
