// The messages that confirm keys, carry tickets and renew keys: Finished (RFC 5246, Section 7.4.9),
// NewSessionTicket (RFC 5077, Section 3.3; RFC 8446, Section 4.6.1), EncryptedExtensions and
// KeyUpdate (RFC 8446, Sections 4.3.1 and 4.6.3).
#pragma once

#include "wire/tls/dialect.h"

namespace conformance::wire::tls {

struct Finished {
    static constexpr auto type = HandshakeType::finished;
    Octets verify_data;

    bool operator==(const Finished&) const = default;
};

template <class Wire, Is<Finished> F>
void fields(Wire& wire, F& finished, const Dialect&)
{
    wire.rest("verify_data", finished.verify_data);
}

// Up to TLS 1.2 only the lifetime and the ticket.
struct NewSessionTicket {
    static constexpr auto type = HandshakeType::new_session_ticket;
    std::uint32_t lifetime = 0;  // seconds
    std::uint32_t age_add = 0;
    Octets nonce, ticket;
    Extensions extensions;
    Computed<std::uint8_t> nonce_length;
    Computed<std::uint16_t> ticket_length;

    bool operator==(const NewSessionTicket&) const = default;
};

template <class Wire, Is<NewSessionTicket> T>
void fields(Wire& wire, T& ticket, const Dialect& dialect)
{
    wire.u32("ticket_lifetime", ticket.lifetime);
    if (dialect.version < tls_1_3) {
        counted(wire, "ticket", ticket.ticket, ticket.ticket_length);
        return;
    }
    wire.u32("ticket_age_add", ticket.age_add);
    counted(wire, "ticket_nonce", ticket.nonce, ticket.nonce_length);
    counted(wire, "ticket", ticket.ticket, ticket.ticket_length);
    block(wire, ticket.extensions);
}

struct EncryptedExtensions {
    static constexpr auto type = HandshakeType::encrypted_extensions;
    Extensions extensions;

    bool operator==(const EncryptedExtensions&) const = default;
};

template <class Wire, Is<EncryptedExtensions> E>
void fields(Wire& wire, E& encrypted, const Dialect&)
{
    block(wire, encrypted.extensions);
}

struct KeyUpdate {
    static constexpr auto type = HandshakeType::key_update;
    std::uint8_t request_update = 0;

    bool operator==(const KeyUpdate&) const = default;
};

template <class Wire, Is<KeyUpdate> U>
void fields(Wire& wire, U& update, const Dialect&)
{
    wire.u8("request_update", update.request_update);
}

}  // namespace conformance::wire::tls
