// EAP as far as an authenticator speaks it: RFC 3748. A method is proposed, the client may name
// another one instead, and one of them succeeds or all is over. The client's identity is whatever
// its method proves: IKE has no need of Identity requests (RFC 7296, Section 3.16).
//
//   begin() --> method <--> responses, computations --> Accepted | Rejected
//                  ^  |
//                  +--+ Nak
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/random.h"
#include "eap/mschapv2.h"
#include "eap/packet.h"
#include "eap/tls.h"

namespace gateway::eap {

struct Settings {
    std::vector<Type> methods;  // the first is proposed first
    std::shared_ptr<const Users> users = std::make_shared<const Users>();  // for MSCHAPv2
    std::shared_ptr<const crypto::TlsContext> tls = {};                    // for TLS
    std::string name = "gateway";                                          // what it calls itself
    std::size_t most_requests = 80;                                        // of one conversation
    TlsSizes sizes = {};
};

// Safe where the gateway has no other proof of itself: RFC 5998, Section 4.
[[nodiscard]] bool is_safe_alone(Type method) noexcept;

struct Request {
    Octets packet;
};
struct Accepted {
    Octets packet;  // Success
    Proved proved;
};
struct Rejected {
    Octets packet;  // Failure
    std::string reason;
};
using Outcome = std::variant<Request, crypto::TlsTurn, Accepted, Rejected>;

class Authenticator {
public:
    // Of `methods`, some of those in the settings.
    Authenticator(std::shared_ptr<const Settings> settings, std::vector<Type> methods,
                  Random& random);

    [[nodiscard]] Outcome begin();
    [[nodiscard]] Outcome on_response(View packet);
    [[nodiscard]] Outcome on_computed(const crypto::TlsProgress& progress);

private:
    [[nodiscard]] Outcome propose();
    [[nodiscard]] Outcome on_nak(View wanted);
    [[nodiscard]] Outcome request(View data);
    [[nodiscard]] Outcome after(Step step);
    [[nodiscard]] Outcome reject(std::string reason) const;

    std::shared_ptr<const Settings> settings_;
    std::vector<Type> methods_;  // the one that is spoken first, then those not yet proposed
    Octets challenge_;
    std::variant<std::monostate, Mschapv2, Tls> method_;
    std::uint8_t identifier_ = 0;  // of the last request
    std::size_t requests_ = 0;
    bool is_only_proposed_ = false;
};

}  // namespace gateway::eap
