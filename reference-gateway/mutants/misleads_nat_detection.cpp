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

void hash_port_zero(ike::Response& response, const ike::Arrival& request)
{
    Endpoint wrong = request.path.peer;
    wrong.port = 0;
    rewrite(ike::NotifyType::nat_detection_destination_ip, [&](ike::Notify& notify) {
        notify.data =
            ike::nat_detection_hash(response.initiator_spi, response.responder_spi, wrong);
    })(response, request);
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
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = hash_port_zero; }}};
}

}  // namespace gateway::mutants
