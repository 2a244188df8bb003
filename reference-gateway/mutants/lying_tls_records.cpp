#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

#include <algorithm>

namespace gateway::mutants {
namespace {

constexpr std::uint8_t alert_record = 21;
constexpr std::uint8_t handshake_record = 22;
constexpr std::size_t longest_fragment = 16384;
constexpr std::size_t handshake_header = 4;

void append_record(Writer& writer, std::uint8_t type, std::uint16_t version, View fragment)
{
    writer.u8(type);
    writer.u16(version);
    writer.u16(static_cast<std::uint16_t>(fragment.size()));
    writer.octets(fragment);
}

}  // namespace

// Reads from the start again each time: hellos are short.
HelloReading HelloReader::feed(View octets)
{
    heard_.insert(heard_.end(), octets.begin(), octets.end());
    Octets handshake;
    Cursor cursor{heard_};
    while (cursor.remaining() != 0) {
        if (cursor.u8() != handshake_record) {
            const bool complete = read_message(handshake) == HelloReading::complete;
            return complete ? HelloReading::complete : HelloReading::not_a_hello;
        }
        cursor.skip(2);
        const std::size_t length = cursor.u16();
        if (!cursor.ok()) break;
        const View fragment = cursor.take(std::min(length, cursor.remaining()));
        handshake.insert(handshake.end(), fragment.begin(), fragment.end());
    }
    return read_message(handshake);
}

HelloReading HelloReader::read_message(View handshake)
{
    Cursor cursor{handshake};
    const std::uint8_t type = cursor.u8();
    const std::size_t length = cursor.u24();
    if (!handshake.empty() && handshake.front() != message::client_hello) return HelloReading::not_a_hello;
    if (heard_.size() > longest_hello || (cursor.ok() && length > longest_hello)) {
        return HelloReading::not_a_hello;
    }
    if (!cursor.ok() || cursor.remaining() < length || type != message::client_hello) {
        return HelloReading::unfinished;
    }
    const auto hello = parse_client_hello(handshake.subspan(handshake_header, length));
    if (!hello) return HelloReading::not_a_hello;
    hello_ = *hello;
    return HelloReading::complete;
}

Octets plain_records(std::uint8_t type, std::uint16_t version, View content)
{
    Writer writer;
    while (!content.empty()) {
        const std::size_t size = std::min(content.size(), longest_fragment);
        append_record(writer, type, version, content.first(size));
        content = content.subspan(size);
    }
    return writer.take();
}

Octets handshake_records(std::uint16_t version, View messages)
{
    return plain_records(handshake_record, version, messages);
}

Octets handshake_message(std::uint8_t type, View body)
{
    Writer writer;
    writer.u8(type);
    writer.u24(static_cast<std::uint32_t>(body.size()));
    writer.octets(body);
    return writer.take();
}

Octets fatal_alert(std::uint16_t version, std::uint8_t description)
{
    Writer writer;
    const Octets alert = {2, description};
    append_record(writer, alert_record, version, alert);
    return writer.take();
}

Octets an_alert_and_more()
{
    return joined({fatal_alert(tls_1_2, alert::handshake_failure),
                   plain_records(content::application_data, tls_1_2, Octets(16))});
}

}  // namespace gateway::mutants
