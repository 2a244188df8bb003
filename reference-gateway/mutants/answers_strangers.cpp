// Messages of SAs that never were, or of another version, served: RFC 7296, Sections 2.2, 2.5
// and 2.21.4.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t informational = 37;

bool is_stray(const ike::Arrival& arrival)
{
    return arrival.header.exchange_type == informational && !arrival.header.is_response;
}

// The reference gateway serves no INFORMATIONAL exchange: each is of an SA it does not know.
Mutant answers(std::string name, std::string code, ike::NotifyType type, std::size_t at,
               std::uint8_t bits)
{
    return {std::move(name),
            "rfc7296/2.21.4/invalid-ike-spi-form",
            std::move(code),
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                add_rule(gateway.ike_seams.rules.arrival,
                         [=](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                             if (!is_stray(arrival)) return std::nullopt;
                             return ike::Notify{type, {}};
                         });
                gateway.ike_seams.wire = [=](ike::Send& datagram, const ike::Arrival& request) {
                    if (is_stray(request)) octet(datagram, request, at) ^= bits;
                };
            }};
}

Mutant without(std::string name, std::string requirement, std::string code)
{
    return {
        std::move(name), requirement, std::move(code), "ike", {}, [=](net::Ingredients& gateway) {
            remove_rule(gateway.ike_seams.rules.arrival, requirement);
        }};
}

}  // namespace

std::vector<Mutant> answers_strangers()
{
    const std::string major = "rfc7296/2.5/higher-major-version-dropped";
    return {answers("answers_strangers_with_no_proposal_chosen", "wrong-notify",
                    ike::NotifyType::no_proposal_chosen, flags_at, 0),
            answers("answers_strangers_under_another_message_id", "message-id-not-copied",
                    ike::NotifyType::invalid_ike_spi, last_octet_of_message_id_at, 0x80),
            answers("answers_strangers_under_another_spi", "spis-not-copied",
                    ike::NotifyType::invalid_ike_spi, responder_spi_at, 0x40),
            answers("answers_strangers_by_a_request", "response-flag-missing",
                    ike::NotifyType::invalid_ike_spi, flags_at, 0x20),
            without("answers_responses", "rfc7296/2.21.4/responses-never-answered", "answered"),
            without("serves_any_first_message_id", "rfc7296/2.2/initial-message-id-is-zero",
                    "accepted"),
            without("serves_version_3", major, "accepted"),
            {"refuses_version_3_otherwise",
             major,
             "wrong-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox = rewrite(
                     ike::NotifyType::invalid_major_version,
                     [](ike::Notify& notify) { notify.type = ike::NotifyType::invalid_syntax; });
             }}};
}

}  // namespace gateway::mutants
