// Messages of SAs that never were, or of another version, served: RFC 7296, Sections 2.2, 2.5
// and 2.21.4.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t informational = 37;

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
    return {without("serves_version_3", major, "accepted"),
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
