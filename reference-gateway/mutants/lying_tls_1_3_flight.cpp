#include "mutants/lying_tls_1_3_flight.h"

#include "crypto/certificate_reading.h"
#include "crypto/hash.h"
#include "crypto/system_random.h"
#include "crypto/tls_signature.h"
#include "mutants/lying_tls_records.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

constexpr std::uint8_t hello_of_the_server = 2;

// What tells a HelloRetryRequest: the SHA-256 of its name.
Octets random_of_a_retry()
{
    return crypto::digest(crypto::Hash::sha2_256, as_octets("HelloRetryRequest"));
}

void append(Writer& writer, std::uint16_t type, View data)
{
    writer.u16(type);
    writer.u16(static_cast<std::uint16_t>(data.size()));
    writer.octets(data);
}

Octets number(std::uint16_t value)
{
    Writer writer;
    writer.u16(value);
    return writer.take();
}

Octets hello_message(const ClientHello& hello, std::uint16_t suite, View random, View share,
                     bool resumes)
{
    Writer extensions;
    append(extensions, mutants::extension::supported_versions, number(tls_1_3));
    append(extensions, extension::key_share, share);
    if (resumes) append(extensions, extension::pre_shared_key, number(0));
    Writer body;
    body.u16(tls_1_2);
    body.octets(random);
    body.u8(static_cast<std::uint8_t>(hello.session_id.size()));
    body.octets(hello.session_id);
    body.u16(suite);
    body.u8(0);
    body.u16(static_cast<std::uint16_t>(extensions.size()));
    body.octets(extensions.view());
    return handshake_message(hello_of_the_server, body.view());
}

}  // namespace

std::optional<Octets> share_of(const ClientHello& hello, std::uint16_t wanted)
{
    const Extension* shares = hello.find(extension::key_share);
    if (shares == nullptr) return std::nullopt;
    Cursor cursor{shares->data};
    cursor.skip(2);
    while (cursor.remaining() != 0) {
        const std::uint16_t group = cursor.u16();
        const View share = cursor.take(cursor.u16());
        if (cursor.ok() && group == wanted) return copy_of(share);
    }
    return std::nullopt;
}

std::optional<OfferedTicket> ticket_of(const ClientHello& hello)
{
    const Extension* offered = hello.find(extension::pre_shared_key);
    if (offered == nullptr) return std::nullopt;
    Cursor cursor{offered->data};
    Cursor identities{cursor.take(cursor.u16())};
    OfferedTicket ticket;
    ticket.ticket = copy_of(identities.take(identities.u16()));
    ticket.binders_size = cursor.remaining();
    if (!identities.ok() || !cursor.ok()) return std::nullopt;
    if (cursor.at_end()) return ticket;
    Cursor binders{cursor.take(cursor.u16())};
    if (!binders.at_end()) ticket.binder = copy_of(binders.take(binders.u8()));
    if (!binders.ok() || !cursor.at_end()) return std::nullopt;
    return ticket;
}

Octets hello_retry_request(const ClientHello& hello, std::uint16_t suite)
{
    return hello_message(hello, suite, random_of_a_retry(), number(secp256r1), false);
}

Octets server_hello(const ClientHello& hello, std::uint16_t suite, const Share& share,
                    bool resumes)
{
    Octets random(32);
    crypto::SystemRandom{}.fill(random);
    Writer entry;
    append(entry, share.group, share.value);
    return hello_message(hello, suite, random, entry.view(), resumes);
}

Octets encrypted_extensions(const std::optional<Extension>& one)
{
    constexpr std::uint8_t type = 8;
    Writer writer;
    writer.u16(0);
    if (one) append(writer, one->type, one->data);
    writer.set_u16(0, static_cast<std::uint16_t>(writer.size() - 2));
    return handshake_message(type, writer.view());
}

Octets certificate(const std::string& chain_pem)
{
    constexpr std::uint8_t type = 11;
    Writer writer;
    writer.u8(0);  // no context
    writer.u24(0);
    if (const auto chain = crypto::to_der(chain_pem)) {
        for (const Octets& der : *chain) {
            writer.u24(static_cast<std::uint32_t>(der.size()));
            writer.octets(der);
            writer.u16(0);  // no extensions
        }
    }
    writer.set_u24(1, static_cast<std::uint32_t>(writer.size() - 4));
    return handshake_message(type, writer.view());
}

Octets certificate_verify(const std::string& key_pem, View transcript)
{
    constexpr std::uint8_t type = 15;
    constexpr std::uint8_t space = 0x20;
    constexpr std::uint8_t end_of_context = 0;
    const Octets spaces(64, space);
    const Octets signed_octets =
        joined({spaces, as_octets("TLS 1.3, server CertificateVerify"), View{&end_of_context, 1},
                crypto::digest(crypto::Hash::sha2_256, transcript)});
    const auto scheme = crypto::SignatureScheme::rsa_pss_rsae_sha256;
    const Octets signature =
        crypto::sign_key_exchange(key_pem, scheme, signed_octets).value_or(Octets{});
    Writer writer;
    append(writer, static_cast<std::uint16_t>(scheme), signature);
    return handshake_message(type, writer.view());
}

Octets new_session_ticket(std::uint32_t lifetime, View ticket)
{
    Writer writer;
    writer.u32(lifetime);
    writer.u32(0);  // what a liar adds to its age
    writer.u8(0);   // no nonce
    writer.u16(static_cast<std::uint16_t>(ticket.size()));
    writer.octets(ticket);
    writer.u16(0);
    return handshake_message(message::new_session_ticket, writer.view());
}

}  // namespace gateway::mutants::lying_tls_1_3
