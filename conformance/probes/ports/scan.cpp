// A connect scan, for a gateway that claims to have no other service.

#include <algorithm>
#include <array>
#include <iterator>

#include "probes/ports/controls.h"
#include "probes/ports/tables.h"

namespace conformance::probes::ports {

namespace {

using namespace std::chrono_literals;

// A host that drops what it does not serve answers none of these: after some, waiting as long for each is of no use.
constexpr unsigned silences_that_tell = 16;
constexpr Duration short_patience = 20ms;

bool is_wanted(const Target& target, unsigned port)
{
    return port == target.ports.tls && (target.offers("SSTP") || target.offers("OpenVPN"));
}

// No TCP port is open beyond those the claimed tunnel types need.
Finding no_other_port_is_open(Bench& bench)
{
    const auto expected = "no open TCP port but those of the claimed tunnel types";
    std::vector<std::string> open;
    std::vector<unsigned> frames;  // of the open ones
    unsigned silent = 0;
    for (unsigned port = 1; port <= 65'535; ++port) {
        const auto patience = silent < silences_that_tell ? bench.patience.connect : short_patience;
        const auto link = bench.network.open(Transport::tcp, {bench.target.address, static_cast<std::uint16_t>(port)},
                                             patience);
        if (link->opened() == Received::Kind::silence) { ++silent; }
        if (link->opened() == Received::Kind::octets && !is_wanted(bench.target, port)) {
            open.push_back("tcp-" + std::to_string(port));
            std::ranges::copy(link->opening_frames(), std::back_inserter(frames));
        }
    }
    const auto observed = std::to_string(open.size()) + " other ports open among 65535, " + std::to_string(silent) +
                          " filtered";
    auto finding = open.empty() ? resting_on_absence(pass("nothing-else", expected, observed))
                                : fail("open", expected, observed, std::move(frames));
    finding.details = std::move(open);
    return finding;
}

const std::array table{
    Probe{"p2s/ports/nothing-else", no_other_port_is_open, &host_answers_scan, Impact::safe, nullptr, true},
};

}  // namespace

std::span<const Probe> scan_probes() { return table; }

}  // namespace conformance::probes::ports
