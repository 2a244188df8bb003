#include "probes/ike/refused_ike_auth.h"

#include "probes/ike/expect.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

wire::ike::Message with_unknown_critical_payload(wire::ike::Message request)
{
    request.payloads.push_back(wire::ike::opaque(unassigned_payload_type, Octets(12, 0x5a), true));
    return request;
}

wire::ike::Message running_past_its_end(wire::ike::Message request)
{
    constexpr std::uint16_t more_than_there_is = 1000;
    request.payloads.back().length.forge(more_than_there_is);
    return request;
}

void strangers_are_told(Bench& bench, const catalog::IkeRow& row)
{
    Initiator peer{bench};
    const auto conclusion = peer.conclude(half_open(bench, peer, row));
    if (!conclusion.sent) {
        throw Unmet{"the prober has no keys for this row"};
    }
    if (!conclusion.opened || !conclusion.is_refusal()) {
        throw Unmet{"an ordinary IKE_AUTH of an unknown identity is not refused inside SK: " +
                    text_of(conclusion, bench.registries)};
    }
}

std::optional<Finding> unreadable(const Bench& bench, const peers::ike::Conclusion& conclusion,
                                  const std::string& expected)
{
    if (!conclusion.answer.is_message()) {
        return fail(bench, conclusion.answer, "silent", expected);
    }
    if (!conclusion.opened) {
        return fail(bench, conclusion.answer, "cannot-decrypt", expected);
    }
    return std::nullopt;
}

std::string text_of(const peers::ike::Conclusion& conclusion, const catalog::Registries& registries)
{
    if (!conclusion.opened) {
        return conclusion.answer.text(registries);
    }
    std::string text = "inside SK:";
    for (const auto& line : wire::ike::narrate(conclusion.inside, registries)) {
        text += " " + line;
    }
    return text;
}

}  // namespace conformance::probes::ike
