// RFC 7296, Section 2: IKE Protocol Details and Variations. How long a message may be, and what stands before it on port 4500.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The request with Vendor IDs nobody knows behind it, so long that it has this length. They are few: a limit of their number is
// another matter.
Message padded(Bench& bench, Message request, std::size_t octets)
{
    constexpr std::size_t most = 500, least = 20;  // of one payload, its header included
    const auto size = encode(request).size();
    auto missing = octets > size ? octets - size : 0;
    while (missing != 0) {
        auto taken = std::min(missing, most);
        if (taken != missing && missing - taken < least) { taken -= least; }
        request.payloads.push_back(
            opaque(static_cast<std::uint8_t>(PayloadType::vendor_id), bench.random.octets(taken - 4)));
        missing -= taken;
    }
    return request;
}

Answer answer_to_padded(Bench& bench, std::size_t octets)
{
    Initiator peer{bench};
    return peer.negotiate(padded(bench, peer.ike_sa_init(known_row(bench)), octets));
}

// A COOKIE made the request longer than it was meant to be: then its silence proves nothing.
bool grew_by_a_cookie(const Bench& bench, const Answer& answer)
{
    return !answer.accepted() && answer.requests > bench.patience.tries.size();
}

Finding cookie_first(const Bench& bench, const Answer& answer, std::string expected)
{
    return inconclusive("cookie-first", std::move(expected), "a COOKIE made the request longer; then: " +
                                                                 answer.text(bench.registries), answer.frames);
}

// A message of 1280 octets is received and processed as a shorter one is.
Finding messages_of_1280_octets_are_processed(Bench& bench)
{
    const auto answer = answer_to_padded(bench, 1280);
    if (grew_by_a_cookie(bench, answer)) { return cookie_first(bench, answer, "a proposal is selected"); }
    return expect_normal_answer(bench, answer);
}

// A message of 3000 octets is received and processed as a shorter one is.
Finding messages_of_3000_octets_are_processed(Bench& bench)
{
    const auto answer = answer_to_padded(bench, 3000);
    auto finding = expect_normal_answer(bench, answer);
    if (finding.verdict == Verdict::fail) {
        finding.verdict = Verdict::pass;
        finding.advisories.push_back({"not-processed", "a request of 3000 octets, which the path carries in IP fragments, "
                                                       "was not answered with an SA",
                                      "RFC 7296, Section 2", true});
    }
    return finding;
}

// Refusals of many kinds; each of them may be missing.
std::vector<Answer> refusals(Bench& bench)
{
    const auto row = known_row(bench);
    std::vector<Answer> answers;
    const auto ask_once = [&](auto alter) {
        Initiator peer{bench, Port::nat_t};
        auto request = peer.ike_sa_init(row);
        alter(request);
        answers.push_back(peer.exchange_once(std::move(request)));
    };
    Initiator hopeless{bench, Port::nat_t};
    answers.push_back(hopeless.negotiate(hopeless.ike_sa_init(hopeless_row())));
    ask_once([&](Message& request) {  // INVALID_KE_PAYLOAD
        const std::uint16_t other = row.group == 19 ? 14 : 19;
        request = Initiator{bench, Port::nat_t}.ike_sa_init(peers::ike::offer_of(row), other);
    });
    ask_once([&](Message& request) { request.payloads.push_back(opaque(100, bench.random.octets(12), true)); });
    ask_once([](Message& request) { request.version = 0x30; });
    ask_once([](Message& request) {  // INVALID_IKE_SPI
        request.responder_spi = request.initiator_spi + 1;
        request.exchange_type = static_cast<std::uint8_t>(ExchangeType::informational);
    });
    return answers;
}

// On port 4500 error answers begin with four zero octets, as every IKE message there does.
Finding error_answers_carry_the_marker(Bench& bench)
{
    const auto expected = "four zero octets before every error answer on UDP 4500";
    const Answer* last = nullptr;
    const auto answers = refusals(bench);
    std::string seen;
    for (const auto& answer : answers) {
        if (!answer.is_message() || answer.accepted()) { continue; }
        if (!answer.with_marker) { return fail(bench, answer, "marker-missing", expected); }
        seen += (seen.empty() ? "" : "; ") + answer.text(bench.registries);
        last = &answer;
    }
    if (last == nullptr) {
        return resting_on_absence(inconclusive("silent", expected, "no error answer came", answers.front().frames));
    }
    auto finding = pass(bench, *last, expected);
    finding.code = "with-marker";
    finding.observed = "with the marker: " + seen;
    return finding;
}

const std::array table{
    Probe{"rfc7296/2/messages-of-1280-octets", messages_of_1280_octets_are_processed, &known_row_is_accepted},
    Probe{"rfc7296/2/messages-of-3000-octets", messages_of_3000_octets_are_processed, &known_row_is_accepted},
    Probe{"rfc7296/2/error-answers-carry-the-marker", error_answers_carry_the_marker, &known_row_is_accepted_on_nat_t},
};

}  // namespace

std::span<const Probe> rfc7296_2_probes() { return table; }

}  // namespace conformance::probes::ike
