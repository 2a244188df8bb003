// A responder with credentials, one client of its authority, and what tests ask between them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "crypto/certificate_reading.h"
#include "crypto/test_certificates.h"
#include "ike/responder.h"
#include "ike/test_initiator.h"

namespace gateway::ike {

inline constexpr policy::Tuple gcm_31{20, 256, {}, 6, 31};
inline const Octets alice_id{2, 0, 0, 0, 'a', 'l', 'i', 'c', 'e'};
inline const Octets answers_to_everything{1, 0, 0, 0, 7, 0, 0, 16, 0, 0, 0xff, 0xff,
                                   0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};

inline const auto root = issue(crypto::CertificateRole::authority, "root");
inline const auto gateway_certificate = issue(crypto::CertificateRole::server, "gw", &root);
inline const auto alice = issue(crypto::CertificateRole::client, "alice", &root);

inline Octets der_of(const crypto::IssuedCertificate& certificate)
{
    return crypto::to_der(certificate.certificate_pem).value().front();
}

inline crypto::SigningKey key_of(const crypto::IssuedCertificate& certificate)
{
    return crypto::SigningKey::from_pem(certificate.key_pem).value();
}

inline Credentials credentials()
{
    return {std::make_shared<const crypto::TrustedRoots>(
                crypto::TrustedRoots::from_pem(root.certificate_pem).value()),
            std::make_shared<const crypto::SigningKey>(key_of(gateway_certificate)),
            {der_of(gateway_certificate)},
            name_identification("gw")};
}

// ESP with AES-GCM-256 and no ESN, under SPI c0000001.
inline const Octets esp_proposal{0, 0, 0, 32, 1, 3, 4, 2, 0xc0, 0, 0, 1, 3, 0, 0, 12, 1,
                          0, 0, 20, 0x80, 14, 1, 0, 0, 0, 0, 8, 5, 0, 0, 0};
inline const Octets asks_for_an_address{1, 0, 0, 0, 0, 1, 0, 0};

class ResponderOfClients : public testing::Test {
protected:
    ResponderOfClients() { start(credentials()); }

    void start(Credentials own)
    {
        settings_ = {{gcm_31}, [](const policy::Tuple&) { return "row"; }, {}};
        settings_.ipsec_rows = {{{20, 256, {}}, 0}, {{20, 256, {}}, 31}};
        settings_.credentials = std::move(own);
        settings_.network.served = {selector_of(Octets{10, 1, 0, 0}, 16)};
        settings_.network.lease = [this](const std::string& subject,
                                         Family family) -> std::optional<Octets> {
            auto& free = family == Family::ipv4 ? free_ : free_ipv6_;
            if (free.empty()) return std::nullopt;
            subjects_.push_back(subject);
            const Octets address = free.back();
            free.pop_back();
            return address;
        };
        settings_.network.release = [this](const Octets& address) {
            (family_of(address) == Family::ipv4 ? free_ : free_ipv6_).push_back(address);
        };
        settings_.network.admit = [this] { return places_ > 0 && places_-- > 0; };
        settings_.network.leave = [this] { ++places_; };
        responder_ = std::make_unique<Responder>(settings_, Seams{}, random_);
    }

    // The one answer; what else was done is in actions_.
    Octets ask(const Octets& request)
    {
        const Path path{{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 1}, 4000}};
        actions_ = responder_->on_datagram({path, false, request}, now_);
        for (const Compute& compute : std::exchange(actions_.compute, {})) {
            actions_ = responder_->on_computed(carry_out(compute), now_);
        }
        return actions_.send.size() == 1 ? actions_.send.front().octets : Octets{};
    }

    // The types of the payloads in the answer, and what an IKE_AUTH of alice's was answered with.
    std::vector<int> types_inside(TestInitiator& peer, const Octets& answer)
    {
        const auto inside = peer.opened(answer);
        if (!inside || answer.size() <= header_size) return {};
        inside_ = *inside;
        const auto chain = split(answer[header_size], inside_);
        std::vector<int> types;
        if (!chain) return types;
        bodies_.clear();
        for (const RawPayload& payload : chain->payloads) {
            types.push_back(payload.type);
            bodies_[payload.type] = copy_of(payload.body);
        }
        return types;
    }

    std::vector<RawPayloadToSend> proof(const TestInitiator& peer, const crypto::SigningKey& key)
    {
        const auto signature = key.sign({crypto::SignatureForm::ecdsa_plain, crypto::Hash::sha2_256},
                                        peer.signed_by_us(alice_id));
        return {{35, alice_id},
                {37, joined({Octets{4}, der_of(alice)})},
                {39, joined({Octets{9, 0, 0, 0}, *signature})}};
    }

    std::vector<RawPayloadToSend> everything(const TestInitiator& peer)
    {
        auto payloads = proof(peer, key_of(alice));
        for (const RawPayloadToSend& more :
             {RawPayloadToSend{47, asks_for_an_address}, RawPayloadToSend{33, esp_proposal},
              RawPayloadToSend{44, answers_to_everything},
              RawPayloadToSend{45, answers_to_everything}}) {
            payloads.push_back(more);
        }
        return payloads;
    }

    std::vector<int> let_in(TestInitiator& peer)
    {
        EXPECT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
        return types_inside(peer, ask(peer.ike_auth(everything(peer))));
    }

    int notify_in(TestInitiator& peer, const Octets& answer)
    {
        types_inside(peer, answer);
        return bodies_.contains(41) ? bodies_[41][2] * 256 + bodies_[41][3] : 0;
    }

    Instant now_{};
    CountingRandom random_;
    Settings settings_;
    std::vector<Octets> free_{{172, 16, 201, 2}, {172, 16, 201, 1}};
    std::vector<Octets> free_ipv6_;
    int places_ = 2;
    std::vector<std::string> subjects_;
    std::unique_ptr<Responder> responder_;
    Actions actions_;
    std::map<int, Octets> bodies_;
    Octets inside_;
};

}  // namespace gateway::ike
