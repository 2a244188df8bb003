// What a gateway may be blamed for where a client cannot connect: what its edition promises this
// client, and what the target claims.
#pragma once

#include <functional>

#include "core/bench.h"
#include "core/verdict.h"

namespace conformance::probes::clients {

// The members of the families of probes.
[[nodiscard]] std::vector<std::string> names(const catalog::Edition& edition,
                                             const catalog::Registries& registries);
// The client of this instance.
[[nodiscard]] const catalog::VpnClient& client_of(const Bench& bench);

// A finding where the target claims to serve clients, and not this one.
[[nodiscard]] std::optional<Finding> not_claimed(const Bench& bench);
[[nodiscard]] bool is_claimed(const Bench& bench);

// Why no proposal of the client holds a row of the edition, in words; nothing where one does.
[[nodiscard]] std::optional<std::string> no_ike_row(const Bench& bench,
                                                    const catalog::VpnClient& client);
[[nodiscard]] std::optional<std::string> no_ipsec_row(const Bench& bench,
                                                      const catalog::VpnClient& client);

// The client does not connect, as `finding` tells. Who claims to serve it has failed. Else `beyond`
// says that the edition does not serve it, so that the gateway does right; and a refusal that every
// gateway is free to make is nobody's fault.
enum class Freedom { none, of_the_gateway };
[[nodiscard]] Finding does_not_connect(const Bench& bench, Finding finding,
                                       const std::optional<std::string>& beyond, Freedom freedom);

}  // namespace conformance::probes::clients
