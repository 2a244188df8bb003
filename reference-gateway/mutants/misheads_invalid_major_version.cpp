// INVALID_MAJOR_VERSION under a header that is not the request's: RFC 7296, Section 1.5.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/1.5/invalid-major-version-form";

bool is_of_a_higher_version(const ike::Arrival& request)
{
    return request.header.major_version > 2;
}

Mutant answers_with(std::string name, std::string code, void (*change)(ike::Response&),
                    std::vector<std::string> also = {})
{
    return {std::move(name),
            requirement,
            std::move(code),
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.outbox = [=](ike::Response& response,
                                               const ike::Arrival& request) {
                    if (is_of_a_higher_version(request)) change(response);
                };
            }};
}

void clear_the_response_flag(ike::Send& datagram, const ike::Arrival& request)
{
    if (is_of_a_higher_version(request)) octet(datagram, request, flags_at) ^= 0x20;
}

}  // namespace

std::vector<Mutant> misheads_invalid_major_version()
{
    return {answers_with("knows_no_spi_of_higher_versions", "spis-not-copied",
                         [](ike::Response& response) { response.responder_spi = 0; }),
            answers_with("numbers_higher_versions_zero", "message-id-not-copied",
                         [](ike::Response& response) { response.message_id = 0; }),
            answers_with("informs_of_higher_versions", "exchange-type-not-copied",
                         [](ike::Response& response) {
                             response.exchange_type =
                                 std::to_underlying(ike::ExchangeType::informational);
                         },
                         {"rfc7296/2.2/response-echoes-its-request"}),
            {"asks_about_higher_versions",
             requirement,
             "response-flag-missing",
             "ike",
             {"rfc7296/3.1/response-flags"},
             [](net::Ingredients& gateway) { gateway.ike_seams.wire = clear_the_response_flag; }}};
}

}  // namespace gateway::mutants
