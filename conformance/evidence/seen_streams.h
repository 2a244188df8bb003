// The TCP streams of one flow, from one endpoint to another, as packets off the wire have them: one for each connection, however
// many use the same ports one after the other.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "evidence/seen_packet.h"

namespace conformance::evidence {

class SeenStreams {
   public:
    void add(const SeenPacket& packet);
    // In the order in which the connections were opened. What comes twice counts once; nothing counts behind a gap.
    [[nodiscard]] std::vector<Octets> whole() const;

   private:
    struct Stream {
        std::uint32_t begin = 0;                    // the sequence number of its first octet
        std::multimap<std::uint32_t, Octets> parts;  // by distance from there
    };
    std::vector<Stream> streams_;
};

// Whether each of `expected` is the beginning of a stream of its own.
[[nodiscard]] bool each_begins_one(std::vector<Octets> expected, std::vector<Octets> seen);

}  // namespace conformance::evidence
