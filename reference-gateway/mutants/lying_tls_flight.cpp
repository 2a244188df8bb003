#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_values.h"

#include "crypto/certificate_reading.h"
#include "crypto/system_random.h"
#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_records.h"

namespace gateway::mutants {
namespace {


Octets server_hello_body(const ServerFlight& flight)
{
    Writer writer;
    writer.u16(flight.version);
    writer.octets(flight.random);
    writer.u8(static_cast<std::uint8_t>(flight.session_id.size()));
    writer.octets(flight.session_id);
    writer.u16(flight.suite);
    writer.u8(flight.compression);
    if (flight.extensions.empty()) return writer.take();
    const std::size_t length_at = writer.size();
    writer.u16(0);
    for (const Extension& extension : flight.extensions) {
        writer.u16(extension.type);
        writer.u16(static_cast<std::uint16_t>(extension.data.size()));
        writer.octets(extension.data);
    }
    writer.set_u16(length_at, static_cast<std::uint16_t>(writer.size() - length_at - 2));
    return writer.take();
}

Octets certificate_body(const crypto::ServerIdentity& identity)
{
    Writer writer;
    writer.u24(0);
    if (const auto chain = crypto::to_der(identity.chain_pem)) {
        for (const Octets& der : *chain) {
            writer.u24(static_cast<std::uint32_t>(der.size()));
            writer.octets(der);
        }
    }
    writer.set_u24(0, static_cast<std::uint32_t>(writer.size() - 3));
    return writer.take();
}

}  // namespace

ServerFlight flight_for(const ClientHello& hello, std::uint16_t version, std::uint16_t suite)
{
    ServerFlight flight;
    flight.version = version;
    flight.suite = suite;
    flight.random.resize(32);
    crypto::SystemRandom{}.fill(flight.random);
    if (hello.asks_for_secure_renegotiation()) {
        flight.extensions.push_back({extension::renegotiation_info, {0}});
    }
    const bool ephemeral = key_exchange_of(suite) != KeyExchange::rsa;
    if (ephemeral && hello.find(extension::ec_point_formats) != nullptr) {
        flight.extensions.push_back({extension::ec_point_formats, {1, 0}});
    }
    if (ephemeral && hello.find(extension::extended_master_secret) != nullptr) {
        flight.extensions.push_back({extension::extended_master_secret, {}});
    }
    choose_key_exchange(flight, hello);
    return flight;
}

Octets hello_message(const ServerFlight& flight)
{
    return handshake_message(message::server_hello, server_hello_body(flight));
}

Octets messages_of(const ServerFlight& flight, const crypto::ServerIdentity& identity)
{
    const KeyExchange exchange = key_exchange_of(flight.suite);
    Octets messages = hello_message(flight);
    if (exchange != KeyExchange::anonymous_ecdh) {
        messages = joined({messages, handshake_message(message::certificate, certificate_body(identity))});
    }
    if (exchange != KeyExchange::rsa || !flight.modulus.empty()) {
        const Octets body = server_key_exchange_body(exchange, flight, identity.key_pem);
        messages = joined({messages, handshake_message(message::server_key_exchange, body)});
    }
    return joined({messages, handshake_message(message::server_hello_done, {})});
}

Octets encode(const ServerFlight& flight, const crypto::ServerIdentity& identity)
{
    return handshake_records(flight.version, messages_of(flight, identity));
}

}  // namespace gateway::mutants
