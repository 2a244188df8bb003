// NAT detection that comes by half, or hashes the wrong port: RFC 7296, Section 2.23.
#include "ike/nat_detection.h"
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.23/nat-detection-hashes";

void omit_the_destination(ike::Response& response, const ike::Arrival&)
{
    std::erase_if(response.payloads, [](const ike::Payload& payload) {
        const auto* notify = std::get_if<ike::Notify>(&payload);
        return notify != nullptr && notify->type == ike::NotifyType::nat_detection_destination_ip;
    });
}

Octets hash_of_port_zero(const ike::Response& response, const ike::Arrival& request)
{
    Endpoint wrong = request.path.peer;
    wrong.port = 0;
    return ike::nat_detection_hash(response.initiator_spi, response.responder_spi, wrong);
}

void hash_port_zero(ike::Response& response, const ike::Arrival& request)
{
    rewrite(ike::NotifyType::nat_detection_destination_ip, [&](ike::Notify& notify) {
        notify.data = hash_of_port_zero(response, request);
    })(response, request);
}

void name_two_destinations(ike::Response& response, const ike::Arrival& request)
{
    const auto type = ike::NotifyType::nat_detection_destination_ip;
    const std::size_t before = response.payloads.size();
    for (std::size_t i = 0; i < before; ++i) {
        const auto* notify = std::get_if<ike::Notify>(&response.payloads[i]);
        if (notify == nullptr || notify->type != type) continue;
        response.payloads.emplace_back(ike::Notify{type, hash_of_port_zero(response, request)});
    }
}

void cut_the_source(ike::Response& response, const ike::Arrival& request)
{
    rewrite(ike::NotifyType::nat_detection_source_ip, [](ike::Notify& notify) {
        if (!notify.data.empty()) notify.data.pop_back();
    })(response, request);
}

}  // namespace

std::vector<Mutant> misleads_nat_detection()
{
    return {{"omits_nat_detection_of_the_destination",
             requirement,
             "payload-missing",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = omit_the_destination; }},
            {"cuts_the_digest_of_the_source",
             requirement,
             "no-digest",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = cut_the_source; }},
            {"hashes_the_wrong_port",
             requirement,
             "hash-mismatch",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = hash_port_zero; }},
            {"names_two_destinations",
             requirement,
             "hash-mismatch",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = name_two_destinations; }}};
}

}  // namespace gateway::mutants
