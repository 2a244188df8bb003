// RFC 7301, Section 3: Application-Layer Protocol Negotiation.

#include <algorithm>
#include <array>
#include <functional>

#include "probes/tls/every_version.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto alpn_type = ExtensionType::application_layer_protocol_negotiation;
constexpr auto expected = "a protocol that was listed; where none fits, the alert no_application_protocol";
constexpr auto source = "RFC 7301, Section 3.2";

using Names = std::vector<std::string>;

// How a client that lists protocols was taken.
struct Taken {
    Answer answer;
    bool goes_on = false;
    std::optional<Extension> selected;
};
using Asking = std::function<Taken(const Names&)>;

std::optional<Extension> protocol_in(const Extensions& extensions)
{
    const auto* found = extensions.find(alpn_type);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

bool was_listed(const Extension& selected, const Names& names)
{
    return std::ranges::any_of(
        names, [&](const auto& name) { return selected.data == application_protocols({name}).data; });
}

Finding found(const Bench& bench, Verdict verdict, const Taken& taken, std::string code,
              const std::string& more = {})
{
    if (proves_nothing(taken.answer)) {
        return inconclusive(bench, taken.answer, expected);
    }
    auto finding = pass(bench, taken.answer, expected);
    finding.verdict = verdict;
    finding.code = std::move(code);
    finding.observed += more;
    finding.rests_on_absence = !taken.goes_on && taken.answer.is_absence();
    return finding;
}

// Of a server that selected a protocol before: it knows the extension, and has no protocol of these.
Finding judge_refusal(const Bench& bench, const Taken& taken)
{
    const auto& answer = taken.answer;
    constexpr auto although = ", although it selected one of http/1.1 and h2";
    if (taken.goes_on) {
        return found(bench, Verdict::fail, taken, "goes-on-without",
                     std::string{", without ALPN"} + although);
    }
    const auto code = reaction_of(answer);
    if (answer.end != Answer::End::alert) {
        return unmet_should(found(bench, Verdict::pass, taken, code, although), "no-alert",
                            "where no protocol fits it goes away without an alert", source);
    }
    const auto due = static_cast<std::uint8_t>(AlertDescription::no_application_protocol);
    return answer.alert.description == due
               ? found(bench, Verdict::pass, taken, code, although)
               : found(bench, Verdict::fail, taken, "another-alert", although);
}

Finding judge(const Bench& bench, const Asking& ask)
{
    const Names usual{"http/1.1", "h2"};
    const Names unknown{"sallyport-unknown"};
    const auto first = ask(usual);
    if (proves_nothing(first.answer) || (first.selected && !was_listed(*first.selected, usual))) {
        return found(bench, Verdict::fail, first, "protocol-not-listed");
    }
    const auto second = ask(unknown);
    if (second.selected && !was_listed(*second.selected, unknown)) {
        return found(bench, Verdict::fail, second, "protocol-not-listed");
    }
    if (first.selected && !second.selected) {
        return judge_refusal(bench, second);
    }
    return found(bench, Verdict::pass, second,
                 second.goes_on ? second.answer.code() : reaction_of(second.answer),
                 ", for a protocol that nobody knows");
}

Finding up_to_tls_1_2(Bench& bench)
{
    const auto offer = selected_offer(bench, [](const auto&) { return true; });
    if (!offer) {
        return nothing_to_judge(expected, "no suite is selected", {});
    }
    return judge(bench, [&](const Names& names) {
        Client client{bench};
        auto hello = client.hello(offer->version, {offer->suite});
        hello.extensions.add(application_protocols(names));
        const auto answer = client.ask(hello);
        return Taken{answer, answer.selected(), protocol_in(answer.hello.extensions)};
    });
}

Finding in_tls_1_3(Bench& bench)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        return judge(bench, [&](const Names& names) {
            Engine engine{bench};
            auto hello = engine.client_hello(tls_1_3, suites);
            hello.extensions.add(application_protocols(names));
            const bool goes_on = peers::tls::exchange_hellos(engine, hello) &&
                                 engine.receive_until({HandshakeType::finished});
            return Taken{engine.answer, goes_on, protocol_in(engine.session.encrypted_extensions)};
        });
    });
}

// A protocol that ALPN selects was listed by the client; where none fits, a supporter answers
// no_application_protocol.
Finding selected_protocol_was_listed(Bench& bench)
{
    auto finding = in_every_version(bench, up_to_tls_1_2, in_tls_1_3);
    if (is_nothing_to_judge(finding)) {
        throw Unmet{finding.observed};
    }
    return finding;
}

const std::array table{
    Probe{"rfc7301/3.2/protocol-was-listed", selected_protocol_was_listed, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7301_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
