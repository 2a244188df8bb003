// An IKE SA that stays up: the messages under its keys, the Message IDs of both sides, and the last
// response, which a repeated request is given again. RFC 7296, Sections 2.1 and 2.2.
#pragma once

#include <optional>
#include <vector>

#include "peers/ike/encrypted.h"

namespace conformance::peers::ike {

class LivingSa {
public:
    struct Spis {
        std::uint64_t initiator = 0, responder = 0;
        bool operator==(const Spis&) const = default;
    };
    // `began` says whether the prober is its initiator; `next_id` is that of the prober's next
    // request.
    LivingSa(Spis spis, bool began, IkeKeys keys, std::uint16_t prf, std::uint32_t next_id)
        : spis_{spis}, began_{began}, keys_{std::move(keys)}, prf_{prf}, next_id_{next_id}
    {
    }

    struct Arrival {
        wire::ike::Message header;
        std::vector<wire::ike::Payload> inside;
        [[nodiscard]] bool is_response() const
        {
            return (header.flags & wire::ike::flag_response) != 0;
        }
    };
    // Nothing for a message of another SA, one that is not authentic, and a fragment that is not
    // the last one missing.
    [[nodiscard]] std::optional<Arrival> open(View octets);

    // Whether this request is the next one; one that was answered already has its response in
    // `again`.
    [[nodiscard]] bool is_next(const Arrival& request, std::optional<Octets>& again) const;
    [[nodiscard]] Octets response(const Arrival& request, std::vector<wire::ike::Payload> payloads,
                                  Random& random);

    // The one request that is underway; the same octets until it is answered.
    [[nodiscard]] Octets request(std::vector<wire::ike::Payload> payloads, Random& random);
    [[nodiscard]] const std::optional<Octets>& underway() const { return underway_; }
    // Whether that is the response to it, which ends it.
    [[nodiscard]] bool ends(const Arrival& response);

    [[nodiscard]] const IkeKeys& keys() const { return keys_; }
    [[nodiscard]] std::uint16_t prf() const { return prf_; }
    [[nodiscard]] const Spis& spis() const { return spis_; }

private:
    [[nodiscard]] wire::ike::Message header(wire::ike::ExchangeType type, std::uint32_t id) const;
    [[nodiscard]] std::optional<std::vector<wire::ike::Payload>> gather(
        View octets, const wire::ike::Message& header);

    Spis spis_;
    bool began_;
    IkeKeys keys_;
    std::uint16_t prf_;
    std::uint32_t next_id_, their_next_id_ = 0;
    std::optional<Octets> underway_, last_response_;
    std::vector<Octets> fragments_;  // of one message
    std::uint32_t fragments_of_ = 0;
};

}  // namespace conformance::peers::ike
