// RFC 7296, Sections 2.1, 2.3 and 2.4: requests that come again, too late or too early, and what is
// said about an IKE SA without its keys.

#include <algorithm>
#include <array>

#include "probes/ike/message_ids.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"
#include "probes/ike/unprotected_errors.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint32_t most_at_once = 8;

// Of the last request, sent once more; nothing: the same response came.
std::optional<Finding> flaw_of_repetition(const Bench& bench, Tunnel& tunnel,
                                          const Conclusion& first, const std::string& expected)
{
    const auto again = tunnel.repeat();
    if (!again.answer.is_message()) {
        return fail(bench, again, "silent", expected);
    }
    if (again.answer.octets != first.answer.octets) {
        return fail(bench, again, "another-response", expected);
    }
    return std::nullopt;
}

std::string same_again(const Conclusion& first)
{
    return "the response of frame " + std::to_string(first.answer.frames.back()) +
           " again, octet for octet";
}

// The same IKE_AUTH request sent again brings the same response, octet for octet.
Finding ike_auth_is_answered_again(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = same_again(tunnel.answer());
        const auto flaw = flaw_of_repetition(here, tunnel, tunnel.answer(), expected);
        return flaw ? *flaw : pass(here, tunnel.answer(), "answered-again", expected);
    });
}

// A repeated CREATE_CHILD_SA or INFORMATIONAL request brings the first response again and is not
// executed a second time.
Finding repeated_request_is_executed_once(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto made = opened_child(here, tunnel);
        if (!made.conclusion.opened) {
            return inconclusive(here, made.conclusion, made.code(), "an answer to be repeated");
        }
        auto expected = same_again(made.conclusion);
        if (const auto flaw = flaw_of_repetition(here, tunnel, made.conclusion, expected)) {
            return *flaw;
        }
        const auto deleted = tunnel.close_child(first_child(tunnel).initiator_spi);
        if (!deleted.opened) {
            return inconclusive(here, deleted, "silent", "an answer to be repeated");
        }
        expected = same_again(deleted);
        const auto flaw = flaw_of_repetition(here, tunnel, deleted, expected);
        return flaw ? *flaw : pass(here, deleted, "answered-again", expected);
    });
}

// A request with a Message ID below the window is never processed again.
Finding old_message_id_is_not_processed(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected =
            "an IKE SA that lives on after a Delete with the Message ID of an old request";
        const auto old = tunnel.current().next_id;
        const auto window = std::max(window_of(tunnel).value_or(1), 1U);
        if (window > most_at_once) {
            throw Unmet{"the gateway keeps a window of " + std::to_string(window) + " requests"};
        }
        for (unsigned i = 0; i <= window + 1; ++i) {
            (void)tunnel.exchange(tunnel.informational());
        }
        // Whoever still knows what it answered then may say it again.
        const auto late = tunnel.exchange_as(
            old, tunnel.informational({payload(Delete{protocol_ike, {}, {}, {}, {}})}));
        const auto later = tunnel.exchange(tunnel.informational());
        return later.opened
                   ? pass(here, later, late.opened ? "answered-as-before" : "ignored", expected)
                   : resting_on_absence(fail(here, later, "processed-again", expected));
    });
}

// A request with a Message ID beyond the window is not acknowledged, and INVALID_MESSAGE_ID never
// stands in a response.
Finding message_id_beyond_the_window_is_not_acknowledged(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "no response";
        constexpr std::uint32_t far = 5, widest = 1000;
        const auto window = window_of(tunnel).value_or(1);
        if (window > widest) {
            throw Unmet{"the gateway keeps a window of " + std::to_string(window) + " requests"};
        }
        const auto answer =
            tunnel.exchange_as(tunnel.current().next_id + window + far, tunnel.informational());
        if (answer.opened) {
            return fail(here, answer,
                        answer.notify(NotifyType::invalid_message_id) == nullptr
                            ? "acknowledged"
                            : "invalid-message-id-in-a-response",
                        expected);
        }
        return resting_on_absence(pass(here, answer, "silent", expected));
    });
}

// SET_WINDOW_SIZE carries four octets, and as many requests at once as it says, of up to eight, are
// answered.
Finding window_announced_is_kept(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto* announced = tunnel.answer().notify(NotifyType::set_window_size);
        if (announced == nullptr) {
            return pass(here, tunnel.answer(), "none-announced", "no SET_WINDOW_SIZE, or one kept");
        }
        if (announced->data.size() != 4) {
            return fail(here, tunnel.answer(), "wrong-length", "four octets of data");
        }
        const auto count = std::min(window_of(tunnel).value_or(0), most_at_once);
        if (count == 0) {
            return pass(here, tunnel.answer(), "no-window", "a window of one request or more");
        }
        const auto expected =
            "a response to each of " + std::to_string(count) + " requests that are sent at once";
        const auto answers = answers_to_many(here, tunnel, count);
        if (answers.size() == count) {
            return pass(here, answers.back(), "kept", expected);
        }
        return resting_on_absence(fail(here, answers.empty() ? tunnel.answer() : answers.back(),
                                       "not-all-answered", expected));
    });
}

// An unprotected notify about a live SA gets no answer and ends nothing.
Finding unprotected_errors_change_nothing(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "silence, and then a response to an empty INFORMATIONAL request";
        for (const auto& octets : unprotected_errors(tunnel)) {
            (void)tunnel.send_beside(octets);
            const auto received = tunnel.receive_beside(here.patience.quiet);
            if (received.kind == Received::Kind::octets && is_unprotected(tunnel, received)) {
                return conformance::fail("answered", expected, "an unprotected message",
                                         {received.frame});
            }
        }
        const auto later = tunnel.exchange(tunnel.informational());
        return later.opened ? pass(here, later, "unchanged", expected)
                            : fail(here, later, "ended", expected);
    });
}

const std::array table{
    Probe{"rfc7296/2.1/ike-auth-retransmission", ike_auth_is_answered_again,
          &tunnel_is_established},
    Probe{"rfc7296/2.1/repeated-request-executed-once", repeated_request_is_executed_once,
          &tunnel_is_established},
    Probe{"rfc7296/2.3/old-message-id-not-processed", old_message_id_is_not_processed,
          &tunnel_is_established},
    Probe{"rfc7296/2.3/message-id-beyond-the-window",
          message_id_beyond_the_window_is_not_acknowledged, &tunnel_is_established},
    Probe{"rfc7296/2.3/window-announced-is-kept", window_announced_is_kept, &tunnel_is_established},
    Probe{"rfc7296/2.4/unprotected-errors-change-nothing", unprotected_errors_change_nothing,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_3_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
