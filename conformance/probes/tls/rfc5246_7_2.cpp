// RFC 5246, Section 7.2: Alert Protocol.

#include <array>

#include "probes/tls/aftermath.h"
#include "probes/tls/behind_the_handshake.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"
#include "probes/tls/unreadable_hellos.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

using End = Answer::End;

bool is_close_notify(const Answer& answer)
{
    return answer.end == End::alert &&
           answer.alert.description == static_cast<std::uint8_t>(AlertDescription::close_notify);
}

// A server may be busy behind the handshake and read nothing for a while: then it does not mind a
// record that cannot be opened either.
bool reads_on(Bench& bench, const Offer& offer)
{
    const auto heard = heard_behind(bench, offer, [](Engine& engine) {
        send_altered(engine, ContentType::application_data, view("GET / HTTP/1.1\r\n"));
    });
    return heard && heard->answer.end != End::silence;
}

// What the server finds fault with although nothing is said behind the handshake.
std::optional<std::uint8_t> complaint_without_a_word(Bench& bench, const Offer& offer)
{
    const auto heard = heard_behind(bench, offer, [](Engine&) {});
    return heard ? complaint_of(heard->answer) : std::nullopt;
}

// In TLS 1.2, close_notify is answered with close_notify and the connection is closed.
Finding close_notify_is_answered(Bench& bench)
{
    const auto offer = completing_offer(bench);
    const auto expected = "close_notify, then the end of the connection";
    Engine engine{bench};
    if (drive(engine, engine.client_hello(offer.version, {offer.suite})).drive !=
        Answer::Drive::complete) {
        throw Unmet{"the handshake does not complete again"};
    }
    engine.close_notify();
    engine.receive_all();
    const auto& answer = engine.answer;
    // It has so much to send that the answer is not reached, or does not come to read.
    if (answer.end == End::flood || (answer.end == End::silence && !reads_on(bench, offer))) {
        return conformance::inconclusive(reaction_of(answer), expected, answer.ending(),
                                         answer.frames);
    }
    if (complaint_of(answer) && complaint_of(answer) == complaint_without_a_word(bench, offer)) {
        return nothing_to_judge(expected, "another fatal alert ends the connection: " + answer.ending(),
                                answer);
    }
    if (!is_close_notify(answer)) {
        const bool has_ended = answer.end == End::closed || answer.end == End::reset;
        if (!has_ended) {
            return conformance::fail(reaction_of(answer), expected,
                                     "no close_notify: " + answer.ending(), answer.frames);
        }
        // Many do; nothing can be cut off any more on a connection that its client has ended.
        return unmet_should(conformance::pass("", expected, answer.ending(), answer.frames),
                            "no-close-notify",
                            "the connection is closed without the close_notify that is due",
                            "RFC 5246, Section 7.2.1");
    }
    const auto next = engine.records.next();
    auto finding = conformance::pass("close-notify", expected,
                                     "close_notify, and " + engine.records.conversation().ending(),
                                     engine.records.conversation().frames());
    if (next.kind != peers::tls::Incoming::Kind::ended ||
        !engine.records.conversation().hung_up()) {
        finding.observed = "close_notify, but the connection stays open";
        finding.advisories.push_back({"stays-open", "the connection stays open after close_notify",
                                      "RFC 5246, Section 7.2.1"});
    }
    return finding;
}

// A message with a wrong length is refused with a fatal alert.
Finding malformed_message_is_refused(Bench& bench)
{
    const auto offer = known_hello_up_to_1_2(bench);
    const auto expected = "a ClientHello with a wrong length is refused with a fatal alert";
    auto finding = conformance::pass("refused", expected, "", {});
    std::string taken, unsaid;
    const auto suite = peers::tls::drivable(offer.suite, bench.registries);
    const bool is_of_curves = suite && is_elliptic(*suite);
    unsigned attempts = 0;
    Client client{bench};
    for (const auto& mutation : unreadable_hellos()) {
        if (mutation.is_in_supported_groups && !is_of_curves) {
            continue;  // an extension that the server may have no use for
        }
        ++attempts;
        auto hello = client.hello(offer.version, {offer.suite});
        mutation.apply(hello);
        const auto answer = client.ask(hello);
        if (proves_nothing(answer)) {
            return inconclusive(bench, answer, expected);
        }
        finding.details.push_back(std::string{mutation.name} + ": " +
                                  answer.text(bench.registries));
        finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
        auto& list = answer.selected() ? taken : unsaid;
        if (answer.selected() || answer.end != End::alert) {
            list += (list.empty() ? "" : ", ") + std::string{mutation.name};
        }
    }
    finding.observed = std::to_string(attempts) + " malformed ClientHellos" +
                       (taken.empty() ? ", none accepted" : ", accepted: " + taken);
    if (!taken.empty()) {
        return unmet_should(std::move(finding), "accepted", "accepted: " + taken,
                            "RFC 5246, Section 7.2.2");
    }
    if (!unsaid.empty()) {
        finding.observed += "; refused without an alert: " + unsaid;
        return unmet_should(std::move(finding), "no-alert", "refused without an alert: " + unsaid,
                            "RFC 5246, Section 7.2.2");
    }
    return finding;
}

// Up to TLS 1.2, what is defined as a fatal alert is told by an alert before the connection is
// closed.
Finding alert_precedes_the_end(Bench& bench)
{
    constexpr std::uint16_t unassigned_suite = 0xefef;
    const auto expected = "an alert before the end of the connection";
    const auto version = known_hello_up_to_1_2(bench).version;
    const auto ask = [&] { return Client{bench}.ask(version, {unassigned_suite}); };
    auto answer = ask();
    if (answer.end == End::closed) {
        answer = ask();  // the first may have been closed for want of room
    }
    if (answer.selected()) {
        throw Unmet{"a hello without any suite that exists is accepted"};
    }
    if (proves_nothing(answer) || answer.end == End::not_tls) {
        return inconclusive(bench, answer, expected);
    }
    if (answer.end == End::closed) {
        return fail(bench, answer, expected);
    }
    auto finding = pass(bench, answer, expected);
    // A reset overtakes what was sent before it, and who stays silent has not closed yet.
    return answer.end == End::alert ? finding
                                    : unmet_should(std::move(finding), "no-alert",
                                                   "no alert is seen", "RFC 5246, Section 7.2.2");
}

const std::array table{
    Probe{"rfc5246/7.2.1/close-notify-answered", close_notify_is_answered,
          &tls_handshake_completes},
    Probe{"rfc5246/7.2.2/malformed-message-refused", malformed_message_is_refused,
          &tls_hello_is_accepted},
    Probe{"rfc5246/7.2.2/alert-before-close", alert_precedes_the_end, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc5246_7_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
