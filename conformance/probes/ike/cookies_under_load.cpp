// RFC 7296, Sections 2.6 and 2.6.1: cookies, once many SAs are half open.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/crowd.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t longest_cookie = 64;
constexpr unsigned most_requests = 8;

Finding unmet(const Bench& bench, const Answer& answer, std::string code, std::string expected,
              std::string text, std::string source)
{
    auto finding = pass(bench, answer, std::move(expected));
    finding.advisories.push_back({code, std::move(text), std::move(source), true});
    finding.code = std::move(code);
    return finding;
}

// With many half-open SAs the gateway asks for a cookie and accepts the request that returns it as
// first payload.
Finding cookie_is_demanded_under_load(Bench& bench)
{
    Crowd crowd{bench};
    const auto expected = "COOKIE, then an SA for the request that returns it";
    if (!crowd.cookie()) {
        crowd.leave();
        return no_load(crowd, expected);
    }
    const auto answer = crowd.asked().exchange(crowd.with_cookie(cookie_in(*crowd.cookie())));
    crowd.leave(answer);
    if (!answer.accepted()) {
        return unmet(bench, answer, "cookie-not-accepted", expected,
                     "the request that returned the cookie was not accepted",
                     "RFC 7296, Section 2.6");
    }
    auto finding = pass(bench, answer, expected);
    finding.observed = "COOKIE at " + std::to_string(crowd.half_open()) + " half-open SAs, then " +
                       finding.observed;
    return finding;
}

// A cookie has 1 to 64 octets.
Finding cookie_has_1_to_64_octets(Bench& bench)
{
    Crowd crowd{bench};
    crowd.leave();
    const auto expected = "a cookie of 1 to 64 octets";
    if (!crowd.cookie()) {
        return no_load(crowd, expected);
    }
    const auto octets = cookie_in(*crowd.cookie()).size();
    auto finding = octets >= 1 && octets <= longest_cookie
                       ? pass(bench, *crowd.cookie(), expected)
                       : fail(bench, *crowd.cookie(), "cookie-length", expected);
    if (finding.verdict == Verdict::pass) {
        finding.code = "cookie";
    }
    finding.observed = "a cookie of " + std::to_string(octets) + " octets";
    return finding;
}

// The request with this cookie, as the initiator is now; an SA that comes of it is finished.
Answer tried(Bench& bench, Initiator& peer, const Octets& cookie)
{
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.insert(request.payloads.begin(), notify(NotifyType::cookie, cookie));
    auto answer = peer.exchange_once(request);
    if (answer.accepted()) {
        (void)peer.conclude_once(answer);
    }
    return answer;
}

Answer tried_with_another_nonce(Bench& bench, Initiator& peer, const Octets& cookie)
{
    const auto own = peer.nonce();
    peer.assume_nonce(bench.random.octets(own.size()));
    auto answer = tried(bench, peer, cookie);
    peer.assume_nonce(own);
    return answer;
}

Answer tried_with_another_spi(Bench& bench, Initiator& peer, const Octets& cookie)
{
    peer.assume_spi(peer.spi() ^ 1);
    auto answer = tried(bench, peer, cookie);
    peer.assume_spi(peer.spi() ^ 1);
    return answer;
}

std::string binding_text(const Answer& answer)
{
    return answer.accepted() ? "accepted" : "not accepted";
}

