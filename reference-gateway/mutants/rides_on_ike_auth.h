// The sentences whose probes need the IKE_AUTH of a stranger to be refused under the derived keys.
#pragma once

#include <string>
#include <vector>

namespace gateway::mutants {

// Those, and the sentences of the mutant's own.
inline std::vector<std::string> what_rides_on_ike_auth(std::vector<std::string> also)
{
    for (const char* requirement :
         {"rfc7296/1/nothing-served-before-ike-auth", "rfc7296/2.14/keys-agree",
          "rfc7296/2.21.2/unknown-critical-payload-in-ike-auth",
          "rfc7296/2.21.2/malformed-ike-auth", "rfc7296/3.14/any-padding-accepted",
          "rfc7296/3.14/initialization-vectors-new", "rfc3948/2.3/keepalive-ignored"}) {
        also.emplace_back(requirement);
    }
    return also;
}

}  // namespace gateway::mutants
