// RFC 4303, Sections 3.4.2 and 3.4.3: which SA a packet is for, and whether it came before.

#include <algorithm>
#include <array>

#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

constexpr std::uint32_t least_window = 32;  // packets

Finding no_answer(const Inside& inside, const std::string& expected) { return inside.fail("silent", expected, "no ping was answered"); }

// A packet for an SPI without an SA is discarded.
Finding unknown_spi_is_discarded(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "no answer to a ping under an SPI that nobody has";
        if (!inside.is_alive()) { return no_answer(inside, expected); }
        auto ping = inside.ping();
        ping.draft.spi ^= 0x00010000;
        inside.send(ping.draft);
        return expect_dropped(inside, ping, expected, "delivered");
    });
}

// Of one packet that came twice, one.
std::ptrdiff_t answers_so_far(const Inside& inside, const Ping& ping)
{
    return std::ranges::count_if(inside.arrivals(), [&](const Arrival& one) { return is_answer(one, ping); });
}

// Whether the very same packet, so many times, brings another answer than came before.
bool is_replayed(Inside& inside, const Ping& ping, const Octets& octets, unsigned copies = 1)
{
    const auto before = answers_so_far(inside, ping);
    for (unsigned i = 0; i < copies; ++i) {
        inside.send(octets);
    }
    (void)inside.answers_to(ping, inside.quiet());
    return answers_so_far(inside, ping) > before;
}

// The receiver may have anti-replay off, and then checks nothing.
Finding replay_is_accepted(const Inside& inside, const std::string& expected, const std::string& observed)
{
    auto finding = inside.pass("anti-replay-off", expected, observed);
    finding.advisories.push_back({"anti-replay-off", "a packet is accepted a second time", "RFC 4303, Section 3.4.3", true});
    return finding;
}

// A ping that was answered, with the packet that it was.
std::optional<std::pair<Ping, Octets>> answered_once(Inside& inside)
{
    for (const auto patience : inside.bench().patience.tries) {
        auto ping = inside.ping();
        auto octets = inside.traffic().sealed(ping.draft);
        inside.send(octets);
        if (!inside.answers_to(ping, patience, true).empty()) { return std::pair{std::move(ping), std::move(octets)}; }
    }
    return std::nullopt;
}

// With anti-replay, which is on unless the receiver says otherwise, a packet that came before is rejected.
Finding replay_is_rejected(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "one answer to a ping whose packet is sent twice, at once and when others came between";
        const auto sent = answered_once(inside);
        if (!sent) { return no_answer(inside, expected); }
        if (is_replayed(inside, sent->first, sent->second)) { return replay_is_accepted(inside, expected, "two answers"); }
        for (unsigned i = 0; i < 3; ++i) {
            if (!inside.is_alive()) { return inside.fail("disturbed", expected, "after a replay no ping is answered"); }
        }
        if (is_replayed(inside, sent->first, sent->second)) { return replay_is_accepted(inside, expected, "another answer, later"); }
        return inside.is_alive() ? inside.pass("rejected", expected, "one answer; other pings were answered")
                                 : inside.fail("disturbed", expected, "after a replay no ping is answered");
    });
}

// Whether the inside host answers a ping that it has answered before, in another packet.
bool is_answered_anew(Inside& inside, const Ping& ping)
{
    const auto before = answers_so_far(inside, ping);
    for (const auto patience : inside.bench().patience.tries) {
        inside.send(inside.traffic().next(ping.draft.content.payload));
        (void)inside.answers_to(ping, patience, true);
        if (answers_so_far(inside, ping) > before) { return true; }
    }
    return false;
}

// A replay was accepted: a fault where anti-replay is on, which rejects another packet that comes again at once.
Finding judge_acceptance(Inside& inside, const std::string& expected, const char* code, const char* words)
{
    constexpr unsigned copies = 3;  // for a path that loses some
    const auto sent = answered_once(inside);
    if (!sent) { return no_answer(inside, expected); }
    if (is_replayed(inside, sent->first, sent->second, copies)) { return inside.pass("anti-replay-off", expected, "two answers"); }
    if (!is_answered_anew(inside, sent->first)) { throw Unmet{"the inside host answers no ping twice, in whatever packets it comes"}; }
    return inside.fail(code, expected, std::string{"a second answer, "} + words);
}

// Within the least window: how many numbers are left out behind a packet, and how many lie between it and its replay.
struct Distance {
    std::uint32_t left_out, all;
    const char *code, *words;
};

constexpr std::array distances{Distance{0, 20, "accepted-behind-others", "behind twenty others"},
                               Distance{3, 4, "accepted-behind-a-gap", "behind a gap of three numbers"}};

