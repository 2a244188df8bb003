// RFC 3948, Section 2.1: UDP-Encapsulated ESP Header Format.

#include <array>

#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

// On port 4500 a datagram that begins with four zero octets is IKE, never ESP.
Finding spi_zero_is_not_esp(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "no answer to a ping under the SPI zero";
        if (!inside.is_alive()) { return inside.fail("silent", expected, "no ping was answered"); }
        auto ping = inside.ping();
        ping.draft.spi = 0;
        inside.send(ping.draft);
        return expect_dropped(inside, ping, expected, "delivered");
    });
}

const std::array table{
    Probe{"rfc3948/2.1/spi-zero-is-not-esp", spi_zero_is_not_esp, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc3948_2_1_probes() { return table; }

}  // namespace conformance::probes::esp
