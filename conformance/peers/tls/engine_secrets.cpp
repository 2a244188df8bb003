// When secrets come about, and the keys that protect records.
#include <algorithm>

#include "crypto/digest.h"
#include "peers/tls/engine.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;
using Direction = crypto::TlsLayer::Direction;

crypto::TlsLayer layer_of(const Session& session, Direction direction)
{
    return {session.suite.cipher, session.version, session.encrypt_then_mac, direction};
}

// The parts of the key block that belong to one side: RFC 5246, Section 6.3.
crypto::TlsKeys keys_of(const Session& session, const crypto::TlsLayer& layer)
{
    const auto size = crypto::key_lengths(layer);
    const auto block =
        session.secrets().key_block(session.master, session.client_random(),
                                    session.server_random(), 2 * (size.mac + size.key + size.iv));
    auto rest = View{block};
    const auto second = layer.direction == Direction::opening ? 1u : 0u;  // the server's
    const auto part = [&](std::size_t octets) {
        const auto own = rest.subspan(second * octets, octets);
        rest = rest.subspan(2 * octets);
        return Octets{own.begin(), own.end()};
    };
    auto mac = part(size.mac);
    auto key = part(size.key);
    return {std::move(mac), std::move(key), part(size.iv)};
}

bool has_cipher(const Session& session)
{
    return !session.suite.cipher.hash.empty();
}

std::unique_ptr<crypto::TlsProtection> protection(const Session& session, Direction direction,
                                                  Random& random)
{
    if (session.master.empty() || !has_cipher(session)) {
        return nullptr;
    }
    const auto layer = layer_of(session, direction);
    return crypto::tls_protection(layer, keys_of(session, layer), random);
}

std::unique_ptr<crypto::TlsProtection> protection(const Session& session, Direction direction,
                                                  View traffic_secret, Random& random)
{
    if (traffic_secret.empty() || !has_cipher(session)) {
        return nullptr;
    }
    const auto layer = layer_of(session, direction);
    const auto size = crypto::key_lengths(layer);
    const auto schedule = session.schedule();
    return crypto::tls_protection(layer,
                                  {{},
                                   schedule.expanded(traffic_secret, "key", {}, size.key),
                                   schedule.expanded(traffic_secret, "iv", {}, size.iv)},
                                  random);
}

}  // namespace

void Engine::protect_sending()
{
    records.sending = protection(session, Direction::sealing, bench_.random);
}

void Engine::protect_sending(View traffic_secret)
{
    records.sending = protection(session, Direction::sealing, traffic_secret, bench_.random);
}

void Engine::read_protected()
{
    records.receiving = protection(session, Direction::opening, bench_.random);
}

void Engine::read_protected(View traffic_secret)
{
    records.receiving = protection(session, Direction::opening, traffic_secret, bench_.random);
}

// RFC 8446, Section 4.4.1: the first ClientHello is remembered by its hash.
void Engine::restart_transcript()
{
    const auto hash = session.suite.cipher.hash;
    if (hash.empty()) {
        return;
    }
    const auto digest = crypto::digest(hash, session.transcript);
    session.transcript = {static_cast<std::uint8_t>(HandshakeType::message_hash), 0, 0,
                          static_cast<std::uint8_t>(digest.size())};
    append(session.transcript, digest);
}

void Engine::derive_master_secret()
{
    const auto secrets = session.secrets();
    session.master = session.extended_master_secret
                         ? secrets.extended_master_secret(session.premaster, session.transcript)
                         : secrets.master_secret(session.premaster, session.client_random(),
                                                 session.server_random());
    keep_secret("CLIENT_RANDOM", session.master);
}

void Engine::derive_handshake_secrets()
{
    if (!has_cipher(session)) {
        return;
    }
    const auto* extension = session.server_hello.extensions.find(ExtensionType::key_share);
    const auto share = extension == nullptr ? std::nullopt : share_in(*extension);
    const auto own = share ? session.shares.find(share->group) : session.shares.end();
    const auto shared = own == session.shares.end()
                            ? std::nullopt
                            : own->second->shared_secret(share->key_exchange);
    if (!shared) {
        problem = "no secret can be shared with what it sent for the key exchange";
        return;
    }
    answer.curve = share->group;
    const auto schedule = session.schedule();
    const auto early =
        schedule.early_secret(session.resumed ? View{session.offered->secret} : View{});
    session.handshake_secret = schedule.handshake_secret(early, *shared);
    session.client_handshake_traffic = traffic_secret(session.handshake_secret, "c hs traffic",
                                                      "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
    session.server_handshake_traffic = traffic_secret(session.handshake_secret, "s hs traffic",
                                                      "SERVER_HANDSHAKE_TRAFFIC_SECRET");
    read_protected(session.server_handshake_traffic);
}

void Engine::derive_application_secrets()
{
    session.master_secret = session.schedule().master_secret(session.handshake_secret);
    session.client_application_traffic =
        traffic_secret(session.master_secret, "c ap traffic", "CLIENT_TRAFFIC_SECRET_0");
    session.server_application_traffic =
        traffic_secret(session.master_secret, "s ap traffic", "SERVER_TRAFFIC_SECRET_0");
    session.exporter_master_secret =
        session.schedule().derived(session.master_secret, "exp master", session.transcript);
    read_protected(session.server_application_traffic);
}

void Engine::derive_resumption_secret()
{
    session.resumption_master_secret =
        session.schedule().derived(session.master_secret, "res master", session.transcript);
}

void Engine::take_key_update(View body)
{
    if (body.size() == 1) {
        session.key_updates.push_back(body.front());
    }
    session.server_application_traffic =
        session.schedule().next_traffic_secret(session.server_application_traffic);
    read_protected(session.server_application_traffic);
}

// Named by RFC 8446, Section 7.1; kept under the name that a key log has for it.
Octets Engine::traffic_secret(View from, std::string_view name, const std::string& label)
{
    auto secret = session.schedule().derived(from, name, session.transcript);
    keep_secret(label, secret);
    return secret;
}

void Engine::keep_secret(const std::string& label, View secret)
{
    bench_.notebook.keep_key("keys.log",
                             label + " " + hex(session.client_random()) + " " + hex(secret));
}

}  // namespace conformance::peers::tls
