// One direction of a TLS connection: records cut from the stream, handshake messages put together
// from their fragments (a message may span records, a record may hold several messages; RFC 5246,
// Section 6.2.1). Nothing is refused; what is odd is said.
#pragma once

#include "wire/tls/handshake.h"
#include "wire/tls/record.h"

namespace conformance::wire::tls {

// RFC 5246, Section 7.2.
struct Alert {
    std::uint8_t level = 0;
    std::uint8_t description = 0;
    bool operator==(const Alert&) const = default;
};

struct ChangeCipherSpec {
    bool operator==(const ChangeCipherSpec&) const = default;
};

// A record that cannot be read without keys, or whose content makes no sense.
struct Unreadable {
    std::uint8_t type = 0;
    Octets fragment;
    bool operator==(const Unreadable&) const = default;
};

struct Piece {
    std::uint16_t record_version = 0;  // of the last record it came in
    std::variant<Unreadable, Handshake, Alert, ChangeCipherSpec> content;
    std::vector<std::string> complaints;
};

class Assembler {
public:
    void feed(View octets) { append(stream_, octets); }
    // The next complete piece, if there is one.
    [[nodiscard]] std::optional<Piece> next();

    // Set once the stream went on with something that is no record; it stays in rest().
    [[nodiscard]] bool is_derailed() const { return derailed_; }
    // What has arrived and is no complete record yet.
    [[nodiscard]] View rest() const { return View{stream_}.subspan(read_); }
    // What has arrived of a handshake message that is not complete yet.
    [[nodiscard]] std::size_t unfinished() const { return message_.size(); }

private:
    [[nodiscard]] std::optional<Piece> next_message();
    [[nodiscard]] std::optional<Record> next_record();
    [[nodiscard]] std::optional<Piece> take(Record record);
    [[nodiscard]] bool is_protected(const Record& record) const;

    Octets stream_;
    std::size_t read_ = 0;  // of stream_
    Octets message_;        // fragments of handshake messages
    std::uint16_t version_ = 0;
    bool cipher_changed_ = false, derailed_ = false;
};

}  // namespace conformance::wire::tls
