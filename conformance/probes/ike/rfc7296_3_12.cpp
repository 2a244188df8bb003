// RFC 7296, Section 3.12: Vendor ID Payload.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr unsigned vendors = 20;

// Unknown Vendor IDs are ignored.
Finding unknown_vendor_ids_are_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    for (unsigned i = 0; i < vendors; ++i) {
        request.payloads.push_back(
            opaque(static_cast<std::uint8_t>(PayloadType::vendor_id), bench.random.octets(16)));
    }
    return expect_normal_answer(bench, peer.negotiate(request));
}

const std::array table{
    Probe{"rfc7296/3.12/unknown-vendor-id-ignored", unknown_vendor_ids_are_ignored, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_12_probes() { return table; }

}  // namespace conformance::probes::ike
