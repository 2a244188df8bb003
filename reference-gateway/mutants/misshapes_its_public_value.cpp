// A public value longer or shorter than its group: RFC 7296, Section 3.4; RFC 5903, Section 7.
#include "crypto/key_agreement.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

using Change = void (*)(ike::KeyShare&);

bool is_ecp(const ike::KeyShare& share)
{
    return share.group >= 19 && share.group <= 21;
}

// As libraries write a number that has its highest bit set.
void write_as_signed_number(ike::KeyShare& share)
{
    if (!is_ecp(share)) share.data.insert(share.data.begin(), 0);
}

void put_04_before_a_point(ike::KeyShare& share)
{
    if (is_ecp(share)) share.data.insert(share.data.begin(), 4);
}

void move_off_the_curve(ike::KeyShare& share)
{
    if (is_ecp(share)) share.data.back() ^= 1;
}

Mutant misshapes(std::string name, std::string requirement, std::string code, Change change)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {"p2s/clients/ike-sa-init", "p2s/ike/row", "p2s/ike/nat-t-row"},
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.outbox = [=](ike::Response& response, const ike::Arrival&) {
                    for (ike::Payload& payload : response.payloads) {
                        if (auto* share = std::get_if<ike::KeyShare>(&payload)) change(*share);
                    }
                };
            }};
}

}  // namespace

std::vector<Mutant> misshapes_its_public_value()
{
    const std::string point = "rfc5903/7/public-value-form";
    return {misshapes("sends_public_values_as_signed_numbers", "rfc7296/3.4/key-exchange-length",
                      "wrong-length", write_as_signed_number),
            misshapes("sends_points_with_a_prefix", point, "wrong-length", put_04_before_a_point),
            misshapes("sends_no_point", point, "no-point", move_off_the_curve)};
}

}  // namespace gateway::mutants
