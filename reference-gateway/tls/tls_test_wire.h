// For tests only: one connection in memory between OpenSSL's client and the listener, and an inner
// core that echoes.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.h"
#include "crypto/tls_test_client.h"
#include "tls/tls_listener.h"

namespace gateway::tls {

using crypto::TestOffer;
using crypto::TlsTestClient;
using namespace std::chrono_literals;

inline const std::vector<std::string> suites_of_2024 = {
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"};
inline crypto::ServerIdentity identity_of(crypto::KeyType type)
{
    const std::chrono::sys_seconds start = std::chrono::sys_days{std::chrono::January / 1 / 2026};
    const auto issued = *crypto::issue_self_signed({.subject = "gateway.example",
                                                    .dns_names = {"gateway.example"},
                                                    .validity = {start, start + 365 * 24h},
                                                    .key_type = type});
    return {issued.certificate_pem, issued.key_pem};
}

inline const crypto::ServerIdentity& rsa_identity()
{
    static const crypto::ServerIdentity identity = identity_of(crypto::KeyType::rsa_2048);
    return identity;
}

inline TlsSettings settings_of_2024()
{
    return {.identity = rsa_identity(),
            .suites_1_2 = suites_of_2024,
            .suites_1_3 = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"}};
}

// Echoes, ends when told "bye", and counts.
struct EchoLog {
    int made = 0;
    int ended = 0;
};

inline StreamActions say(std::string_view text)
{
    StreamActions actions;
    actions.send = copy_of(as_octets(text));
    return actions;
}

class Echo final : public StreamCore {
public:
    explicit Echo(EchoLog& log) : log_(log) { ++log_.made; }
    StreamActions start(Instant now) override
    {
        StreamActions actions;
        actions.wake = now + 5s;
        return actions;
    }
    StreamActions on_octets(View octets, Instant /*now*/) override
    {
        StreamActions actions;
        actions.send = copy_of(octets);
        actions.close = equal(octets, as_octets("bye"));
        return actions;
    }
    StreamActions on_wake(Instant /*now*/) override { return say("woken"); }
    StreamActions on_end(Instant /*now*/) override
    {
        ++log_.ended;
        StreamActions actions = say("too late");
        actions.events.push_back({"echo-ended", {}});
        return actions;
    }

private:
    EchoLog& log_;
};

// One connection: everything either side says reaches the other at once.
class Wire {
public:
    explicit Wire(const TlsSettings& settings)
    {
        auto factory =
            tls_listener(settings, [this](const Peer&) { return std::make_unique<Echo>(echo); });
        if (!factory) throw std::runtime_error(factory.error());
        core = (*factory)({"192.0.2.1", 4000});
        take(core->start(0s));
    }

    void take(const StreamActions& actions)
    {
        wake = actions.wake;
        closed = closed || actions.close;
        for (const Event& event : actions.events)
            events.push_back(to_line(event));
    }

    void converse(TlsTestClient& client, Octets from_client)
    {
        while (!from_client.empty()) {
            const StreamActions actions = core->on_octets(from_client, 1s);
            take(actions);
            from_client = client.feed(actions.send);
        }
    }

    void shake_hands(TlsTestClient& client) { converse(client, client.feed({})); }

    EchoLog echo;
    std::unique_ptr<StreamCore> core;
    std::optional<Instant> wake;
    bool closed = false;
    std::vector<std::string> events;
};

}  // namespace gateway::tls
