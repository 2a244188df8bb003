// An SPI in the proposal of the first response: RFC 7296, Section 3.3.1.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t spi_size = 8;

constexpr std::size_t message_length_at = 26;  // its last two octets
constexpr std::size_t payload_at = ike::header_size;
constexpr std::size_t payload_length_at = payload_at + 2;
constexpr std::size_t proposal_length_at = payload_at + 6;
constexpr std::size_t spi_size_at = payload_at + 10;
constexpr std::size_t spi_at = payload_at + 12;

void lengthen(ike::Send& datagram, const ike::Arrival& request, std::size_t at)
{
    const int length = octet(datagram, request, at) * 256 + octet(datagram, request, at + 1) +
                       static_cast<int>(spi_size);
    octet(datagram, request, at) = static_cast<std::uint8_t>(length / 256);
    octet(datagram, request, at + 1) = static_cast<std::uint8_t>(length % 256);
}

void put_an_spi(ike::Send& datagram, const ike::Arrival& request)
{
    if (!is_ike_sa_init(request) ||
        octet(datagram, request, first_payload_at) !=
            std::to_underlying(ike::PayloadType::security_association)) {
        return;
    }
    for (const std::size_t at : {message_length_at, payload_length_at, proposal_length_at}) {
        lengthen(datagram, request, at);
    }
    octet(datagram, request, spi_size_at) = spi_size;
    const auto here = datagram.octets.begin() + (request.on_nat_t_port ? 4 : 0) + spi_at;
    datagram.octets.insert(here, spi_size, std::uint8_t{0x5a});
}

}  // namespace

std::vector<Mutant> puts_an_spi_in_its_proposal()
{
    return {{"puts_an_spi_in_its_proposal",
             "rfc7296/3.3.1/spi-size-zero",
             "spi-in-the-proposal",
             "ike",
             {"rfc7296/3.3.6/one-transform-of-each-type"},
             [](net::Ingredients& gateway) { gateway.ike_seams.wire = put_an_spi; }}};
}

}  // namespace gateway::mutants
