// RFC 5246, Section 7.4.1: Hello Messages.

#include <algorithm>
#include <array>
#include <set>

#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"
#include "wire/tls/narrate.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// The ServerHello selects a cipher suite that the ClientHello offered.
Finding selected_suite_was_offered(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto everything = peers::tls::suites_usable_at(known.version, bench.registries);
    const auto own = suites_at(known.version, bench.edition, bench.registries);
    const auto expected = "a suite that was offered";
    Answer selection;
    // The last list lacks what the gateway would rather select.
    for (const auto& suites :
         {Suites{known.suite}, own, everything, peers::tls::without(everything, own)}) {
        if (suites.empty()) {
            continue;
        }
        const auto answer = Client{bench}.ask(known.version, suites);
        if (!answer.selected()) {
            continue;
        }
        if (!peers::tls::contains(suites, answer.suite())) {
            return fail(bench, answer, "selected-not-offered", expected);
        }
        if (!selection.selected()) {
            selection = answer;
        }
    }
    if (!selection.selected()) {
        throw Unmet{"no ServerHello came for any list of suites"};
    }
    return pass(bench, selection, expected);
}

// The ServerHello selects the null compression method when the ClientHello lists no other.
Finding null_compression_is_selected(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto expected = "compression method 0";
    Client client{bench};
    auto answer = client.ask(known.version, {known.suite});
    if (!answer.selected()) {
        return fail(bench, answer, expected);
    }
    if (answer.hello.compression_method != 0) {
        return fail(bench, answer, "compression-selected", expected);
    }
    auto finding = pass(bench, answer, expected);
    finding.observed = "compression method 0";
    return finding;
}

// What a server may send without being asked: renegotiation_info after the signalling suite (RFC
// 5746, Section 3.6), a cookie in a HelloRetryRequest (RFC 8446, Section 4.2).
bool may_come_unasked(const Extension& one, const ClientHello& asked, const ServerHello& answer)
{
    constexpr std::uint16_t cookie = 44;
    if (one.is(ExtensionType::renegotiation_info)) {
        return peers::tls::contains(asked.suites, empty_renegotiation_info_scsv);
    }
    return one.type == cookie && answer.is_hello_retry_request();
}

struct Oddity {
    const char* code;
    std::string text;
};

std::optional<Oddity> oddity_in(const ClientHello& asked, const ServerHello& answer)
{
    std::set<std::uint16_t> requested, seen;
    for (const auto& one : asked.extensions.list) {
        requested.insert(one.type);
    }
    for (const auto& one : answer.extensions.list) {
        if (!seen.insert(one.type).second) {
            return Oddity{"duplicate-extension", extension_name(one.type) + " twice"};
        }
        if (!requested.contains(one.type) && !may_come_unasked(one, asked, answer)) {
            return Oddity{"unrequested-extension",
                          extension_name(one.type) + ", which was not asked for"};
        }
    }
    return std::nullopt;
}

// A hello that asks for little: the signalling suite in place of renegotiation_info, and no
// extension that can be done without.
ClientHello frugal(ClientHello hello)
{
    std::erase_if(hello.extensions.list, [](const Extension& one) {
        return one.is(ExtensionType::renegotiation_info) ||
               one.is(ExtensionType::extended_master_secret) ||
               one.is(ExtensionType::ec_point_formats);
    });
    hello.suites.push_back(empty_renegotiation_info_scsv);
    return hello;
}

// The ServerHello holds no extension the client did not ask for, and none twice; renegotiation_info
// may also answer the signalling suite.
Finding extensions_were_requested(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto expected = "only extensions that were asked for, each once";
    Client client{bench};
    auto usual = client.hello(known.version, {known.suite});
    auto sparse = client.hello(known.version, {known.suite});
    if (known.version < tls_1_3) {
        sparse = frugal(std::move(sparse));
    }
    Answer first;
    for (const auto& hello : {usual, sparse}) {
        const auto answer = client.ask(hello);
        if (!answer.selected()) {
            continue;
        }
        if (const auto oddity = oddity_in(hello, answer.hello)) {
            auto finding = fail(bench, answer, oddity->code, expected);
            finding.observed += ", with " + oddity->text;
            return finding;
        }
        if (!first.selected()) {
            first = answer;
        }
    }
    if (!first.selected()) {
        throw Unmet{"no ServerHello came for the hello that was accepted at the start of this run"};
    }
    return pass(bench, first, expected);
}

const std::array table{
    Probe{"rfc5246/7.4.1.3/suite-was-offered", selected_suite_was_offered, &tls_hello_is_accepted},
    Probe{"rfc5246/7.4.1.3/null-compression", null_compression_is_selected, &tls_hello_is_accepted},
    Probe{"rfc5246/7.4.1.4/extensions-were-requested", extensions_were_requested,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc5246_7_4_1_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
