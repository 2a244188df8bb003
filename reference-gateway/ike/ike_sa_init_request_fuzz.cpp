// Whatever claims to be an IKE message: the header, the chain behind it whatever its first type,
// the proposals, the request. What was read never says more than there are octets for.
#include <cstdlib>
#include <numeric>

#include "ike/ike_sa_init_request.h"

namespace {

using namespace gateway;

constexpr std::size_t shortest_substructure = 8;

void read_chain(std::uint8_t first, View octets)
{
    const auto chain = ike::split(first, octets);
    if (!chain) return;
    const auto sum = [](std::size_t so_far, const ike::RawPayload& payload) {
        return so_far + 4 + payload.body.size();
    };
    const auto told =
        std::accumulate(chain->payloads.begin(), chain->payloads.end(), std::size_t{0}, sum);
    if (told != octets.size()) std::abort();
    static_cast<void>(ike::unknown_critical_payload(*chain));
}

void read_proposals(View octets)
{
    const auto proposals = ike::parse_proposals(octets);
    if (!proposals) return;
    std::size_t least = 0;
    for (const auto& proposal : *proposals) {
        least += shortest_substructure * (1 + proposal.transforms.size()) + proposal.spi.size();
    }
    if (least > octets.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const View octets{data, size};
    read_proposals(octets);
    if (size != 0) read_chain(data[0], octets.subspan(1));
    const auto header = ike::parse_header(octets);
    if (header) static_cast<void>(ike::parse_ike_sa_init(*header, octets));
    return 0;
}
