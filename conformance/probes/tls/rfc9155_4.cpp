// RFC 9155, Section 4: Server Key Exchange.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using peers::tls::Groups;

// Numbers of RFC 5246, Section 7.4.1.4.1: a pair is hash and key.
struct Hash {
    const char* name;
    std::uint8_t number;
};
constexpr std::array weak_hashes{Hash{"SHA-1", 2}, Hash{"MD5", 1}};
constexpr std::uint8_t sha_256 = 4;

// Suites whose key exchange is signed with such a key.
struct Family {
    const char* name;
    const char* prefix;
    std::uint8_t key;
};
constexpr std::array families{
    Family{"ECDHE_RSA", "TLS_ECDHE_RSA_WITH_", 1}, Family{"DHE_RSA", "TLS_DHE_RSA_WITH_", 1},
    Family{"DHE_DSS", "TLS_DHE_DSS_WITH_", 2}, Family{"ECDHE_ECDSA", "TLS_ECDHE_ECDSA_WITH_", 3}};

std::uint16_t pair_of(std::uint8_t hash, const Family& family)
{
    return static_cast<std::uint16_t>(hash << 8 | family.key);
}

// What a client says of signatures; that it should not is no excuse.
struct Listed {
    std::string name;
    Suites pairs;  // none: the extension is left out
};

std::vector<Listed> lists_for(const Family& family)
{
    std::vector<Listed> lists{{std::string{family.name} + " without a list", {}}};
    for (const auto& hash : weak_hashes) {
        const auto name = std::string{family.name} + " with " + hash.name;
        const auto weak = pair_of(hash.number, family);
        lists.push_back({name + " alone", {weak}});
        lists.push_back({name + " before SHA-256", {weak, pair_of(sha_256, family)}});
    }
    return lists;
}

Suites suites_of(const Family& family, const catalog::Registries& registries)
{
    auto suites = peers::tls::suites_usable_at(tls_1_2, registries);
    std::erase_if(suites, [&](std::uint16_t number) {
        return !peers::tls::drivable(number, registries) ||
               !registries.suite(number)->name.starts_with(family.prefix);
    });
    return suites;
}

struct Selected {
    std::uint16_t suite = 0;
    Groups groups = Groups::curves;  // of a client that the server selects it for
};

std::optional<Selected> select(Bench& bench, const Family& family)
{
    const auto suites = suites_of(family, bench.registries);
    for (const auto groups : {Groups::curves, Groups::finite_fields_too}) {
        Client client{bench};
        const auto answer = client.ask(peers::tls::listing(groups, client.hello(tls_1_2, suites)));
        if (answer.selected() && answer.version() == tls_1_2) {
            return Selected{answer.suite(), groups};
        }
    }
    return std::nullopt;
}

ClientHello listing(const Suites& pairs, ClientHello hello)
{
    if (pairs.empty()) {
        return without(std::move(hello), ExtensionType::signature_algorithms);
    }
    replace(hello, signature_algorithms(pairs));
    return hello;
}

class Signatures {
public:
    explicit Signatures(Bench& bench) : bench_{bench} {}

    void ask(const Selected& selected, const Listed& listed)
    {
        Engine engine{bench_};
        const auto hello = engine.client_hello(tls_1_2, {selected.suite});
        engine.send(listing(listed.pairs, peers::tls::listing(selected.groups, hello)));
        const bool is_greeted =
            engine.receive_until({HandshakeType::server_hello_done}).has_value();
        const auto& session = engine.session;
        const bool is_signed = session.version == tls_1_2 && session.server_signature;
        rests_on_absence_ = rests_on_absence_ || (!is_greeted && engine.answer.is_absence());
        frames_.insert(frames_.end(), engine.answer.frames.begin(), engine.answer.frames.end());
        details_.push_back(listed.name + ": " +
                           (is_signed
                                ? "signed with " + signature_scheme_name(session.server_scheme)
                                : reaction_of(engine.answer)));
        if (is_signed && has_broken_hash(session.server_scheme)) {
            weak_ += (weak_.empty() ? "" : "; ") + details_.back();
        }
    }

    [[nodiscard]] Finding finding(const std::string& expected) const
    {
        if (details_.empty()) {
            return nothing_to_judge(
                expected, "no suite of TLS 1.2 with a signed key exchange is selected", {});
        }
        auto finding = weak_.empty()
                           ? conformance::pass("no-weak-hash", expected, "none such", frames_)
                           : conformance::fail("weak-hash", expected, weak_, frames_);
        finding.details = details_;
        finding.rests_on_absence = weak_.empty() && rests_on_absence_;
        return finding;
    }

private:
    Bench& bench_;
    std::string weak_;
    std::vector<std::string> details_;
    std::vector<unsigned> frames_;
    bool rests_on_absence_ = false;
};

// No ServerKeyExchange of TLS 1.2 is signed with MD5 or SHA-1, whatever the client lists.
Finding weak_hash_does_not_sign(Bench& bench)
{
    Signatures signatures{bench};
    for (const auto& family : families) {
        const auto selected = select(bench, family);
        if (!selected) {
            continue;
        }
        for (const auto& listed : lists_for(family)) {
            signatures.ask(*selected, listed);
        }
    }
    return signatures.finding("signatures with other hashes, or refusals");
}

const std::array table{
    Probe{"rfc9155/4/no-md5-or-sha-1", weak_hash_does_not_sign, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc9155_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
