// RFC 7296, Sections 3.10.1 and 3.14: requests whose Integrity Checksum Data does not verify.

#include <algorithm>
#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr auto expected =
    "silence to messages with another checksum or other octets under it, then the right ones "
    "served";

// With another last octet, and with another one in the middle: in what is sealed, or in the
// checksum.
std::vector<Octets> altered(const Octets& message)
{
    std::vector<Octets> all(2, message);
    all[0].back() ^= 1U;
    all[1][header_octets + (message.size() - header_octets) / 2] ^= 1U;
    return all;
}

// What the gateway answered to one of them; nothing: it let them go.
std::optional<Conclusion> answer_to_altered(Tunnel& tunnel, const Message& request)
{
    for (const auto& message : altered(tunnel.sealed(request))) {
        auto answer = tunnel.offer(request, {message});
        if (answer.answer.is_message()) {
            return answer;
        }
    }
    return std::nullopt;
}

Finding judge(Bench& bench, Tunnel& tunnel)
{
    const auto request = tunnel.ike_auth();
    if (const auto answer = answer_to_altered(tunnel, request)) {
        return fail(bench, *answer, "answered", expected);
    }
    tunnel.authenticate(request);
    if (!tunnel.is_established()) {
        return not_taken(bench, tunnel, expected);
    }
    const auto deletion = tunnel.informational({payload(Delete{protocol_ike, {}, {}, {}, {}})});
    if (const auto answer = answer_to_altered(tunnel, deletion)) {
        return fail(bench, *answer, "answered-within", expected);
    }
    const auto answer = tunnel.exchange(tunnel.informational());
    if (!answer.opened) {
        return fail(bench, answer, "deleted", expected);
    }
    return resting_on_absence(pass(bench, answer, "ignored", expected));
}

// The known row, and one of the other kind of protection: an AEAD, or a cipher beside an integrity
// algorithm.
std::vector<catalog::IkeRow> rows_of(const Bench& bench)
{
    std::vector<catalog::IkeRow> rows{known_row(bench)};
    const auto other = std::ranges::find_if(bench.edition.ike, [&](const auto& row) {
        return (row.integ == 0) != (rows.front().integ == 0);
    });
    if (other != bench.edition.ike.end() && peers::ike::can_derive_keys(*other)) {
        rows.push_back(*other);
    }
    return rows;
}

// A request whose checksum does not verify is neither answered nor carried out, and the right one
// is served afterwards.
Finding wrong_checksum_is_ignored(Bench& bench)
{
    std::optional<Finding> finding;
    for (const auto& row : rows_of(bench)) {
        try {
            auto tunnel = half_open_tunnel_of(bench, row);
            finding = left_after(tunnel, [&] { return judge(bench, tunnel); });
        } catch (const Unmet&) {
            // The other row is not every gateway's.
            if (!finding) {
                throw;
            }
        }
        if (finding->verdict != Verdict::pass) {
            break;
        }
    }
    return *finding;
}

const std::array table{
    Probe{"rfc7296/3.14/wrong-checksum-ignored", wrong_checksum_is_ignored, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_3_14_checksum_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
