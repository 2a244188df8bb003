// The Child SAs of a client that stays, one behind the other: IP packets become ESP packets and the
// other way round. RFC 4303.
#pragma once

#include <optional>
#include <vector>

#include "peers/esp/traffic.h"

namespace conformance::peers::esp {

class Carrier {
public:
    Carrier(ike::ChildSa first, Random& random);

    // Packets are received on each; they are sent on the newest that the gateway has sent on, too,
    // or that is alone.
    void open(ike::ChildSa sa);
    void close(View own_spi);
    [[nodiscard]] bool is_empty() const { return ways_.empty(); }

    // Nothing where there is no SA, or its sequence numbers have run out (Section 3.3.3).
    [[nodiscard]] std::optional<Octets> sealed(Octets inner);
    // The IP packet inside; nothing where the datagram is of no SA of ours, not authentic,
    // replayed, or holds no IPv4.
    [[nodiscard]] std::optional<Octets> opened(View datagram);

private:
    struct Way {
        Octets own_spi;
        Seal seal;
        std::uint32_t sent = 0, highest = 0;
        std::uint64_t seen = 0;  // of the 64 numbers up to the highest
    };

    [[nodiscard]] static bool is_fresh(const Way& way, std::uint32_t sequence);
    static void count(Way& way, std::uint32_t sequence);

    std::vector<Way> ways_;
    std::size_t current_ = 0;
    Random& random_;
};

}  // namespace conformance::peers::esp
