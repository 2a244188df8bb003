// RFC 9155, Section 4: Server Key Exchange.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// Numbers of RFC 5246, Section 7.4.1.4.1: a pair is hash and key.
struct Hash {
    const char* name;
    std::uint8_t number;
};
constexpr std::array weak_hashes{Hash{"SHA-1", 2}, Hash{"MD5", 1}};
constexpr std::uint8_t sha_256 = 4;

struct Key {
    const char* name;
    const char* mark;  // in the names of its suites
    std::uint8_t number;
};
constexpr std::array keys{Key{"RSA", "_RSA_", 1}, Key{"DSA", "_DSS_", 2},
                          Key{"ECDSA", "_ECDSA_", 3}};

std::uint16_t pair_of(std::uint8_t hash, const Key& key)
{
    return static_cast<std::uint16_t>(hash << 8 | key.number);
}

// What a client says of signatures; that it should not is no excuse.
struct Listed {
    std::string name;
    Suites pairs;  // none: the extension is left out
};

std::vector<Listed> lists_for(const Key& key)
{
    std::vector<Listed> lists{{std::string{key.name} + " without a list", {}}};
    for (const auto& hash : weak_hashes) {
        const auto name = std::string{key.name} + " with " + hash.name;
        const auto weak = pair_of(hash.number, key);
        lists.push_back({name + " alone", {weak}});
        lists.push_back({name + " before SHA-256", {weak, pair_of(sha_256, key)}});
    }
    return lists;
}

std::optional<Offer> offer_for(Bench& bench, const Key& key)
{
    const auto offer = selected_offer(bench, [&](const peers::tls::Suite& suite) {
        const auto* known = bench.registries.suite(suite.number);
        return is_signed_exchange(suite) && known != nullptr && known->name.contains(key.mark);
    });
    return offer && offer->version == tls_1_2 ? offer : std::nullopt;
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

    void ask(const Offer& offer, const Listed& listed)
    {
        Engine engine{bench_};
        engine.send(listing(listed.pairs, engine.client_hello(tls_1_2, {offer.suite})));
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
    for (const auto& key : keys) {
        const auto offer = offer_for(bench, key);
        if (!offer) {
            continue;
        }
        for (const auto& listed : lists_for(key)) {
            signatures.ask(*offer, listed);
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
