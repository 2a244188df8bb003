// The packets a transcript stands for: IP with UDP, or with a well-formed TCP connection. Addresses, ports and octets are
// those of the Links; sequence numbers are ours, since the kernel's are not seen without privilege.
#pragma once

#include <vector>

#include "core/transcript.h"

namespace conformance::evidence {

struct Packet {
    Instant at{};
    Octets octets;  // from the IP header on
};

// One packet for each frame that the transcript counted, in order.
[[nodiscard]] std::vector<Packet> packets_of(const Transcript& transcript);

}  // namespace conformance::evidence
