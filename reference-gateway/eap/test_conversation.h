// For tests only: an authenticator with credentials, and what a client says to it.
#pragma once

#include <gtest/gtest.h>

#include "crypto/from_hex.h"
#include "crypto/test_certificates.h"
#include "eap/authenticator.h"
#include "eap/tls_context.h"

namespace gateway::eap {

class SteadyRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = ++last_;
        }
    }

private:
    std::uint8_t last_ = 0;
};

inline const auto root = issue(crypto::CertificateRole::authority, "root");
inline const auto server = issue(crypto::CertificateRole::server, "gw", &root);

inline std::shared_ptr<const Settings> settings(std::vector<Type> methods)
{
    const auto roots = std::make_shared<const crypto::TrustedRoots>(
        crypto::TrustedRoots::from_pem(root.certificate_pem).value());
    Settings made;
    made.methods = std::move(methods);
    made.tls = std::make_shared<const crypto::TlsContext>(
        tls_context({server.certificate_pem, server.key_pem}, roots).value());
    Users users;
    EXPECT_TRUE(users.add("User", "clientPass"));
    made.users = std::make_shared<const Users>(std::move(users));
    return std::make_shared<const Settings>(std::move(made));
}

class Conversation {
public:
    explicit Conversation(std::vector<Type> methods)
        : authenticator_(settings(methods), methods, random_)
    {
        take(authenticator_.begin());
    }

    void say(std::uint8_t type, View data)
    {
        Octets packet = write_request(last_[1], static_cast<Type>(type), data);
        packet[0] = std::to_underlying(Code::response);
        say(packet);
    }
    void say(Type type, View data) { say(std::to_underlying(type), data); }
    void say(View packet) { take(authenticator_.on_response(packet)); }

    [[nodiscard]] Code code() const { return static_cast<Code>(last_.front()); }
    [[nodiscard]] Type type() const { return static_cast<Type>(last_[4]); }
    [[nodiscard]] View data() const { return View{last_}.subspan(5); }
    [[nodiscard]] const Octets& packet() const { return last_; }

    std::optional<Proved> proved;
    std::string reason;
    std::size_t turns = 0;

private:
    void take(Outcome outcome)
    {
        while (auto* turn = std::get_if<crypto::TlsTurn>(&outcome)) {
            ++turns;
            outcome = authenticator_.on_computed(take_turn(*turn));
        }
        if (auto* request = std::get_if<Request>(&outcome)) last_ = request->packet;
        if (auto* accepted = std::get_if<Accepted>(&outcome)) {
            last_ = accepted->packet;
            proved = accepted->proved;
        }
        if (auto* rejected = std::get_if<Rejected>(&outcome)) {
            last_ = rejected->packet;
            reason = rejected->reason;
        }
    }

    SteadyRandom random_;
    Authenticator authenticator_;
    Octets last_;
};

}  // namespace gateway::eap
