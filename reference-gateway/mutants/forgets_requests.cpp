// A repeated request that is taken for a new one, or for none: RFC 7296, Section 2.1.
#include <memory>
#include <set>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.1/retransmission-answered-identically";

void take_every_request_for_new(net::Ingredients& gateway)
{
    gateway.ike_seams.request_identity = [count = std::uint64_t{0}](const ike::Arrival&) mutable {
        Writer out;
        out.u64(++count);
        return out.take();
    };
}

void drop_what_was_seen(net::Ingredients& gateway)
{
    add_rule(gateway.ike_seams.rules.arrival,
             [seen = std::make_shared<std::set<Octets>>()](
                 const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                 if (seen->insert(ike::identity_of_request(arrival)).second) return std::nullopt;
                 return ike::Drop{"mutant"};
             });
}

// Two peers behind one NAT may choose the same SPI.
void know_requests_by_spi_and_address(net::Ingredients& gateway)
{
    gateway.ike_seams.request_identity = [](const ike::Arrival& arrival) {
        if (arrival.header.message_id != 0) return ike::identity_of_request(arrival);
        Writer out;
        out.u64(arrival.header.initiator_spi);
        out.octets(arrival.path.peer.address);
        return out.take();
    };
}

}  // namespace

std::vector<Mutant> forgets_requests()
{
    return {{"answers_a_retransmission_afresh",
             requirement,
             "response-differs",
             "ike",
             {},
             take_every_request_for_new},
            {"drops_retransmissions", requirement, "silent", "ike", {}, drop_what_was_seen},
            {"knows_requests_by_spi_and_address",
             "rfc7296/2.1/one-spi-of-two-peers",
             "responder-spi-repeated",
             "ike",
             {},
             know_requests_by_spi_and_address}};
}

}  // namespace gateway::mutants
