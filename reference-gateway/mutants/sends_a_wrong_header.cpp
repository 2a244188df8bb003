// A header that a responder must not send: RFC 7296, Sections 2.2 and 3.1.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

using Applies = bool (*)(ike::Send& datagram, const ike::Arrival& request);

Mutant flips_where(Applies applies, std::string name, std::string requirement, std::string code,
                   std::size_t at, std::uint8_t bits, std::vector<std::string> also)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.wire = [=](ike::Send& datagram, const ike::Arrival& request) {
                    if (is_ike_sa_init(request) && applies(datagram, request)) {
                        octet(datagram, request, at) ^= bits;
                    }
                };
            }};
}

Mutant flips(std::string name, std::string requirement, std::string code, std::size_t at,
             std::uint8_t bits, std::vector<std::string> also = {})
{
    const Applies always = [](ike::Send&, const ike::Arrival&) { return true; };
    return flips_where(always, std::move(name), std::move(requirement), std::move(code), at, bits,
                       std::move(also));
}

// Only where it refuses: its acceptances are in order.
Mutant flips_in_refusals(std::string name, std::string requirement, std::string code,
                         std::size_t at, std::uint8_t bits, std::vector<std::string> also = {})
{
    return flips_where(is_a_refusal, std::move(name), std::move(requirement), std::move(code), at,
                       bits, std::move(also));
}

}  // namespace

std::vector<Mutant> sends_a_wrong_header()
{
    const std::string flags = "rfc7296/3.1/response-flags";
    const std::string echo = "rfc7296/2.2/response-echoes-its-request";
    const std::string form = "rfc7296/1.5/invalid-major-version-form";
    const std::string zeros = "rfc7296/3.1/version-and-reserved-bits-sent";
    return {flips("keeps_the_initiator_flag", flags, "wrong-flags", flags_at, 0x08),
            flips("forgets_the_response_flag", flags, "wrong-flags", flags_at, 0x20,
                  {form}),
            flips_in_refusals("refuses_without_the_response_flag", flags, "wrong-flags", flags_at,
                              0x20, {form}),
            flips_in_refusals("refuses_with_a_reserved_flag", zeros, "reserved-bits-set", flags_at,
                              0x80),
            flips_in_refusals("numbers_its_refusals_one", echo, "wrong-message-id",
                              last_octet_of_message_id_at, 0x01, {form}),
            flips_in_refusals("refuses_with_another_exchange_type", echo, "wrong-exchange-type",
                              exchange_type_at, 0x01, {form}),
            flips("sets_the_version_flag", zeros, "reserved-bits-set", flags_at, 0x10),
            flips("sets_a_reserved_flag", zeros, "reserved-bits-set", flags_at, 0x80),
            flips("answers_with_version_2_1", zeros, "wrong-version", version_at, 0x01,
                  {"rfc7296/2.5/minor-version-ignored"})};
}

}  // namespace gateway::mutants
