#include "peers/tls/records.h"

#include <utility>

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;

void take_off(Octets& octets, std::size_t count)
{
    octets.erase(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(count));
}

bool is(std::uint8_t type, ContentType wanted)
{
    return type == static_cast<std::uint8_t>(wanted);
}

}  // namespace

void Records::send(ContentType type, View content)
{
    for (const auto& piece : records(type, version, content, largest)) {
        send(sealed(type, piece.fragment));
    }
}

Record Records::sealed(ContentType type, View content)
{
    Record record;
    record.type = static_cast<std::uint8_t>(type);
    record.version = version;
    record.fragment.assign(content.begin(), content.end());
    if (sending != nullptr) {
        auto text = sending->seal({record.type, std::move(record.fragment)});
        record.type = text.type;
        record.fragment = std::move(text.octets);
    }
    return record;
}

void Records::send(const Record& record)
{
    append(unsent_, encode(record));
}

void Records::flush()
{
    if (!unsent_.empty()) {
        conversation_.send(std::exchange(unsent_, {}));
    }
}

Incoming Records::next()
{
    flush();
    while (true) {
        if (auto message = next_message()) {
            return std::move(*message);
        }
        auto rest = View{stream_};
        switch (beginning(rest)) {
            case Beginning::no_record:
                return {Incoming::Kind::not_tls, stream_};
            case Beginning::unfinished: {
                const auto more = conversation_.next();
                if (!more) {
                    return {};
                }
                append(stream_, *more);
                continue;
            }
            case Beginning::record:
                break;
        }
        const auto record = take_record(rest);
        versions_heard.insert(record.version);
        take_off(stream_, stream_.size() - rest.size());
        if (auto content = take(record)) {
            return std::move(*content);
        }
    }
}

std::optional<Incoming> Records::next_message()
{
    if (message_.size() < handshake_header_octets) {
        return std::nullopt;
    }
    const auto body = static_cast<std::size_t>(message_[1]) << 16 |
                      static_cast<std::size_t>(message_[2]) << 8 | message_[3];
    const auto size = handshake_header_octets + body;
    if (message_.size() < size) {
        return std::nullopt;
    }
    Incoming message{Incoming::Kind::handshake,
                     {message_.begin(), message_.begin() + static_cast<std::ptrdiff_t>(size)}};
    take_off(message_, size);
    return message;
}

std::optional<crypto::TlsText> Records::opened(const Record& record)
{
    crypto::TlsText text{record.type, record.fragment};
    // In TLS 1.3 whatever is protected calls itself application_data.
    const bool in_the_clear = receiving == nullptr || (receiving->hides_types() &&
                                                       !record.is(ContentType::application_data));
    return in_the_clear ? std::optional{std::move(text)} : receiving->open(text);
}

std::optional<Incoming> Records::take(const Record& record)
{
    auto text = opened(record);
    if (!text) {
        return Incoming{Incoming::Kind::undecipherable, record.fragment};
    }
    if (is(text->type, ContentType::handshake)) {
        append(message_, text->octets);
        return std::nullopt;
    }
    if (is(text->type, ContentType::change_cipher_spec)) {
        return Incoming{Incoming::Kind::change_cipher_spec, std::move(text->octets)};
    }
    if (is(text->type, ContentType::alert) && text->octets.size() == 2) {
        return Incoming{Incoming::Kind::alert, std::move(text->octets)};
    }
    if (is(text->type, ContentType::application_data)) {
        return Incoming{Incoming::Kind::application_data, std::move(text->octets)};
    }
    return Incoming{Incoming::Kind::undecipherable, record.fragment};
}

}  // namespace conformance::peers::tls