// Whether a cookie is bound to the address, nonce or SPI it was made for is recorded.
Finding binding_is_recorded(Bench& bench)
{
    Crowd crowd{bench};
    const auto expected = "a record of what the cookie is bound to";
    if (!crowd.cookie()) {
        crowd.leave();
        return no_load(crowd, expected);
    }
    const auto cookie = cookie_in(*crowd.cookie());
    if (cookie.empty()) {
        crowd.leave();
        return conformance::pass("empty-cookie", expected, "an empty cookie, bound to nothing",
                                 crowd.cookie()->frames);
    }
    auto altered = cookie;
    altered.back() ^= 1;
    auto& peer = crowd.asked();
    const auto changed = tried(bench, peer, altered);
    const auto nonce = tried_with_another_nonce(bench, peer, cookie);
    const auto spi = tried_with_another_spi(bench, peer, cookie);
    const auto answer = tried(bench, peer, cookie);
    crowd.leave();

    auto finding = pass(bench, answer, expected);
    finding.code = "recorded";
    finding.observed = "the cookie with another nonce: " + binding_text(nonce) +
                       "; with another SPI: " + binding_text(spi) +
                       "; altered by a bit: " + binding_text(changed) +
                       "; as it was: " + binding_text(answer) + "; another address was not tried";
    if (nonce.accepted() || spi.accepted() || changed.accepted()) {
        finding.advisories.push_back(
            {"cookie-not-bound", finding.observed, "RFC 7296, Section 2.6"});
    }
    return finding;
}

struct Convergence {
    Answer answer;
    unsigned requests = 0;
};

// The first KE payload is of a group that is not selected; each answer is heeded, and the last
// cookie goes along.
Convergence follow(Bench& bench, Initiator& peer, const catalog::IkeRow& row, std::uint16_t other)
{
    auto offer = peers::ike::offer_of(row);
    offer.proposals.front().transforms.push_back(
        transform(TransformType::key_exchange_method, other));
    Convergence found;
    std::uint16_t group = other;
    Octets cookie;
    while (found.requests < most_requests) {
        auto request = peer.ike_sa_init(offer, group);
        if (!cookie.empty()) {
            request.payloads.insert(request.payloads.begin(), notify(NotifyType::cookie, cookie));
        }
        if (found.requests != 0) {
            (void)peer.listen(Duration::zero());
        }  // a copy that the path made
        peer.send(request);
        ++found.requests;
        found.answer = peer.listen(bench.patience.tries.front());
        if (const auto fresh = cookie_in(found.answer); !fresh.empty()) {
            cookie = fresh;
        } else if (const auto wanted = found.answer.wanted_group();
                   wanted && *wanted == row.group) {
            group = *wanted;
        } else {
            break;
        }
    }
    return found;
}

// A cookie followed by a change of group ends in an SA within three requests, the cookie sent
// along.
Finding cookie_and_invalid_ke_converge(Bench& bench)
{
    const auto row = known_row(bench);
    const auto other = group_outside(bench, row);
    Crowd crowd{bench};
    const auto expected =
        "an SA within 3 requests: COOKIE, INVALID_KE_PAYLOAD, and with the same cookie the "
        "response";
    if (!crowd.cookie()) {
        crowd.leave();
        return no_load(crowd, expected);
    }
    Initiator peer{bench};
    const auto [answer, requests] = follow(bench, peer, row, other);
    crowd.leave();
    if (answer.accepted()) {
        (void)peer.conclude_once(answer);
    }
    if (requests == most_requests) {
        return fail(bench, answer, "does-not-converge", expected);
    }
    if (!answer.accepted()) {
        return inconclusive("interrupted", expected, answer.text(bench.registries), answer.frames);
    }
    if (requests > 3) {
        return unmet(bench, answer, "longer-exchange", expected,
                     "it took " + std::to_string(requests) + " requests",
                     "RFC 7296, Section 2.6.1");
    }
    auto finding = pass(bench, answer, expected);
    finding.observed = std::to_string(requests) + " requests, then " + finding.observed;
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.6/cookie-demanded-under-load", cookie_is_demanded_under_load,
          &known_row_is_accepted, Impact::intrusive},
    Probe{"rfc7296/2.6/cookie-length", cookie_has_1_to_64_octets, &known_row_is_accepted,
          Impact::intrusive},
    Probe{"rfc7296/2.6/cookie-binding", binding_is_recorded, &known_row_is_accepted,
          Impact::intrusive},
    Probe{"rfc7296/2.6.1/cookie-and-invalid-ke-converge", cookie_and_invalid_ke_converge,
          &known_row_is_accepted, Impact::intrusive},
};

}  // namespace

std::span<const Probe> cookies_under_load_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
