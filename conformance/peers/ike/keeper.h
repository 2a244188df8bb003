// A client that stays connected: it answers what the gateway asks, takes new keys when the gateway
// makes some, and can ask for a sign of life and take its leave. RFC 7296,
// Sections 1.3, 1.4, 2.8, 2.17 and 2.18. It sends and waits for nothing by itself.
#pragma once

#include <vector>

#include "catalog/registries.h"
#include "peers/ike/child_sa.h"
#include "peers/ike/living_sa.h"

namespace conformance::peers::ike {

class Keeper {
public:
    // Of an established IKE SA with its Child SA.
    Keeper(LivingSa sa, ChildSa child, Random& random, const catalog::Registries& registries)
        : random_{random}, registries_{registries}, children_{std::move(child)}
    {
        sas_.push_back(std::move(sa));
    }

    // What came of a message. The SPIs are those that the prober chose; of each Child SA the
    // prober's half is the initiator's, whoever began it.
    struct Outcome {
        bool is_authentic = false;
        std::vector<Octets> send;  // IKE messages, without the marker
        std::vector<ChildSa> opened;
        std::vector<Octets> closed;
        bool ended = false;             // the gateway deleted the IKE SA, or answered our Delete
        std::vector<std::string> told;  // for a person
    };
    [[nodiscard]] Outcome on_message(View octets);

    // The request that is not answered yet, as it was sent.
    [[nodiscard]] const std::optional<Octets>& underway() const { return sas_.back().underway(); }
    // With none underway.
    [[nodiscard]] Octets sign_of_life() { return sas_.back().request({}, random_); }
    [[nodiscard]] Octets leave();

private:
    using Payloads = std::vector<wire::ike::Payload>;

    void on_request(std::size_t at, const LivingSa::Arrival& request, Outcome& outcome);
    [[nodiscard]] Payloads on_informational(const LivingSa::Arrival& request, Outcome& outcome,
                                            bool& ends);
    [[nodiscard]] Payloads on_create_child_sa(const LivingSa& sa, const LivingSa::Arrival& request,
                                              Outcome& outcome);
    [[nodiscard]] Payloads rekeyed_ike(const LivingSa& sa, const Payloads& request,
                                       Outcome& outcome);
    [[nodiscard]] Payloads rekeyed_child(const LivingSa& sa, const Payloads& request,
                                         Outcome& outcome);

    Random& random_;
    const catalog::Registries& registries_;
    std::vector<LivingSa> sas_;     // the newest last
    std::optional<LivingSa> made_;  // in the response underway
    std::vector<ChildSa> children_;
    bool leaves_ = false;
};

}  // namespace conformance::peers::ike
