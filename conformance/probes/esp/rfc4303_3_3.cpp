// RFC 4303, Section 3.3: Outbound Packet Processing.

#include <algorithm>
#include <array>

#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

constexpr std::size_t enough_packets = 8;

// The packets of an SA are numbered from 1, each with a number of its own that grows.
Finding numbers_grow_from_one(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "answers in packets 1, 2, 3 and so on";
        const auto& arrivals = inside.arrivals(enough_packets);
        if (arrivals.size() < enough_packets) { return inside.fail("silent", expected, "pings went unanswered"); }
        std::vector<std::uint32_t> numbers;
        std::ranges::transform(arrivals, std::back_inserter(numbers), [](const Arrival& one) { return one.packet.sequence; });
        // One that comes late, or not at all, is the path's.
        std::ranges::sort(numbers);
        std::string told;
        for (const auto number : numbers) {
            told += (told.empty() ? "numbers " : ", ") + std::to_string(number);
        }
        if (std::ranges::adjacent_find(numbers) != numbers.end()) { return inside.fail("repeated", expected, told); }
        if (numbers.front() == 0) { return inside.fail("begins-with-zero", expected, told); }
        if (numbers.back() > 4 * enough_packets) { return inside.fail("not-from-one", expected, told); }
        return inside.pass("in-order", expected, told);
    });
}

const std::array table{
    Probe{"rfc4303/3.3.3/numbers-grow-from-one", numbers_grow_from_one, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4303_3_3_probes() { return table; }

}  // namespace conformance::probes::esp
