// A request that is no more than odd, and is not survived: RFC 7296, Sections 2.7, 3.3 and 3.4, and
// RFC 7383.
#include <algorithm>
#include <utility>

#include "crypto/key_agreement.h"
#include "mutants/goes_deaf.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t encrypted_fragment = 53;

using Deadly = bool (*)(const ike::Header&, const std::optional<ike::IkeSaInitRequest>&);

bool has_odd_numbers(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    if (!request) return false;
    std::uint8_t number = 0;
    return std::ranges::any_of(request->proposals, [&](const ike::Proposal& proposal) {
        return proposal.number != ++number;
    });
}

bool has_a_long_list(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    constexpr std::size_t most = 90;
    constexpr std::size_t most_transforms = 200;
    return request && (request->proposals.size() > most ||
                       request->proposals.front().transforms.size() > most_transforms);
}

bool has_a_public_value_of_another_length(const ike::Header&,
                                          const std::optional<ike::IkeSaInitRequest>& request)
{
    if (!request) return false;
    const std::size_t size = crypto::public_value_size(request->key_share.group);
    return size != 0 && request->key_share.data.size() != size;
}

bool has_an_spi(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    return request && request->proposals.front().spi.size() != 0;
}

bool is_in_fragments(const ike::Header& header, const std::optional<ike::IkeSaInitRequest>&)
{
    return header.first_payload == encrypted_fragment;
}

Mutant dies_of(std::string name, std::string requirement, Deadly deadly)
{
    return dies(std::move(name), std::move(requirement), missed_by_a_probe_carried_out_once,
                [=](const ike::Datagram& datagram) {
                    const auto header = ike::parse_header(datagram.octets);
                    return header &&
                           deadly(*header, ike::parse_ike_sa_init(*header, datagram.octets));
                });
}

}  // namespace

std::vector<Mutant> dies_of_odd_requests()
{
    return {
        dies_of("dies_of_odd_proposal_numbers", "rfc7296/3.3/odd-proposal-numbers", has_odd_numbers),
        dies_of("dies_of_long_proposal_lists", "rfc7296/2.7/long-proposal-lists", has_a_long_list),
        dies_of("dies_of_a_public_value_of_another_length", "rfc7296/3.4/wrong-key-exchange-length",
             has_a_public_value_of_another_length),
        dies_of("dies_of_an_spi_in_a_first_proposal", "rfc7296/3.3.1/spi-in-an-initial-request",
             has_an_spi),
        dies_of("dies_of_fragments_without_keys", "rfc7383/2.2/ike-sa-init-in-fragments",
             is_in_fragments)};
}

}  // namespace gateway::mutants
