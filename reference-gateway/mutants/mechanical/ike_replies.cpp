#include "mutants/mechanical/ike_replies.h"

#include <utility>

#include "ike/numbers.h"
#include "ike/response.h"
#include "mutants/mechanical/names.h"

namespace gateway::mutants::mechanical {
namespace {

using ike::NotifyType;
using ike::PayloadType;

constexpr std::size_t header_size = 28;
constexpr std::size_t first_payload_at = 16;
constexpr std::size_t generic_header = 4;
constexpr std::size_t notify_type_at = header_size + generic_header + 2;
constexpr Length message_length{24, 4};

std::uint16_t u16(View octets, std::size_t at)
{
    return Cursor{octets.subspan(at)}.u16();
}

void add_header(std::vector<Field>& fields)
{
    fields.push_back({"initiator-spi", Form::number, 0, 8});
    fields.push_back({"responder-spi", Form::number, 8, 8});
    fields.push_back({"next-payload", Form::number, first_payload_at, 1});
    fields.push_back({"version", Form::number, 17, 1});
    fields.push_back({"exchange-type", Form::number, 18, 1});
    fields.push_back({"flags", Form::flags, 19, 1});
    fields.push_back({"message-id", Form::number, 20, 4});
    fields.push_back({"length", Form::number, message_length.at, message_length.width});
}

// RFC 7296, Section 3.3.2 and 3.3.5.
void add_transform(std::vector<Field>& fields, const std::string& name, std::size_t at,
                   std::size_t size)
{
    fields.push_back({name + "last-substructure", Form::number, at, 1});
    fields.push_back({name + "reserved", Form::number, at + 1, 1});
    fields.push_back({name + "length", Form::number, at + 2, 2});
    fields.push_back({name + "type", Form::number, at + 4, 1});
    fields.push_back({name + "second-reserved", Form::number, at + 5, 1});
    fields.push_back({name + "id", Form::number, at + 6, 2});
    if (size < 12) return;
    fields.push_back({name + "attribute-type", Form::number, at + 8, 2});
    fields.push_back({name + "key-length", Form::number, at + 10, 2});
}

// RFC 7296, Section 3.3.1: one proposal, without SPI.
void add_proposal(std::vector<Field>& fields, View message, std::size_t at, std::size_t end)
{
    fields.push_back({"sa/proposal/last-substructure", Form::number, at, 1});
    fields.push_back({"sa/proposal/reserved", Form::number, at + 1, 1});
    fields.push_back({"sa/proposal/length", Form::number, at + 2, 2});
    fields.push_back({"sa/proposal/number", Form::number, at + 4, 1});
    fields.push_back({"sa/proposal/protocol", Form::number, at + 5, 1});
    fields.push_back({"sa/proposal/spi-size", Form::number, at + 6, 1});
    fields.push_back({"sa/proposal/number-of-transforms", Form::number, at + 7, 1});
    for (std::size_t transform = at + 8; transform + 8 <= end;) {
        const std::size_t size = u16(message, transform + 2);
        const std::string type = name_of_transform_type(message[transform + 4]);
        add_transform(fields, "sa/" + type + "/", transform, size);
        transform += size;
    }
}

// The body of a payload that begins at `at`.
void add_body(std::vector<Field>& fields, const std::string& name, std::uint8_t type, View message,
              std::size_t at, std::size_t end)
{
    const std::vector<Length> lengths = {{at + 2, 2}, message_length};
    const std::size_t body = at + generic_header;
    switch (static_cast<PayloadType>(type)) {
        case PayloadType::security_association:
            add_proposal(fields, message, body, end);
            break;
        case PayloadType::key_exchange:
            fields.push_back({name + "group", Form::number, body, 2});
            fields.push_back({name + "reserved", Form::number, body + 2, 2});
            fields.push_back({name + "data", Form::data, body + 4, end - body - 4, lengths});
            break;
        case PayloadType::notify:
            fields.push_back({name + "protocol", Form::number, body, 1});
            fields.push_back({name + "spi-size", Form::number, body + 1, 1});
            fields.push_back({name + "type", Form::number, body + 2, 2});
            fields.push_back({name + "data", Form::data, body + 4, end - body - 4, lengths});
            break;
        default:
            fields.push_back({name + "data", Form::data, body, end - body, lengths});
    }
}

std::string name_of_payload(std::uint8_t type, View message, std::size_t at)
{
    switch (static_cast<PayloadType>(type)) {
        case PayloadType::security_association:
            return "sa";
        case PayloadType::key_exchange:
            return "ke";
        case PayloadType::nonce:
            return "nonce";
        case PayloadType::notify:
            return name_of_notify(u16(message, at + generic_header + 2));
        default:
            return "encrypted";
    }
}

Octets message_of(std::vector<ike::Payload> payloads)
{
    constexpr std::uint64_t spi = 0x0123456789abcdef;
    return ike::write(
        {spi, spi, std::to_underlying(ike::ExchangeType::ike_sa_init), 0, std::move(payloads)});
}

Octets protected_message()
{
    constexpr std::size_t body = 64;
    Writer out;
    ike::Header header;
    header.first_payload = std::to_underlying(PayloadType::encrypted);
    ike::write_response_header(out, header);
    out.u16(0);
    out.u16(generic_header + body);
    out.zeros(body);
    ike::set_message_length(out);
    return out.take();
}

}  // namespace

std::vector<Sample> sample_ike_replies()
{
    // With a key length and an integrity transform: every kind of transform.
    const policy::Tuple tuple{12, 256, 5, 12, 14};
    std::vector<Octets> messages = {
        message_of({ike::SelectedProposal{1, tuple}, ike::KeyShare{14, Octets(256, 1)},
                    ike::Nonce{Octets(32, 1)},
                    ike::Notify{NotifyType::nat_detection_source_ip, Octets(20, 1)},
                    ike::Notify{NotifyType::nat_detection_destination_ip, Octets(20, 1)}}),
        message_of({ike::Notify{NotifyType::no_proposal_chosen, {}}}),
        message_of({ike::Notify{NotifyType::invalid_ke_payload, {0, 14}}}),
        message_of({ike::Notify{NotifyType::cookie, Octets(32, 1)}}),
        message_of({ike::Notify{NotifyType::unsupported_critical_payload, {200}}}),
        message_of({ike::Notify{NotifyType::invalid_major_version, {}}}),
        protected_message()};
    std::vector<Sample> samples;
    for (Octets& octets : messages) {
        std::string name = name_of_ike_reply(octets);
        samples.push_back({std::move(name), std::move(octets)});
    }
    return samples;
}

std::string name_of_ike_reply(View message)
{
    if (message.size() < notify_type_at + 2) return "";
    switch (static_cast<PayloadType>(message[first_payload_at])) {
        case PayloadType::security_association:
            return "ike-sa-init-response";
        case PayloadType::encrypted:
            return "protected-response";
        default:
            return name_of_notify(u16(message, notify_type_at));
    }
}

std::vector<Field> fields_of_ike_reply(View message)
{
    std::vector<Field> fields;
    if (message.size() < header_size) return fields;
    add_header(fields);
    std::size_t named_at = first_payload_at;
    for (std::size_t at = header_size; at + generic_header <= message.size();) {
        const std::uint8_t type = message[named_at];
        const std::size_t size = u16(message, at + 2);
        const std::size_t end = at + size;
        if (size < generic_header || end > message.size()) break;
        const std::string name = name_of_payload(type, message, at);
        fields.push_back({name, Form::item, at, size, {message_length}, named_at});
        fields.push_back({name + "/next-payload", Form::number, at, 1});
        fields.push_back({name + "/critical-and-reserved", Form::number, at + 1, 1});
        fields.push_back({name + "/length", Form::number, at + 2, 2});
        add_body(fields, name + "/", type, message, at, end);
        named_at = at;
        at = end;
    }
    return fields;
}

}  // namespace gateway::mutants::mechanical
