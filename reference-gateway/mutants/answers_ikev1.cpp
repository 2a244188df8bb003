// IKEv1 (RFC 2409, Section 5) answered as if it were offered: the peer's own proposal comes back.
#include "mutants/ike_in_front.h"
#include "mutants/port_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t header_size = 28;
constexpr std::size_t responder_cookie_at = 8;
constexpr std::size_t first_payload_at = 16;
constexpr std::size_t version_at = 17;
constexpr std::size_t exchange_at = 18;
constexpr std::uint8_t version_1_0 = 0x10;
constexpr std::uint8_t main_mode = 2;
constexpr std::uint8_t security_association = 1;

std::optional<ike::Actions> answer_main_mode(const ike::Datagram& datagram)
{
    const View request = datagram.octets;
    if (datagram.on_nat_t_port || request.size() <= header_size ||
        request[version_at] != version_1_0 || request[exchange_at] != main_mode ||
        request[first_payload_at] != security_association) {
        return std::nullopt;
    }
    Octets answer = copy_of(request);
    for (std::size_t i = 0; i < 8; ++i) {
        answer[responder_cookie_at + i] = static_cast<std::uint8_t>(0xa0 + i);
    }
    ike::Actions actions;
    actions.send.push_back({datagram.path, std::move(answer)});
    return actions;
}

}  // namespace

std::vector<Mutant> answers_ikev1()
{
    return {{"answers_ikev1",
             "p2s/ports/ikev1-refused",
             "accepted",
             "ports",
             {},
             [](net::Ingredients& gateway) { gateway.around_ike = in_front(answer_main_mode); }}};
}

}  // namespace gateway::mutants
