// For tests: a network in memory, and a server behind it that answers hellos, ordinarily or not.
#pragma once

#include <deque>
#include <functional>
#include <map>

#include "catalog/requirement.h"
#include "core/bench.h"
#include "crypto/seeded_random.h"
#include "peers/tls/offer.h"
#include "wire/tls/assembler.h"

namespace conformance::peers::tls::pretend {

inline Received heard(Octets octets)
{
    Received received;
    received.kind = Received::Kind::octets;
    received.octets = std::move(octets);
    return received;
}

inline Received ended(Received::Kind kind)
{
    Received received;
    received.kind = kind;
    return received;
}

// What follows one segment of the client; when it is used up, silence.
using Script = std::deque<Received>;
using Respond = std::function<Script(View)>;

struct Memory : Network {
    Respond respond;
    std::function<std::optional<Received>()> endless;  // asked when the script is used up
    Received::Kind opening = Received::Kind::octets;
    Instant clock{};
    unsigned connections = 0, frames = 0;

    std::unique_ptr<Link> open(Transport, const Endpoint& remote, Duration) override;
    void pause(Duration duration) override { clock += duration; }
    [[nodiscard]] Instant now() const override { return clock; }
};

class MemoryLink : public Link {
public:
    MemoryLink(Memory& network, Endpoint remote) : network_{network}, remote_{std::move(remote)} {}

