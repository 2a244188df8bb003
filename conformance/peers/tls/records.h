// One TLS connection at the level of records: what is sent is protected once there are keys, what
// comes is opened and put together to messages. The keys of both directions lie open.
#pragma once

#include <memory>
#include <set>

#include "crypto/tls_protection.h"
#include "peers/tls/conversation.h"
#include "wire/tls/assembler.h"

namespace conformance::peers::tls {

struct Incoming {
    enum class Kind {
        handshake,           // octets: the whole message
        change_cipher_spec,  // octets: the content, which is 01
        alert,               // octets: level and description
        application_data,
        undecipherable,  // a record that does not open, or of no known type
        not_tls,         // octets that are no record
        ended,           // nothing came any more
    };

    Kind kind = Kind::ended;
    Octets octets;
};

class Records {
public:
    explicit Records(Conversation conversation) : conversation_{std::move(conversation)} {}

    std::uint16_t version = wire::tls::tls_1_0;                 // in the header of what is sent
    std::size_t largest = wire::tls::largest_fragment;          // of what is sent
    std::set<std::uint16_t> versions_heard;                     // in the headers of what came
    std::unique_ptr<crypto::TlsProtection> sending, receiving;  // nothing: in the clear

    // Leaves with the next flush(), which next() brings about.
    void send(wire::tls::ContentType type, View content);
    // The record that send() would make, for altering; it takes its sequence number.
    [[nodiscard]] wire::tls::Record sealed(wire::tls::ContentType type, View content);
    void send(const wire::tls::Record& record);
    void flush();

    [[nodiscard]] Incoming next();
    // Closes nothing, but waits no longer than so for what comes.
    void be_brief(Duration patience) { conversation_.be_brief(patience); }

    [[nodiscard]] const Conversation& conversation() const { return conversation_; }

private:
    [[nodiscard]] std::optional<Incoming> next_message();
    [[nodiscard]] std::optional<Incoming> take(const wire::tls::Record& record);
    [[nodiscard]] std::optional<crypto::TlsText> opened(const wire::tls::Record& record);

    Conversation conversation_;
    Octets unsent_, stream_, message_;
};

}  // namespace conformance::peers::tls
