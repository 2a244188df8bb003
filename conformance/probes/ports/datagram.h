// First datagrams of VPN protocols, sent to ports where nobody should answer them.
#pragma once

#include "core/probe.h"

namespace conformance::probes::ports {

// Start-Control-Connection-Request: what an L2TP client begins with. RFC 2661, Section 6.1.
[[nodiscard]] Octets l2tp_connection_request(Random& random);
// No datagram came back, be it for an ICMP error or not: hosts limit the rate of those (Linux, one a second), so that the two are
// one outcome, told apart in words only.
[[nodiscard]] Finding unanswered(const std::string& expected, bool by_icmp_error, std::vector<unsigned> frames);
// Sends it once: an answer from that port fails, an ICMP error or silence passes.
[[nodiscard]] Finding expect_no_answer(Bench& bench, std::uint16_t port, View datagram, const std::string& expected);

}  // namespace conformance::probes::ports
