// Probes that ride on the IKE_AUTH of an unknown identity: how it is refused shows what the gateway
// made of the message.
#pragma once

#include "probes/ike/rows.h"

namespace conformance::probes::ike {

inline constexpr std::uint8_t unassigned_payload_type = 100;

// Each is to be rejected in its entirety.
[[nodiscard]] wire::ike::Message with_unknown_critical_payload(wire::ike::Message request);
[[nodiscard]] wire::ike::Message running_past_its_end(wire::ike::Message request);

// An ordinary IKE_AUTH of a stranger is refused under the derived keys. Throws Unmet when it is
// not: RFC 7296, Section 2.21.2, lets a gateway drop it, and then silence says nothing about an
// altered one.
void strangers_are_told(Bench& bench, const catalog::IkeRow& row);

// What is wrong with the answer to an altered one before it is read: there is none, or the keys do
// not open it.
[[nodiscard]] std::optional<Finding> unreadable(const Bench& bench,
                                                const peers::ike::Conclusion& conclusion,
                                                const std::string& expected);

[[nodiscard]] std::string text_of(const peers::ike::Conclusion& conclusion,
                                  const catalog::Registries& registries);

}  // namespace conformance::probes::ike
