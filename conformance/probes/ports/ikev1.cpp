// IKEv1, which no tunnel type of a point-to-site gateway uses: a main mode proposal of RFC 2409, Section 5.

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "peers/ike/initiator.h"
#include "probes/ports/controls.h"
#include "probes/ports/datagram.h"
#include "probes/ports/tables.h"

namespace conformance::probes::ports {

namespace {

constexpr std::uint8_t version_1_0 = 0x10;
constexpr std::uint8_t payload_sa = 1;
constexpr std::uint8_t identity_protection = 2;

struct Attributes {
    std::uint16_t encryption, key_length, hash, authentication, group;
};

// An attribute in its short form: RFC 2408, Section 3.3.
void add(wire::Writer& out, std::uint16_t type, std::uint16_t value)
{
    out.u16("AF, type", static_cast<std::uint16_t>(0x8000u | type));
    out.u16("value", value);
}

Octets transform(std::uint8_t number, const Attributes& wanted, bool is_last)
{
    wire::Writer attributes;
    add(attributes, 1, wanted.encryption);
    if (wanted.key_length != 0) { add(attributes, 14, wanted.key_length); }
    add(attributes, 2, wanted.hash);
    add(attributes, 3, wanted.authentication);
    add(attributes, 4, wanted.group);
    add(attributes, 11, 1);       // life type: seconds
    add(attributes, 12, 28'800);  // life duration
    const auto body = attributes.take();
    wire::Writer out;
    out.u8("next payload", is_last ? 0 : 3);
    out.u8("RESERVED", 0);
    out.u16("length", static_cast<std::uint16_t>(8 + body.size()));
    out.u8("transform number", number);
    out.u8("transform id", 1);  // KEY_IKE
    out.u16("RESERVED", 0);
    out.rest("attributes", body);
    return out.take();
}

// RFC 2409, Appendix A, RFC 4753 and IANA's registry "Internet Key Exchange (IKE) Attributes".
std::vector<Attributes> all_attributes()
{
    using Cipher = std::pair<std::uint16_t, std::uint16_t>;  // algorithm, key length
    constexpr std::array ciphers{Cipher{7, 256}, Cipher{7, 128}, Cipher{5, 0}, Cipher{7, 192}, Cipher{1, 0}};
    constexpr std::array<std::uint16_t, 5> hashes{4, 2, 5, 6, 1};  // SHA2-256, SHA-1, SHA2-384, SHA2-512, MD5
    constexpr std::array<std::uint16_t, 14> groups{14, 2, 19, 20, 5, 1, 15, 16, 21, 24, 18, 17, 22, 23};
    // Pre-shared key, RSA signature, XAUTH with either: what gateways for single users offer.
    constexpr std::array<std::uint16_t, 4> authentications{1, 3, 65001, 65005};
    std::vector<Attributes> all;
    for (const auto authentication : authentications) {
        for (const auto group : groups) {
            for (const auto hash : hashes) {
                for (const auto& [cipher, bits] : ciphers) { all.push_back({cipher, bits, hash, authentication, group}); }
            }
        }
    }
    return all;
}

Octets main_mode_proposal(Random& random, std::span<const Attributes> attributes)
{
    Octets offered;
    for (const auto& one : attributes) {
        const auto number = static_cast<std::uint8_t>(&one - attributes.data() + 1);
        append(offered, transform(number, one, number == attributes.size()));
    }
    wire::Writer out;
    out.rest("initiator cookie", random.octets(8));
    out.u64("responder cookie", 0);
    out.u8("next payload", payload_sa);
    out.u8("version", version_1_0);
    out.u8("exchange type", identity_protection);
    out.u8("flags", 0);
    out.u32("message id", 0);
    out.u32("length", static_cast<std::uint32_t>(28 + 12 + 8 + offered.size()));
    out.u32("SA payload", static_cast<std::uint32_t>(12 + 8 + offered.size()));
    out.u32("DOI", 1);
    out.u32("situation", 1);
    out.u32("proposal payload", static_cast<std::uint32_t>(8 + offered.size()));
    out.u8("proposal number", 1);
    out.u8("protocol", 1);
    out.u8("SPI size", 0);
    out.u8("transforms", static_cast<std::uint8_t>(attributes.size()));
    out.rest("transforms", offered);
    return out.take();
}

// Every combination, in as many proposals as it takes: few enough in each for one of 1,280 octets.
std::vector<Octets> main_mode_proposals(Random& random)
{
    constexpr std::size_t in_one = 33;
    const auto all = all_attributes();
    std::vector<Octets> proposals;
    for (std::size_t from = 0; from < all.size(); from += in_one) {
        proposals.push_back(main_mode_proposal(random, std::span{all}.subspan(from, std::min(in_one, all.size() - from))));
    }
    return proposals;
}

bool is_version_1_with_sa(View octets)
{
    return octets.size() >= 28 && octets[17] >> 4 == 1 && octets[16] == payload_sa && octets[18] == identity_protection;
}

// An IKEv1 main mode proposal is not answered with an SA.
Finding ikev1_is_refused(Bench& bench)
{
    const auto expected = "no SA payload of IKEv1 in answer to a main mode proposal";
    const auto link = bench.network.open(Transport::udp, {bench.target.address, bench.target.ports.ike},
                                         bench.patience.connect);
    std::vector<unsigned> frames;
    for (const auto& proposal : main_mode_proposals(bench.random)) { frames.push_back(link->send(proposal)); }

    const auto most_answers = 2 * frames.size();
    auto received = link->receive(bench.patience.quiet);
    const bool is_answered = received.kind == Received::Kind::octets;
    bool by_icmp_error = false;
    for (std::size_t answers = 0; answers < most_answers; ++answers) {
        by_icmp_error = by_icmp_error || received.kind == Received::Kind::refused;
        if (received.kind == Received::Kind::silence) { break; }
        if (is_version_1_with_sa(received.octets)) {
            return fail("accepted", expected, "an IKEv1 SA payload", {received.frame});
        }
        if (received.kind == Received::Kind::octets) { frames.push_back(received.frame); }
        received = link->receive(bench.patience.quiet);
    }
    if (!is_answered) { return unanswered(expected, by_icmp_error, std::move(frames)); }
    return pass("refused-by-message", expected, "answers without an IKEv1 SA payload", std::move(frames));
}

const std::array table{
    Probe{"p2s/ports/ikev1-refused", ikev1_is_refused, &host_answers},
};

}  // namespace

std::span<const Probe> ikev1_probes() { return table; }

}  // namespace conformance::probes::ports
