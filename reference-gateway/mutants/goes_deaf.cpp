#include "mutants/goes_deaf.h"

#include <utility>

#include "ike/header.h"
#include "ike/ike_sa_init_request.h"
#include "mutants/ike_in_front.h"

namespace gateway::mutants {
namespace {

// Only a request that would be answered tells that nobody answers.
bool would_be_answered(View message)
{
    const auto header = ike::parse_header(message);
    return header && ike::parse_ike_sa_init(*header, message);
}

}  // namespace

Mutant dies(std::string name, std::string requirement, unsigned missed, IsDeadly is_deadly)
{
    return {std::move(name),
            std::move(requirement),
            "did-not-survive",
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.around_ike = in_front(
                    [=, deaf_for = 0U](
                        const ike::Datagram& datagram) mutable -> std::optional<ike::Actions> {
                        if (is_deadly(datagram)) {
                            deaf_for = missed;
                            return ike::Actions{};
                        }
                        if (deaf_for == 0) return std::nullopt;
                        if (would_be_answered(datagram.octets)) --deaf_for;
                        return ike::Actions{};
                    });
            }};
}

}  // namespace gateway::mutants
