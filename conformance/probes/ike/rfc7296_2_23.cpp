// RFC 7296, Section 2.23: NAT Traversal.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t sha_1_octets = 20;

std::vector<Octets> hashes(const Message& message, NotifyType type)
{
    std::vector<Octets> found;
    for (const auto* notify : message.notifies()) {
        if (notify->is(type)) { found.push_back(notify->data); }
    }
    return found;
}

// A NAT on the path, or a gateway that wants UDP encapsulation at any rate, shows as a digest that does not fit: that is
// what the digests are for, so it is only remarked upon. On loopback nothing explains a wrong destination.
Finding mismatch(const Bench& bench, const Answer& answer, const std::string& expected, const std::string& which)
{
    auto finding = pass(bench, answer, expected);
    finding.code = "nat-detected";
    finding.advisories.push_back({"nat-detected", which + " does not fit: a NAT on the path, or a gateway that forces "
                                                          "UDP encapsulation",
                                  "RFC 7296, Section 2.23"});
    return finding;
}

// NAT detection, when offered, is answered with both notifications, whose SHA-1 digests fit the SPIs, addresses and ports of the
// response.
Finding nat_detection_hashes_fit(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(known_row(bench)));
    const auto expected = "NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP that fit both ends";
    if (!answer.accepted()) { return fail(bench, answer, answer.code(), expected); }

    const auto& message = answer.message();
    const auto sources = hashes(message, NotifyType::nat_detection_source_ip);
    const auto destinations = hashes(message, NotifyType::nat_detection_destination_ip);
    if (sources.empty() && destinations.empty()) {
        auto finding = pass(bench, answer, expected);
        finding.code = "no-nat-traversal";
        finding.advisories.push_back({"no-nat-traversal", "the gateway does not take part in NAT detection",
                                      "RFC 7296, Section 2.23"});
        return finding;
    }
    if (sources.empty() || destinations.empty()) { return fail(bench, answer, "payload-missing", expected); }

    for (const auto* digests : {&sources, &destinations}) {
        if (std::ranges::any_of(*digests, [](const Octets& one) { return one.size() != sha_1_octets; })) {
            return fail(bench, answer, "no-digest", expected);
        }
    }
    const auto spi_i = message.initiator_spi;
    const auto spi_r = message.responder_spi;
    // Several sources may be named, of which one fits; the packet was sent to one destination, whatever is said twice.
    const auto here = peers::ike::nat_detection_hash(spi_i, spi_r, peer.local());
    if (std::ranges::any_of(destinations, [&](const Octets& one) { return one != here; })) {
        if (bench.target.is_loopback()) { return fail(bench, answer, "hash-mismatch", expected); }
        return mismatch(bench, answer, expected, "NAT_DETECTION_DESTINATION_IP");
    }
    if (std::ranges::find(sources, peers::ike::nat_detection_hash(spi_i, spi_r, peer.remote())) == sources.end()) {
        return mismatch(bench, answer, expected, "NAT_DETECTION_SOURCE_IP");
    }
    return pass(bench, answer, expected);
}

const std::array table{
    Probe{"rfc7296/2.23/nat-detection-hashes", nat_detection_hashes_fit, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_23_probes() { return table; }

}  // namespace conformance::probes::ike
