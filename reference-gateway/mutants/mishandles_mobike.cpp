// A client with MOBIKE that is not listened to: RFC 4555.
#include <utility>

#include "mutants/mutants_within.h"

namespace gateway::mutants {
namespace {

// Of what the gateway answers in an INFORMATIONAL exchange.
Mutant mutant(std::string name, std::string requirement, std::string code,
              std::function<void(ike::Notify&)> change)
{
    const auto spoil = [change](ike::Response& response, const ike::Arrival&) {
        if (response.exchange_type != std::to_underlying(ike::ExchangeType::informational)) return;
        for (ike::Payload& payload : response.payloads) {
            if (auto* notify = std::get_if<ike::Notify>(&payload)) change(*notify);
        }
    };
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {},
            [spoil](net::Ingredients& gateway) { gateway.ike_seams.outbox = spoil; }};
}

void spoil_the_cookie(ike::Notify& notify)
{
    if (notify.type == ike::NotifyType::cookie2) notify.data.front() ^= 1U;
}

// Nobody knows this notify, and who does not know it lets it go.
void say_nothing(ike::Notify& notify)
{
    constexpr ike::NotifyType private_use{40960};
    notify = {private_use, {}};
}

void detect_nothing(ike::Notify& notify)
{
    if (notify.type == ike::NotifyType::nat_detection_source_ip) say_nothing(notify);
}

void expect_every_nat(ike::Notify& notify)
{
    if (notify.type == ike::NotifyType::unexpected_nat_detected) say_nothing(notify);
}

}  // namespace

std::vector<Mutant> mishandles_mobike()
{
    return {
        mutant("spoils_the_cookie_of_mobike", "rfc4555/3.7/cookie2-copied", "another-cookie2",
               spoil_the_cookie),
        mutant("detects_no_nat_later_on", "rfc4555/3.8/nat-detection-answered", "not-answered",
               detect_nothing),
        mutant("expects_every_nat", "rfc4555/3.9/other-addresses-noticed", "not-noticed",
               expect_every_nat),
    };
}

}  // namespace gateway::mutants
