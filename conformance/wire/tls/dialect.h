// What decides how the handshake messages after the hellos read: the version in force, and how the
// suite exchanges keys. Such a message has a field list `fields(wire, message, dialect)`; here are
// its readers.
#pragma once

#include "wire/tls/handshake.h"

namespace conformance::wire::tls {

// `other`: a key exchange whose messages this prober does not read.
enum class Exchange { other, rsa, dhe, ecdhe };

struct Dialect {
    std::uint16_t version = tls_1_2;
    Exchange exchange = Exchange::ecdhe;
    bool is_signed = true;  // the server signs its ephemeral key; not so an anonymous one

    bool operator==(const Dialect&) const = default;
};

// The body of a handshake message.
template <class Message>
[[nodiscard]] Octets encode(const Message& message, const Dialect& dialect)
{
    Writer out;
    fields(out, message, dialect);
    return out.take();
}

// Nothing when the octets end too soon or go on behind the last field.
template <class Message>
[[nodiscard]] std::optional<Message> read(View body, const Dialect& dialect)
{
    Message message;
    Reader in{body};
    fields(in, message, dialect);
    return in.ok() && in.left() == 0 ? std::optional{std::move(message)} : std::nullopt;
}

template <class Message>
[[nodiscard]] Handshake handshake(const Message& message, const Dialect& dialect)
{
    Handshake result;
    result.type = static_cast<std::uint8_t>(Message::type);
    result.body = Opaque{encode(message, dialect)};
    return result;
}

}  // namespace conformance::wire::tls
