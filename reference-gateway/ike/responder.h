// The IKE responder: IKE_SA_INIT up to agreed keys (RFC 7296, Section 1.2), and IKE_AUTH refused
// under these keys, since there is nobody yet whom the gateway knows.
#pragma once

#include <string>

#include "base/random.h"
#include "ike/core.h"
#include "ike/sa_table.h"
#include "ike/seams.h"

namespace gateway::ike {

struct Settings {
    Rows rows;
    std::function<std::string(const policy::Tuple&)> slug;  // how events name a row
    Limits limits;
};

class Responder final : public Core {
public:
    Responder(Settings settings, Seams seams, Random& random);

    Actions on_datagram(const Datagram& datagram, Instant now) override;
    Actions on_computed(const Computed& computed, Instant now) override;
    Actions on_wake(Instant now) override;

private:
    // What a request that is being computed will be answered with and where.
    struct Waiting {
        Arrival arrival;  // its message is not kept
    };

    void on_arrival(const Arrival& arrival, Instant now, Actions& actions);
    void on_ike_sa_init(const Arrival& arrival, Instant now, Actions& actions);
    void begin(const Negotiation& negotiation, Instant now, Actions& actions);
    void on_protected(const Arrival& arrival, Instant now, Actions& actions);
    void refuse_authentication(IkeSa& sa, const Arrival& arrival, const Octets& inside,
                               const Chain& outside, Instant now, Actions& actions);
    void answer_again(const Octets& response, const Arrival& arrival, Actions& actions) const;
    void refuse(const Refusal& refusal, const Arrival& arrival, Actions& actions);
    void send(Octets message, const Arrival& arrival, Actions& actions) const;
    [[nodiscard]] std::uint64_t fresh_spi();
    [[nodiscard]] Octets random_octets(std::size_t size);

    Settings settings_;
    Seams seams_;
    Random& random_;
    CookieJar cookies_;
    SaTable sas_;
    std::unordered_map<std::uint64_t, Waiting> waiting_;  // by responder SPI, which is the ticket
};

}  // namespace gateway::ike