// With anti-replay a packet that came before is rejected, behind twenty others and behind a gap in the numbers too.
Finding duplicate_in_the_window_is_rejected(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "where a packet is rejected that comes again at once: no second answer behind twenty others or a gap";
        for (const auto& distance : distances) {
            const auto sent = answered_once(inside);
            if (!sent) { return no_answer(inside, expected); }
            if (is_replayed(inside, sent->first, sent->second)) { return inside.pass("anti-replay-off", expected, "two answers at once"); }
            const auto number = inside.traffic().sent();
            inside.traffic().skip_to(number + 1 + distance.left_out);
            while (inside.traffic().sent() < number + distance.all) {
                if (!inside.is_alive()) { return inside.fail("disturbed", expected, "after a replay no ping is answered"); }
            }
            if (!is_replayed(inside, sent->first, sent->second)) { continue; }
            return judge_acceptance(inside, expected, distance.code, distance.words);
        }
        return inside.is_alive() ? inside.pass("rejected", expected, "one answer; other pings were answered")
                                 : inside.fail("disturbed", expected, "after a replay no ping is answered");
    });
}

// With anti-replay a packet left of the window is rejected.
Finding left_of_the_window_is_rejected(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "no second answer to a packet that came before the last hundred thousand numbers";
        const auto sent = answered_once(inside);
        if (!sent) { return no_answer(inside, expected); }
        inside.traffic().skip_to(inside.traffic().sent() + 100'000);
        if (!inside.is_alive()) { return inside.fail("disturbed", expected, "after a gap in the sequence numbers no ping is answered"); }
        if (is_replayed(inside, sent->first, sent->second)) { return replay_is_accepted(inside, expected, "it was answered again"); }
        return inside.is_alive() ? inside.pass("rejected", expected, "no second answer; other pings were answered")
                                 : inside.fail("disturbed", expected, "after the replay no ping is answered");
    });
}

// How far behind the highest number that came a packet went unanswered; nothing: all were answered.
std::optional<std::uint32_t> unanswered_behind(Inside& inside)
{
    const auto first = inside.traffic().sent() + least_window;
    inside.traffic().skip_to(first);
    if (!inside.is_alive()) { return 0; }
    const auto highest = inside.traffic().sent();
    for (const auto behind : {least_window - 1, least_window / 2, highest - first + 1}) {
        inside.traffic().skip_to(highest - behind);
        const auto ping = inside.ping();
        inside.send(ping.draft);
        const bool is_answered = !inside.answers_to(ping, inside.bench().patience.tries.back(), true).empty();
        inside.traffic().skip_to(highest + 1);
        if (!is_answered) { return behind; }
    }
    return std::nullopt;
}

// Packets of the last 32 numbers are accepted in any order.
Finding window_has_32_packets(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "answers to packets 31, 16 and 1 behind the highest number that came";
        std::uint32_t behind = 0;
        // Several times, for a path that loses some.
        for (unsigned i = 0; i < 5; ++i) {
            const auto unanswered = unanswered_behind(inside);
            if (!unanswered) { return inside.pass("accepted", expected, "all were answered"); }
            behind = *unanswered;
        }
        const auto* code = behind != 0 && inside.is_alive() ? "window-too-small" : "disturbed";
        return inside.fail(code, expected, "none to a packet " + std::to_string(behind) + " behind");
    });
}

// The window moves only after a packet's ICV has verified.
Finding forgery_does_not_move_the_window(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "answers to pings in order, after a forged packet with a number far ahead";
        if (!inside.is_alive()) { return no_answer(inside, expected); }
        const auto sent = inside.traffic().sent();
        inside.traffic().skip_to(sent + 100'000);
        auto forged = inside.traffic().sealed(inside.ping().draft);
        forged.back() ^= 0x01;
        inside.send(forged);
        inside.traffic().skip_to(sent + 1);
        if (inside.is_alive()) { return inside.pass("answered", expected, "a ping with the next number was answered"); }
        inside.traffic().skip_to(sent + 100'001);
        const auto* code = inside.is_alive() ? "window-moved" : "disturbed";
        return inside.fail(code, expected, "no ping with the next numbers was answered");
    });
}

const std::array table{
    Probe{"rfc4303/3.4.2/unknown-spi-discarded", unknown_spi_is_discarded, &traffic_passes},
    Probe{"rfc4303/3.4.3/replay-rejected", replay_is_rejected, &traffic_passes},
    Probe{"rfc4303/3.4.3/duplicate-in-the-window-rejected", duplicate_in_the_window_is_rejected, &traffic_passes},
    Probe{"rfc4303/3.4.3/left-of-window-rejected", left_of_the_window_is_rejected, &traffic_passes},
    Probe{"rfc4303/3.4.3/window-of-32", window_has_32_packets, &traffic_passes},
    Probe{"rfc4303/3.4.3/window-moves-after-the-icv", forgery_does_not_move_the_window, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4303_3_4_probes() { return table; }

}  // namespace conformance::probes::esp
