// RFC 7301, Section 3: Application-Layer Protocol Negotiation.

#include <algorithm>
#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto alpn_type = ExtensionType::application_layer_protocol_negotiation;

Answer ask_for(Bench& bench, const Offer& offer, const std::vector<std::string>& names)
{
    Client client{bench};
    auto hello = client.hello(offer.version, {offer.suite});
    hello.extensions.add(application_protocols(names));
    return client.ask(hello);
}

// A protocol that ALPN selects was listed by the client; where none fits, a supporter answers
// no_application_protocol.
Finding selected_protocol_was_listed(Bench& bench)
{
    const auto expected = "a protocol that was listed, or none";
    const auto offer = known_hello_up_to_1_2(bench);
    const std::vector<std::string> usual{"http/1.1", "h2"};
    const std::vector<std::string> unknown{"sallyport-unknown"};

    const auto first = ask_for(bench, offer, usual);
    if (proves_nothing(first)) {
        return inconclusive(bench, first, expected);
    }
    const auto* selected = first.selected() ? first.hello.extensions.find(alpn_type) : nullptr;
    const auto fits = [&](const Extension& one, const std::vector<std::string>& names) {
        return std::ranges::any_of(
            names, [&](const auto& name) { return one.data == application_protocols({name}).data; });
    };
    if (selected != nullptr && !fits(*selected, usual)) {
        return fail(bench, first, "protocol-not-listed", expected);
    }
    const auto second = ask_for(bench, offer, unknown);
    if (!second.selected()) {
        auto finding = pass(bench, second, expected);
        finding.observed += selected == nullptr ? ", for a protocol that nobody knows"
                                                : "; of http/1.1 and h2 one is selected";
        return finding;
    }
    const auto* again = second.hello.extensions.find(alpn_type);
    if (again != nullptr && !fits(*again, unknown)) {
        return fail(bench, second, "protocol-not-listed", expected);
    }
    if (selected != nullptr && again == nullptr) {
        auto finding = pass(bench, second, expected);
        finding.observed += ", without ALPN, although it selected one of http/1.1 and h2";
        finding.advisories.push_back({"no-overlap-accepted",
                                      "where no protocol fits the handshake goes on without one",
                                      "RFC 7301, Section 3.2"});
        return finding;
    }
    return pass(bench, second, expected);
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
