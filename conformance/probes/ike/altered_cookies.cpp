// RFC 7296, Section 2.6: cookies that were altered, once many SAs are half open.

#include <array>

#include "probes/ike/crowd.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Of who sends no cookie.
bool still_asks(Bench& bench)
{
    Initiator peer{bench};
    peer.send(peer.ike_sa_init(known_row(bench)));
    const auto answer = peer.listen(bench.patience.tries.front());
    if (answer.accepted()) {
        (void)peer.conclude_once(answer);
    }
    return !cookie_in(answer).empty();
}

// The request with another cookie, one altered by a bit and one by every octet, until one does not
// bring a new COOKIE.
Answer asked_with_altered(const Bench& bench, Crowd& crowd, const Octets& cookie)
{
    auto by_a_bit = cookie;
    by_a_bit.back() ^= 1;
    auto by_every_octet = cookie;
    for (auto& octet : by_every_octet) {
        octet ^= 0x5a;
    }
    Answer answer;
    for (const auto& altered : {by_every_octet, by_a_bit}) {
        crowd.asked().send(crowd.with_cookie(altered));
        answer = crowd.asked().listen(bench.patience.tries.front());
        if (cookie_in(answer).empty()) {
            break;
        }
    }
    return answer;
}

// Once, under a load of its own.
Finding trial(Bench& bench)
{
    Crowd crowd{bench};
    const auto expected = "COOKIE for a request whose cookie was altered";
    const auto cookie = crowd.cookie() ? cookie_in(*crowd.cookie()) : Octets{};
    if (cookie.empty()) {
        crowd.leave();
        return crowd.cookie() ? conformance::pass("empty-cookie", expected, "an empty cookie")
                              : no_load(crowd, expected);
    }
    const auto answer = asked_with_altered(bench, crowd, cookie);
    // What it accepted must not make the load that is looked for.
    if (answer.accepted()) {
        (void)crowd.asked().conclude_once(answer);
    }
    const bool is_demanded = still_asks(bench);
    crowd.leave();
    if (!cookie_in(answer).empty()) {
        auto finding = pass(bench, answer, expected);
        finding.code = "cookie";
        return finding;
    }
    if (!is_demanded) {
        return inconclusive("load-is-over", expected, answer.text(bench.registries), answer.frames);
    }
    if (answer.is_message()) {
        return fail(bench, answer, answer.code(), expected);
    }
    auto finding = resting_on_absence(pass(bench, answer, expected));
    finding.advisories.push_back(
        {"dropped", "a request with an altered cookie is dropped", "RFC 7296, Section 2.6"});
    return finding;
}

// Under load an altered cookie is ignored: the request brings COOKIE, as one without.
Finding altered_cookie_is_ignored(Bench& bench)
{
    // Whoever asks by rate or by chance takes a request without a cookie now and then: only who takes
    // the altered one each time takes it for the cookie's sake.
    constexpr unsigned trials = 3;
    auto finding = trial(bench);
    for (unsigned i = 1; i < trials && finding.verdict == Verdict::fail; ++i) {
        finding = trial(bench);
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.6/altered-cookie-ignored", altered_cookie_is_ignored, &known_row_is_accepted,
          Impact::intrusive},
};

}  // namespace

std::span<const Probe> altered_cookies_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
