// RFC 7296, Section 3.7: Certificate Request Payload.

#include <array>

#include "probes/ike/responses.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t hash_octets = 20;

// Of the encodings that the section defines its contents for.
bool is_no_list_of_hashes(const Payload& one)
{
    const auto* request = std::get_if<Certificate>(&one.body);
    if (request == nullptr || !one.is(PayloadType::certificate_request)) {
        return false;
    }
    const auto encoding = request->encoding;
    const bool is_x509 = encoding == certificate_x509_signature || encoding == 12 || encoding == 13;
    return is_x509 && request->data.size() % hash_octets != 0;
}

// The authorities in the gateway's CERTREQ are SHA-1 hashes of 20 octets each and nothing more.
Finding authorities_are_hashes(Bench& bench)
{
    return expect_in_no_response(bench, is_no_list_of_hashes, "no-list-of-hashes",
                                 "20 octets for each authority in CERTREQ, where there is one");
}

// A CERTREQ of authorities that nobody knows is no error.
Finding unknown_authorities_are_no_error(Bench& bench)
{
    constexpr std::size_t authorities = 50;
    const auto expected = "an IKE SA for a client whose CERTREQ names 50 unknown authorities";
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    for (auto& one : request.payloads) {
        if (one.is(PayloadType::certificate_request)) {
            std::get<Certificate>(one.body).data = bench.random.octets(authorities * hash_octets);
        }
    }
    tunnel.authenticate(request);
    if (!tunnel.is_established()) {
        return not_taken(bench, tunnel, expected);
    }
    tunnel.leave();
    return pass(bench, tunnel.answer(), "established", expected);
}

const std::array table{
    Probe{"rfc7296/3.7/authorities-are-hashes", authorities_are_hashes, &known_row_is_accepted},
    Probe{"rfc7296/3.7/unknown-authorities-are-no-error", unknown_authorities_are_no_error,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_3_7_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
