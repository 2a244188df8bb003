// IKE_SA_INIT requests whose KE payloads hold what no honest peer sends.
#pragma once

#include "probes/ike/rows.h"

namespace conformance::probes::ike {

struct Forgery {
    catalog::IkeRow row;
    std::string what;
    Octets public_value;
};

// All of them are sent at once. The finding passes unless one was accepted: then `accepted` says
// what that means.
using WhenAccepted = Finding (*)(Bench&, const Forgery&, const Answer&);
[[nodiscard]] Finding send_forgeries(Bench& bench, const std::vector<Forgery>& forgeries,
                                     WhenAccepted accepted);

// Whether the gateway sends the same public value twice.
[[nodiscard]] bool reuses_its_public_value(Bench& bench, const catalog::IkeRow& row);

}  // namespace conformance::probes::ike
