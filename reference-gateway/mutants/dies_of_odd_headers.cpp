// A header or a nonce that is no more than odd, and is not survived: RFC 7296, Sections 3.1 and 3.9.
#include <algorithm>

#include "ike/header.h"
#include "mutants/goes_deaf.h"
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/request_payloads.h"

namespace gateway::mutants {
namespace {

using Deadly = bool (*)(View);

Mutant dies_of(std::string name, std::string requirement, Deadly deadly)
{
    return dies(std::move(name), std::move(requirement), missed_by_a_repeated_probe,
                [=](const ike::Datagram& datagram) {
                    return !datagram.on_nat_t_port && deadly(datagram.octets);
                });
}

bool is_first_request(View message)
{
    return message.size() > ike::header_size && message[version_at] == 0x20 &&
           message[exchange_type_at] == 34 && (message[flags_at] & 0x20) == 0;
}

bool is_one_octet_short_of_a_header(View message)
{
    return message.size() == ike::header_size - 1;
}

bool is_longer_than_its_length(View message)
{
    return is_first_request(message) && Cursor{message.subspan(24)}.u32() < message.size();
}

bool is_shorter_than_its_length(View message)
{
    return is_first_request(message) && Cursor{message.subspan(24)}.u32() > message.size();
}

bool has_no_spi(View message)
{
    return is_first_request(message) && Cursor{message}.u64() == 0;
}

bool lacks_the_initiator_flag(View message)
{
    return is_first_request(message) && (message[flags_at] & 0x08) == 0;
}

bool has_a_nonce_of_257(View message)
{
    return is_first_request(message) && std::ranges::any_of(places(message), [](const Place& it) {
               return it.type == 40 && it.body.size() == 257;
           });
}

}  // namespace

std::vector<Mutant> dies_of_odd_headers()
{
    return {dies_of("dies_of_a_truncated_header", "rfc7296/3.1/truncated-header",
                 is_one_octet_short_of_a_header),
            dies_of("dies_of_trailing_octets", "rfc7296/3.1/length-short-of-the-datagram",
                 is_longer_than_its_length),
            dies_of("dies_of_a_length_too_great", "rfc7296/3.1/length-beyond-the-datagram",
                 is_shorter_than_its_length),
            dies_of("dies_of_initiator_spi_zero", "rfc7296/3.1/zero-initiator-spi", has_no_spi),
            dies_of("dies_of_a_missing_initiator_flag",
                 "rfc7296/3.1/initiator-flag-clear-in-a-request", lacks_the_initiator_flag),
            dies_of("dies_of_a_long_nonce", "rfc7296/3.9/illegal-nonce-lengths", has_a_nonce_of_257)};
}

}  // namespace gateway::mutants
