// RFC 8446, Section 4.2.11: Pre-Shared Key Extension.

#include <algorithm>
#include <array>

#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3_tickets.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
// A pre_shared_key extension that is not the last fails the handshake with illegal_parameter.
Finding misplaced_pre_shared_key_is_refused(Bench& bench)
{
    const std::string expected = "a hello whose pre_shared_key is not the last is refused";
    return where_tls_1_3_resumes(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::illegal_parameter),
                          "RFC 8446, Section 4.2.11"};
        auto hello = Client{bench}.hello(tls_1_3, suites);
        hello.extensions.add(pre_shared_key(bench.random.octets(48), 0, bench.random.octets(32)));
        hello.extensions.add(psk_with_dhe());
        refusals.ask("psk_key_exchange_modes behind it", hello);
        return refusals.finding(expected);
    });
}

std::size_t binder_octets(const ClientHello& hello)
{
    // One identity, whose binder comes last, behind its length.
    const auto& data = hello.extensions.list.back().data;
    const auto identities = static_cast<std::size_t>(data[0] << 8 | data[1]);
    return data.size() - identities - 5;
}

void leave_binders_out(ClientHello& hello)
{
    auto& data = hello.extensions.list.back().data;
    data.resize(data.size() - binder_octets(hello) - 3);
}

struct Flaw {
    const char* name;
    // Of a hello whose one binder is right.
    void (*alter)(Engine& engine, ClientHello& hello, const Resumption& earlier, Bench& bench);
    bool is_of_the_first = true;  // a right binder for that identity resumes the session
};

void change_binder(Engine&, ClientHello& hello, const Resumption&, Bench&)
{
    hello.extensions.list.back().data.back() ^= 1;
}

void end_behind_identities(Engine&, ClientHello& hello, const Resumption&, Bench&)
{
    leave_binders_out(hello);
}

void list_no_binder(Engine&, ClientHello& hello, const Resumption&, Bench&)
{
    leave_binders_out(hello);
    append(hello.extensions.list.back().data, Octets{0, 0});
}

void empty_binder(Engine&, ClientHello& hello, const Resumption&, Bench&)
{
    leave_binders_out(hello);
    append(hello.extensions.list.back().data, Octets{0, 1, 0});
}

// The ticket stands second, its binder alone.
void bind_another_identity(Engine& engine, ClientHello& hello, const Resumption& earlier,
                           Bench& bench)
{
    constexpr std::size_t length = 2;
    auto& data = hello.extensions.list.back().data;
    const auto another =
        pre_shared_key(bench.random.octets(earlier.ticket.size()), earlier.age_add, {}).data;
    const auto size = length + earlier.ticket.size() + 4;
    data.insert(data.begin() + length, another.begin() + length,
                another.begin() + static_cast<std::ptrdiff_t>(length + size));
    data[0] = static_cast<std::uint8_t>(2 * size >> 8);
    data[1] = static_cast<std::uint8_t>(2 * size);
    const auto binder = engine.binder(hello, earlier);
    std::ranges::copy(binder, data.end() - static_cast<std::ptrdiff_t>(binder.size()));
}

const std::array flaws{
    Flaw{"one bit of the binder changed", change_binder},
    Flaw{"no list of binders", end_behind_identities},
    Flaw{"an empty list of binders", list_no_binder},
    Flaw{"a binder of no octets", empty_binder},
    Flaw{"an unknown identity before the ticket, and one binder", bind_another_identity, false},
};

// Up to the ServerHello, a second time where the server asks for another key share.
void offer(Bench& bench, Engine& engine, const Resumption& earlier, const Flaw& flaw)
{
    auto hello = engine.resuming(engine.client_hello(tls_1_3, {earlier.suite}), earlier);
    flaw.alter(engine, hello, earlier, bench);
    engine.send(hello);
    if (engine.receive_until({HandshakeType::server_hello}) &&
        engine.session.server_hello.is_hello_retry_request()) {
        auto second = engine.second_hello();
        flaw.alter(engine, second, earlier, bench);
        engine.send(second);
        (void)engine.receive_until({HandshakeType::server_hello});
    }
}

// How offers with a flaw were taken.
class Offers {
public:
    explicit Offers(Bench& bench) : bench_{bench} {}

    void judge(const Flaw& flaw, const Engine& engine)
    {
        const auto& answer = engine.answer;
        const bool goes_on = answer.selected() && !engine.session.resumed;
        frames_.insert(frames_.end(), answer.frames.begin(), answer.frames.end());
        details_.push_back(std::string{flaw.name} + ": " +
                           (engine.session.resumed ? "the session is resumed"
                            : goes_on              ? "a full handshake is begun"
                                                   : answer.text(bench_.registries)));
        if (engine.session.resumed) {
            add(resumed_, flaw);
        } else if (goes_on && flaw.is_of_the_first) {
            add(full_, flaw);
        } else if (!goes_on && !has_ended(answer)) {
            add(unclear_, flaw);
        }
        rests_on_absence_ = rests_on_absence_ || (!goes_on && answer.is_absence());
    }

    [[nodiscard]] Finding finding(const std::string& expected) const
    {
        Finding finding;
        if (!resumed_.empty()) {
            finding = conformance::fail("accepted", expected,
                                        "the session is resumed with " + resumed_, frames_);
        } else if (!unclear_.empty()) {
            finding = conformance::inconclusive(
                "unclear", expected, "neither resumed nor refused: " + unclear_, frames_);
        } else {
            finding =
                conformance::pass(full_.empty() ? "refused" : "full-handshake", expected,
                                  std::to_string(details_.size()) + " offers, none resumed", frames_);
        }
        if (!full_.empty()) {
            finding.advisories.push_back(
                {"full-handshake",
                 "a session that a right binder resumes is not resumed, but the handshake is not "
                 "aborted either, with " +
                     full_,
                 "RFC 8446, Section 4.2.11", true});
        }
        finding.details = details_;
        finding.rests_on_absence = rests_on_absence_;
        return finding;
    }

private:
    static bool has_ended(const Answer& answer)
    {
        return answer.end == Answer::End::alert || answer.end == Answer::End::closed ||
               answer.end == Answer::End::reset;
    }
    static void add(std::string& list, const Flaw& flaw)
    {
        list += (list.empty() ? "" : ", ") + std::string{flaw.name};
    }

    Bench& bench_;
    std::string resumed_, full_, unclear_;
    std::vector<std::string> details_;
    std::vector<unsigned> frames_;
    bool rests_on_absence_ = false;
};

// A pre-shared key whose binder is missing or wrong is not used: the handshake is aborted.
Finding wrong_binder_is_refused(Bench& bench)
{
    const std::string expected = "no resumption without the binder of the session";
    return where_tls_1_3_resumes(bench, expected, [&](const Suites& suites) {
        Offers offers{bench};
        for (const auto& flaw : flaws) {
            const auto another = ticket_of_tls_1_3(bench, suites);
            if (!another) {
                throw Unmet{"no further ticket comes"};
            }
            Engine engine{bench};
            offer(bench, engine, *another, flaw);
            offers.judge(flaw, engine);
        }
        return offers.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.2.11/pre-shared-key-last", misplaced_pre_shared_key_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.2.11/wrong-binder-refused", wrong_binder_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_11_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
