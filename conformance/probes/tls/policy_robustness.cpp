// What every listener on the Internet hears: hellos of any size, garbage, clients that go away.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t padding_type = 21;  // RFC 7685
constexpr std::uint16_t unassigned_type = 0xeeee;

// Filled up with unknown extensions of up to 4 KiB each.
ClientHello of_size(ClientHello hello, std::size_t octets, Random& random)
{
    constexpr std::size_t largest = 4'096;
    for (std::uint16_t type = unassigned_type; octets > largest; octets -= largest) {
        hello.extensions.add({type--, random.octets(largest - 4), {}});
    }
    hello.extensions.add({padding_type, Octets(octets), {}});
    return hello;
}

// ClientHellos from 200 octets to 16 KiB, with many suites and extensions, are survived and
// answered sanely.
Finding large_hellos_are_survived(Bench& bench)
{
    const auto expected = "an answer to each, and the gateway lives on";
    const auto known = known_hello(bench);
    auto suites = peers::tls::suites_usable_at(known.version, bench.registries);
    Client client{bench};
    Finding finding = conformance::pass("survived", expected, "", {});
    for (const std::size_t octets : {200U, 1'000U, 4'000U, 16'000U}) {
        auto hello = of_size(client.hello(known.version, suites), octets, bench.random);
        const auto answer = client.ask(hello);
        const auto text = std::to_string(octets) + " octets more: " + answer.text(bench.registries);
        finding.details.push_back(text);
        finding.observed += (finding.observed.empty() ? "" : "; ") + text;
        finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
        finding.rests_on_absence = finding.rests_on_absence || answer.is_absence();
    }
    return finding;
}

Octets record_of(std::uint8_t type, const Octets& fragment)
{
    Record record;
    record.type = type;
    record.fragment = fragment;
    return encode(record);
}

// Neither the type of a record nor, with its highest bit, the length of an SSL 2.0 hello, nor a letter: whatever else the seed
// draws, servers take it for one thing.
Octets of_no_protocol(Random& random)
{
    constexpr std::uint8_t delete_character = 0x7f;
    auto octets = random.octets(64);
    octets.front() = delete_character;
    return octets;
}

// Garbage before the ClientHello and a disconnect in mid-handshake are survived.
Finding garbage_is_survived(Bench& bench)
{
    const auto expected = "a refusal, or none, and the gateway lives on";
    const auto known = known_hello(bench);
    Client client{bench};
    const auto hello = peers::tls::octets_of(client.hello(known.version, {known.suite}), tls_1_0);
    const auto request = view("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n");
    const std::vector<std::pair<const char*, Octets>> garbage{
        {"random octets", of_no_protocol(bench.random)},
        {"an HTTP request", Octets{request.begin(), request.end()}},
        {"an alert", record_of(21, {2, 40})},
        {"application data", record_of(23, bench.random.octets(32))},
        {"a change_cipher_spec", record_of(20, {1})},
        {"an unknown record type", record_of(99, bench.random.octets(16))},
        {"half a ClientHello", Octets{hello.begin(), hello.begin() + 60}},
        {"a ClientHello, and nothing more", hello}};
    Finding finding = conformance::pass("survived", expected, "", {});
    for (const auto& [name, octets] : garbage) {
        const auto answer = client.ask_octets(octets, bench.patience.quiet);
        // Not among the details, which runs are compared by: the manner of a refusal may hang on the octets.
        finding.observed += (finding.observed.empty() ? "" : "; ") + std::string{name} + ": " +
                            answer.text(bench.registries);
        finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
    }
    finding.rests_on_absence = true;
    return finding;
}

const std::array table{
    Probe{"p2s/tls/large-client-hello", large_hellos_are_survived, &tls_hello_is_accepted},
    Probe{"p2s/tls/garbage-survived", garbage_is_survived, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> policy_robustness_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
