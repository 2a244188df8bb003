// A request that must not lead to an SA, put right and served: RFC 7296,
// Sections 1.2, 2.21.4, 3.2 and 3.3.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/request_payloads.h"
#include "mutants/rewritten_requests.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t length_at = 24;
constexpr std::uint8_t ike_sa_init = 34;
constexpr std::uint8_t security_association = 33;
constexpr std::uint8_t nonce = 40;

void set_number(Octets& octets, std::size_t at, std::size_t width, std::size_t value)
{
    for (std::size_t i = width; i != 0; --i) {
        octets.at(at + i - 1) = static_cast<std::uint8_t>(value);
        value >>= 8U;
    }
}

bool is_first_request(const Octets& message)
{
    return message.size() > ike::header_size && message[exchange_type_at] == ike_sa_init;
}

void supply_a_nonce(Octets& message)
{
    if (!is_first_request(message)) return;
    for (const Place& place : places(message)) {
        if (place.type == nonce) return;
    }
    Octets added(4 + 32, 0x4e);
    added[0] = message[first_payload_at];
    added[1] = 0;
    set_number(added, 2, 2, added.size());
    message[first_payload_at] = nonce;
    message.insert(message.begin() + ike::header_size, added.begin(), added.end());
    set_number(message, length_at, 4, message.size());
}

// The transforms of the first proposal, which are counted until one says that it is the last.
void count_the_transforms(Octets& message)
{
    for (const Place& place : places(message)) {
        if (!is_first_request(message) || place.type != security_association) continue;
        Cursor in{place.body};
        in.skip(8);
        std::uint8_t count = 0;
        for (bool more = true; more && in.ok(); ++count) {
            more = in.u8() != 0;
            in.skip(1);
            in.skip(std::max<std::size_t>(in.u16(), 4) - 4);
        }
        if (in.ok()) message[place.at + 4 + 7] = count;
        return;
    }
}

// The last payload may run past the end: it is cut there.
void cut_the_last_payload(Octets& message)
{
    if (!is_first_request(message)) return;
    const auto whole = places(message);
    if (whole.empty()) return;
    const std::size_t end = whole.back().at + 4 + whole.back().body.size();
    if (end + 4 <= message.size() && message[whole.back().at] != 0) {
        set_number(message, end + 2, 2, message.size() - end);
    }
}

void take_240_for_ike_sa_init(Octets& message)
{
    if (message.size() <= ike::header_size || message[exchange_type_at] != 240) return;
    message[exchange_type_at] = ike_sa_init;
    set_number(message, responder_spi_at, 8, 0);
}

Mutant repairs(std::string name, std::string requirement, void (*repair)(Octets&))
{
    return {std::move(name),
            std::move(requirement),
            "accepted",
            "ike",
            {},
            [=](net::Ingredients& gateway) { gateway.around_ike = rewritten(repair); }};
}

}  // namespace

std::vector<Mutant> repairs_requests()
{
    return {
        repairs("supplies_a_missing_nonce", "rfc7296/1.2/missing-payload-refused", supply_a_nonce),
        repairs("counts_transforms_for_itself", "rfc7296/3.3/inconsistent-lengths-refused",
                count_the_transforms),
        repairs("cuts_payloads_to_fit", "rfc7296/3.2/payload-length-that-does-not-fit",
                cut_the_last_payload),
        repairs("takes_exchange_240_for_ike_sa_init", "rfc7296/2.21.4/unknown-exchange-type",
                take_240_for_ike_sa_init)};
}

}  // namespace gateway::mutants
