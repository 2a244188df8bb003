#include "wire/tls/assembler.h"

namespace conformance::wire::tls {

namespace {

std::size_t promised_length(View message)
{
    return static_cast<std::size_t>(message[1]) << 16 | static_cast<std::size_t>(message[2]) << 8 |
           message[3];
}

bool is_hello(std::uint8_t type)
{
    return type == static_cast<std::uint8_t>(HandshakeType::client_hello) ||
           type == static_cast<std::uint8_t>(HandshakeType::server_hello);
}

}  // namespace

std::optional<Piece> Assembler::next()
{
    while (true) {
        if (auto message = next_message()) {
            return message;
        }
        auto record = next_record();
        if (!record) {
            return std::nullopt;
        }
        if (auto piece = take(std::move(*record))) {
            return piece;
        }
    }
}

std::optional<Piece> Assembler::next_message()
{
    if (message_.size() < handshake_header_octets) {
        return std::nullopt;
    }
    const auto length = promised_length(message_);
    if (message_.size() - handshake_header_octets < length) {
        return std::nullopt;
    }
    Piece piece;
    piece.record_version = version_;
    piece.content = decode_handshake(
        message_[0], View{message_}.subspan(handshake_header_octets, length), piece.complaints);
    message_.erase(message_.begin(), message_.begin() + static_cast<std::ptrdiff_t>(
                                                            handshake_header_octets + length));
    return piece;
}

std::optional<Record> Assembler::next_record()
{
    auto left = rest();
    switch (beginning(left)) {
        case Beginning::no_record:
            derailed_ = true;
            [[fallthrough]];
        case Beginning::unfinished:
            return std::nullopt;
        case Beginning::record:
            break;
    }
    auto record = take_record(left);
    read_ = stream_.size() - left.size();
    version_ = record.version;
    return record;
}

// After ChangeCipherSpec a handshake record is encrypted, except the second ClientHello and the
// ServerHello after a HelloRetryRequest (RFC 8446, Appendix D.4): those show themselves by type and
// fitting length.
bool Assembler::is_protected(const Record& record) const
{
    const auto& octets = record.fragment;
    const bool is_plain_hello = octets.size() >= handshake_header_octets && is_hello(octets[0]) &&
                                promised_length(octets) == octets.size() - handshake_header_octets;
    return cipher_changed_ && !is_plain_hello;
}

std::optional<Piece> Assembler::take(Record record)
{
    if (record.is(ContentType::handshake) && !is_protected(record)) {
        append(message_, record.fragment);
        return std::nullopt;
    }
    Piece piece;
    piece.record_version = record.version;
    if (record.is(ContentType::alert) && record.fragment.size() == 2) {
        piece.content = Alert{record.fragment[0], record.fragment[1]};
    } else if (record.is(ContentType::change_cipher_spec) && record.fragment == Octets{1}) {
        cipher_changed_ = true;
        piece.content = ChangeCipherSpec{};
    } else {
        piece.content = Unreadable{record.type, std::move(record.fragment)};
    }
    if (!message_.empty()) {
        piece.complaints.emplace_back("stands inside a handshake message");
    }
    return piece;
}

}  // namespace conformance::wire::tls