    [[nodiscard]] Received::Kind opened() const override { return network_.opening; }
    [[nodiscard]] Endpoint local() const override { return {"127.0.0.1", 40'000}; }
    [[nodiscard]] Endpoint remote() const override { return remote_; }
    unsigned send(View octets) override
    {
        for (auto& one : network_.respond(octets)) {
            script_.push_back(std::move(one));
        }
        return ++network_.frames;
    }
    [[nodiscard]] Received receive(Duration patience) override
    {
        Received received;
        if (!script_.empty()) {
            received = std::move(script_.front());
            script_.pop_front();
            network_.clock += Duration{100};
        } else if (auto more = network_.endless ? network_.endless() : std::nullopt) {
            received = std::move(*more);
        } else {
            network_.clock += patience;
        }
        received.at = network_.clock;
        received.frame = received.kind == Received::Kind::silence ? 0 : ++network_.frames;
        return received;
    }

private:
    Memory& network_;
    Endpoint remote_;
    Script script_;
};

inline std::unique_ptr<Link> Memory::open(Transport, const Endpoint& remote, Duration)
{
    ++connections;
    return std::make_unique<MemoryLink>(*this, remote);
}

// A TLS server as far as its first flight. It prefers by its own order.
struct Server {
    std::map<std::uint16_t, Suites> suites;  // by version
    std::vector<Octets> certificates = {};
    std::map<std::uint16_t, std::vector<Octets>> certificates_for = {};  // a suite's own
    std::size_t longest_list = 10'000;  // hellos with more suites are refused
    std::function<void(wire::tls::ServerHello&, const wire::tls::ClientHello&)> deviate =
        [](auto&, auto&) {};
    Script refusal = {heard({21, 3, 3, 0, 2, 2, 40}), ended(Received::Kind::closed)};
    Script wrong_version = {heard({21, 3, 3, 0, 2, 2, 70}), ended(Received::Kind::closed)};

    Script operator()(View octets);

private:
    Script select(const wire::tls::ClientHello& hello, std::uint16_t version);
    Script flight(const wire::tls::ClientHello& hello, std::uint16_t version, std::uint16_t suite);
};

inline std::uint16_t version_of(const wire::tls::ClientHello& hello)
{
    using namespace wire::tls;
    const auto* versions = hello.extensions.find(ExtensionType::supported_versions);
    if (versions == nullptr) {
        return hello.version;
    }
    std::uint16_t highest = 0;
    for (const auto one : numbers_in(*versions, true)) {
        highest = one <= tls_1_3 ? std::max(highest, one) : highest;
    }
    return highest;
}

inline Script Server::operator()(View octets)
{
    using namespace wire::tls;
    Assembler assembler;
    assembler.feed(octets);
    const auto piece = assembler.next();
    const auto* message = piece ? std::get_if<Handshake>(&piece->content) : nullptr;
    const auto* hello = message != nullptr ? std::get_if<ClientHello>(&message->body) : nullptr;
    if (hello == nullptr) {
        return {ended(Received::Kind::closed)};
    }
    // A server of TLS 1.2 answers a hello of any higher version by 1.2, and one of a version it
    // lacks by protocol_version.
    return select(*hello, version_of(*hello));
}

inline Script Server::select(const wire::tls::ClientHello& hello, std::uint16_t version)
{
    const auto own = suites.find(version);
    if (own == suites.end()) {
        return wrong_version;
    }
    if (hello.suites.size() > longest_list) {
        return refusal;
    }
    for (const auto suite : own->second) {
        if (contains(hello.suites, suite)) {
            return flight(hello, version, suite);
        }
    }
    return refusal;
}

inline Script Server::flight(const wire::tls::ClientHello& hello, std::uint16_t version,
                             std::uint16_t suite)
{
    using namespace wire::tls;
    ServerHello answer;
    answer.version = std::min(version, tls_1_2);
    answer.random = Octets(32, 7);
    answer.suite = suite;
    if (version >= tls_1_3) {
        answer.extensions.add({43, {3, 4}, {}});
    }
    if (hello.extensions.find(ExtensionType::renegotiation_info) ||
        contains(hello.suites, empty_renegotiation_info_scsv)) {
        answer.extensions.add({65'281, {0}, {}});
    }
    if (version < tls_1_3 && hello.extensions.find(ExtensionType::extended_master_secret)) {
        answer.extensions.add({23, {}, {}});
    }
    deviate(answer, hello);
    auto content = encode(handshake(answer));
    if (version < tls_1_3) {
        const auto own = certificates_for.find(suite);
        append(content, encode(handshake(Certificate{
                            own == certificates_for.end() ? certificates : own->second, {}})));
        append(content, encode(handshake(ServerKeyExchange{{3, 0, 29, 1, 9}})));
        append(content, encode(handshake(ServerHelloDone{})));
    }
    Octets octets;
    for (const auto& record : records(ContentType::handshake, answer.version, content)) {
        append(octets, encode(record));
    }
    return {heard(octets)};
}

inline const catalog::Registries& registered()
{
    static const auto registries =
        catalog::read_registries(std::string{SALLYPORT_SOURCE} + "/vectors");
    return registries;
}

// Everything a Bench points to, with the data of vectors/.
struct World {
    Target target;
    const catalog::Registries& registries = registered();
    catalog::Edition edition;
    Learned learned;
    Memory network;
    std::unique_ptr<Random> random = crypto::seeded_random(Octets(32, 1), "pretend server");
    Notebook notebook;
    std::string today = "2026-12-01T00:00:00Z";

    explicit World(const std::string& policy = "azure-2024-08")
        : edition{catalog::read_edition(policy, std::string{SALLYPORT_SOURCE} + "/vectors/policies",
                                        registries)}
    {
        target.host = target.address = "127.0.0.1";
        target.server_name = "gw.example.test";
        target.tunnel_types = {"SSTP"};
    }
    [[nodiscard]] Bench bench(const std::string& instance = "")
    {
        using namespace std::chrono_literals;
        return {.target = target,
                .edition = edition,
                .registries = registries,
                .learned = learned,
                .network = network,
                .random = *random,
                .notebook = notebook,
                .patience = {.tries = {300ms, 700ms}, .quiet = 300ms, .connect = 500ms},
                .instance = instance,
                .today = today};
    }
};

}  // namespace conformance::peers::tls::pretend
