// The hellos: what to offer, what to go on with, what the server selected.
#include <algorithm>

#include "crypto/digest.h"
#include "crypto/tls_key_exchange.h"
#include "peers/tls/engine.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;

const std::vector<std::uint16_t> computable_groups{29, 23, 24, 25, 26, 27, 28, 22, 21, 19};
const std::vector<std::uint16_t> computable_groups_1_3{29, 23, 24, 25, 256, 257, 258, 259, 260};

void replace(Extensions& extensions, const Extension& one)
{
    for (auto& known : extensions.list) {
        if (known.type == one.type) {
            known = one;
        }
    }
}

void remove(Extensions& extensions, ExtensionType type)
{
    std::erase_if(extensions.list, [&](const Extension& one) { return one.is(type); });
}

// Without its identities' binders, of which there is one: RFC 8446, Section 4.2.11.2.
Octets without_binder(const ClientHello& hello, std::size_t binder_octets)
{
    auto octets = encode(handshake(hello));
    octets.resize(octets.size() - binder_octets - 3);
    return octets;
}

std::vector<KeyShareEntry> entries_of(
    const std::map<std::uint16_t, std::unique_ptr<crypto::KeyExchange>>& shares,
    std::initializer_list<std::uint16_t> groups)
{
    std::vector<KeyShareEntry> entries;
    for (const auto group : groups) {
        entries.push_back({group, shares.at(group)->public_value()});
    }
    return entries;
}

}  // namespace

ClientHello Engine::client_hello(std::uint16_t version, Suites suites)
{
    session.version = version;
    const bool latest = version >= tls_1_3;
    Extension shares;
    if (latest) {
        for (const auto group : {x25519, secp256r1}) {
            session.shares[group] = crypto::tls_key_exchange(group, bench_.random);
        }
        shares = key_share(entries_of(session.shares, {x25519, secp256r1}));
    }
    auto hello = Client{bench_}.hello(version, std::move(suites), shares);
    replace(hello.extensions, supported_groups(latest ? computable_groups_1_3 : computable_groups));
    return hello;
}

ClientHello Engine::asking_for_ticket(ClientHello hello) const
{
    hello.extensions.add(session.version >= tls_1_3 ? psk_with_dhe() : session_ticket({}));
    return hello;
}

ClientHello Engine::resuming(ClientHello hello, const Resumption& earlier)
{
    session.offered = earlier;
    if (earlier.version < tls_1_3) {
        // RFC 5077, Section 3.4: the server repeats the session id when it takes the ticket.
        hello.session_id = earlier.ticket.empty() ? earlier.session_id : bench_.random.octets(32);
        if (!earlier.ticket.empty()) {
            hello.extensions.add(session_ticket(earlier.ticket));
        }
        return hello;
    }
    const auto suite = drivable(earlier.suite, bench_.registries);
    if (!suite) {
        return hello;
    }
    const auto size = crypto::digest_octets(suite->cipher.hash);
    hello.extensions.add(psk_with_dhe());
    hello.extensions.add(pre_shared_key(earlier.ticket, earlier.age_add, Octets(size)));
    hello.extensions.list.back() =
        pre_shared_key(earlier.ticket, earlier.age_add, binder(hello, earlier));
    return hello;
}

Octets Engine::binder(const ClientHello& hello, const Resumption& earlier) const
{
    const auto suite = drivable(earlier.suite, bench_.registries).value_or(Suite{});
    const crypto::TlsSchedule schedule{suite.cipher.hash};
    const auto key = schedule.derived(schedule.early_secret(earlier.secret), "res binder", {});
    auto covered = session.transcript;
    append(covered, without_binder(hello, crypto::digest_octets(schedule.hash())));
    return schedule.verify_data(key, covered);
}

ClientHello Engine::second_hello()
{
    auto hello = session.client_hello;
    const auto& retry = session.server_hello.extensions;
    if (const auto* wanted = retry.find(ExtensionType::key_share)) {
        const auto group = first_number(*wanted).value_or(0);
        if (crypto::supports_tls_group(group)) {
            session.shares[group] = crypto::tls_key_exchange(group, bench_.random);
            replace(hello.extensions, key_share(entries_of(session.shares, {group})));
        }
    }
    if (const auto* cookie = retry.find(ExtensionType::cookie)) {
        hello.extensions.add(*cookie);
    }
    if (session.offered && session.offered->version >= tls_1_3) {
        remove(hello.extensions, ExtensionType::psk_key_exchange_modes);
        remove(hello.extensions, ExtensionType::pre_shared_key);
        hello = resuming(std::move(hello), Resumption{*session.offered});
    }
    return hello;
}

void Engine::take_server_hello(View body)
{
    std::vector<std::string> complaints;
    const auto message =
        decode_handshake(static_cast<std::uint8_t>(HandshakeType::server_hello), body, complaints);
    std::ranges::move(complaints, std::back_inserter(answer.complaints));
    const auto* hello = std::get_if<ServerHello>(&message.body);
    if (hello == nullptr) {
        return;
    }
    answer.has_hello = true;
    answer.hello = session.server_hello = *hello;
    session.version = hello->selected_version();
    session.suite = drivable(hello->suite, bench_.registries).value_or(Suite{});
    session.suite.number = hello->suite;
    records.version = std::min(session.version, tls_1_2);
    if (hello->is_hello_retry_request()) {
        session.retry = *hello;
        restart_transcript();
        return;
    }
    const auto has = [&](ExtensionType type) { return hello->extensions.find(type) != nullptr; };
    session.extended_master_secret = has(ExtensionType::extended_master_secret);
    session.encrypt_then_mac = has(ExtensionType::encrypt_then_mac) &&
                               session.suite.cipher.mode == crypto::TlsCipher::Mode::cbc;
    if (!session.offered) {
        return;
    }
    session.resumed =
        session.version >= tls_1_3
            ? has(ExtensionType::pre_shared_key)
            : !hello->session_id.empty() && hello->session_id == session.client_hello.session_id;
    if (session.resumed && session.version < tls_1_3) {
        session.master = session.offered->secret;
        keep_secret("CLIENT_RANDOM", session.master);
    }
}

void Engine::take_encrypted_extensions(View body)
{
    if (auto message = read<EncryptedExtensions>(body, session.dialect())) {
        session.encrypted_extensions = std::move(message->extensions);
    }
}

}  // namespace conformance::peers::tls
