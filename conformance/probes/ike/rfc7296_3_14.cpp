// RFC 7296, Section 3.14: Encrypted Payload.

#include <algorithm>
#include <array>
#include <bit>

#include "probes/ike/expect.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint16_t aes_cbc = 12;
constexpr std::size_t block_octets = 16;
constexpr unsigned vectors = 4, vectors_of_one_sa = 8;
constexpr std::size_t few_bits = 24;

// Padding of any length that fits the block, and of any content, is accepted, with any
// initialization vector.
Finding any_padding_is_accepted(Bench& bench)
{
    const auto row = known_row(bench);
    strangers_are_told(bench, row);
    Initiator peer{bench};
    const auto init = half_open(bench, peer, row);
    const auto conclusion =
        peer.exchange_protected(init, peer.ike_auth(init), true, peers::ike::Padding::most);
    const auto& answer = conclusion.answer;

    const auto expected = "the answer inside SK that less padding brought";
    if (auto finding = unreadable(bench, conclusion, expected)) {
        return *finding;
    }
    auto finding = pass(bench, answer, expected);
    if (conclusion.notify(NotifyType::invalid_syntax) != nullptr) {
        finding = fail(bench, answer, "invalid-syntax", expected);
    }
    finding.observed = text_of(conclusion, bench.registries);
    return finding;
}

Octets vector_of(const Answer& answer)
{
    const auto* sealed = answer.message().find(PayloadType::encrypted_and_authenticated);
    auto octets = sealed == nullptr ? Octets{} : encode_body(*sealed);
    octets.resize(std::min(octets.size(), block_octets));
    return octets;
}

// Each message under CBC has a new initialization vector.
Finding initialization_vectors_are_new(Bench& bench)
{
    const auto row = classic_row(bench);
    const auto expected = "another initialization vector in each message";
    std::vector<Octets> seen;
    Answer answer;
    for (unsigned i = 0; i < vectors; ++i) {
        Initiator peer{bench};
        const auto conclusion = peer.conclude(half_open(bench, peer, row));
        if (!conclusion.opened) {
            throw Unmet{"IKE_AUTH is not answered inside SK: " +
                        text_of(conclusion, bench.registries)};
        }
        answer = conclusion.answer;
        const auto vector = vector_of(answer);
        if (std::ranges::find(seen, vector) != seen.end()) {
            auto finding = fail(bench, answer, "vector-repeated", expected);
            finding.observed = "the vector " + hex(vector) + " again";
            return finding;
        }
        seen.push_back(vector);
    }
    auto finding = pass(bench, answer, expected);
    finding.observed =
        std::to_string(seen.size()) + " messages, " + std::to_string(seen.size()) + " vectors";
    return finding;
}

std::size_t differing_bits(View one, View other)
{
    std::size_t bits = 0;
    for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
        bits += static_cast<std::size_t>(std::popcount(static_cast<unsigned>(one[i] ^ other[i])));
    }
    return bits;
}

bool contains(View octets, View part)
{
    return !std::ranges::search(octets, part).empty();
}

// How the vectors of these messages, in their order, are not what they should be: code and words.
std::optional<std::pair<std::string, std::string>> weakness_of(const std::vector<Answer>& messages)
{
    std::size_t near = 0;
    std::vector<Octets> seen;
    for (const auto& message : messages) {
        const auto vector = vector_of(message);
        if (std::ranges::find(seen, vector) != seen.end()) {
            return std::pair{"vector-repeated", "the vector " + hex(vector) + " again"};
        }
        if (!seen.empty()) {
            // With a vector of its own that message holds this one in its ciphertext alone.
            if (contains(messages[seen.size() - 1].octets, vector)) {
                return std::pair{"vector-predictable", "a block of the message before"};
            }
            near += differing_bits(vector, seen.back()) < few_bits ? 1 : 0;
        }
        seen.push_back(vector);
    }
    // Of 128 random bits fewer than 24 differ once in 10^13.
    if (near > seen.size() / 2) {
        return std::pair{"vector-predictable", "the vector before but for a few bits"};
    }
    return std::nullopt;
}

// The initialization vectors of one IKE SA under CBC neither repeat nor follow from what was sent
// before.
Finding initialization_vectors_are_unpredictable(Bench& bench)
{
    const auto expected = "vectors that neither repeat nor follow from what was sent before";
    auto tunnel = established_tunnel_of(bench, classic_row(bench));
    std::vector<Answer> messages;
    while (messages.size() < vectors_of_one_sa) {
        const auto conclusion = tunnel.exchange(tunnel.informational());
        if (!conclusion.opened) {
            tunnel.leave();
            throw Unmet{"an INFORMATIONAL request is not answered inside SK: " +
                        text_of(conclusion, bench.registries)};
        }
        messages.push_back(conclusion.answer);
    }
    tunnel.leave();
    auto finding = pass(bench, messages.back(), expected);
    finding.observed = std::to_string(messages.size()) + " messages, " +
                       std::to_string(messages.size()) + " vectors without a pattern";
    if (const auto weakness = weakness_of(messages)) {
        finding = fail(bench, messages.back(), weakness->first, expected);
        finding.observed = weakness->second;
    }
    return finding;
}

std::vector<std::string> cbc(const catalog::Edition& edition, const catalog::Registries& registries)
{
    const auto* known = catalog::find(registries.encryption, aes_cbc);
    const bool has_it =
        std::ranges::find(edition.ike, aes_cbc, &catalog::IkeRow::encr) != edition.ike.end();
    if (!has_it || known == nullptr) {
        return {};
    }
    return {known->slug};
}

const std::array table{
    Probe{"rfc7296/3.14/any-padding-accepted", any_padding_is_accepted, &known_row_is_accepted},
    Probe{"rfc7296/3.14/initialization-vectors-new", initialization_vectors_are_new,
          &known_row_is_accepted, Impact::safe, cbc},
    Probe{"rfc7296/3.14/initialization-vectors-unpredictable",
          initialization_vectors_are_unpredictable, &tunnel_is_established, Impact::safe, cbc},
};

}  // namespace

std::span<const Probe> rfc7296_3_14_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
