// The other side of the responder's tests: requests octet by octet, and the keys to go on.
#pragma once

#include "base/random.h"
#include "ike/core.h"
#include "ike/fragment.h"
#include "ike/key_schedule.h"
#include "ike/selection.h"

namespace gateway::ike {

// Octets that count up: the tests are the same each time.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = static_cast<std::uint8_t>(state_ = state_ * 1103515245U + 12345U);
        }
    }

private:
    std::uint32_t state_ = 1;
};

struct RawTransform {
    std::uint8_t type = 0;
    std::uint16_t id = 0;
    std::optional<std::uint16_t> key_length;
};

struct RawPayloadToSend {
    std::uint8_t type = 0;
    Octets body;
    bool critical = false;
};

class TestInitiator {
public:
    explicit TestInitiator(policy::Tuple tuple, std::uint64_t spi = 0x1122334455667788);

    [[nodiscard]] Octets ike_sa_init();
    // With payloads in front of, and after, SA, KE and Nonce.
    [[nodiscard]] Octets ike_sa_init(const std::vector<RawPayloadToSend>& before,
                                     const std::vector<RawPayloadToSend>& after);
    // Takes the keys from the answer to ike_sa_init(); false if it is not one.
    [[nodiscard]] bool accepted(View answer);
    [[nodiscard]] Octets ike_auth(const std::vector<RawPayloadToSend>& inside) const;
    // The same with octets inside that need not be payloads.
    [[nodiscard]] Octets ike_auth(std::uint8_t first_inside, Octets inside) const;
    // A part of that under these numbers: RFC 7383, Section 2.5.
    [[nodiscard]] Octets fragment(FragmentNumbers numbers, std::uint8_t first_inside,
                                  View part) const;
    // The whole in so many parts of about the same length.
    [[nodiscard]] std::vector<Octets> fragments(const std::vector<RawPayloadToSend>& inside,
                                                std::uint16_t total) const;
    // The payloads inside the answer to ike_auth(), or what a fragment of it holds; nothing if it
    // cannot be opened.
    [[nodiscard]] std::optional<Octets> opened(View answer) const;

    std::uint16_t key_share_group;
    ExchangeType protected_exchange = ExchangeType::ike_auth;  // what ike_auth() says it is
    std::vector<std::vector<RawTransform>> proposals;
    Octets nonce = Octets(32, 0x4e);
    std::uint32_t message_id = 1;  // of what ike_auth() makes

    // What each side signs in its AUTH payload: RFC 7296, Section 2.15. The body of an
    // Identification payload is part of it.
    [[nodiscard]] Octets signed_by_us(View identification) const;
    [[nodiscard]] Octets signed_by_the_responder(View identification) const;

    [[nodiscard]] std::uint64_t spi() const noexcept { return spi_; }
    [[nodiscard]] std::uint64_t responder_spi() const noexcept { return responder_spi_; }
    [[nodiscard]] const Keys& keys() const noexcept { return keys_; }
    [[nodiscard]] Octets nonces() const { return joined({nonce, responder_nonce_}); }

private:
    [[nodiscard]] Octets sealed(std::uint8_t type, std::uint8_t first_inside, View in_front,
                                Octets plain) const;

    policy::Tuple tuple_;
    std::uint64_t spi_;
    std::uint64_t responder_spi_ = 0;
    crypto::KeyAgreement own_;
    Octets request_, answer_, responder_nonce_;  // of IKE_SA_INIT
    Keys keys_;
};

[[nodiscard]] std::vector<RawTransform> transforms_of(const policy::Tuple& tuple);
[[nodiscard]] RawPayloadToSend security_association(
    const std::vector<std::vector<RawTransform>>& proposals);
[[nodiscard]] Octets message(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                             ExchangeType exchange, std::uint32_t message_id,
                             const std::vector<RawPayloadToSend>& payloads);
// The types of the notifies in a message in the clear.
[[nodiscard]] std::vector<NotifyType> notifies_in(View message);

}  // namespace gateway::ike
