#include "wire/ike/payload.h"

namespace conformance::wire::ike {

namespace {

template <class T>
concept Listed = requires(Writer& wire, const T& value) { fields(wire, value); };

void write(Writer& out, const SecurityAssociation& sa) { out.rest("proposals", encode(sa)); }
void write(Writer& out, const Nonce& nonce) { out.rest("Nonce Data", nonce.data); }
void write(Writer& out, const Opaque& body) { out.rest("data", body.data); }

void write(Writer& out, const Notify& notify)
{
    out.u8("Protocol ID", notify.protocol);
    out.u8("SPI Size", static_cast<std::uint8_t>(notify.spi.size()));
    out.u16("Notify Message Type", notify.type);
    out.rest("SPI", notify.spi);
    out.rest("Notification Data", notify.data);
}

void write(Writer& out, const TrafficSelectors& body)
{
    out.u8("Number of TSs", static_cast<std::uint8_t>(body.selectors.size()));
    out.u24("RESERVED", body.reserved);
    for (const auto& one : body.selectors) {
        out.u8("TS Type", one.type);
        out.u8("IP Protocol ID", one.ip_protocol);
        out.u16("Selector Length", static_cast<std::uint16_t>(8 + one.addresses.size()));
        out.u16("Start Port", one.start_port);
        out.u16("End Port", one.end_port);
        out.rest("Addresses", one.addresses);
    }
}

template <Listed T>
void write(Writer& out, const T& body)
{
    fields(out, body);
}

Notify read_notify(Reader& in)
{
    Notify notify;
    std::uint8_t spi_size = 0;
    in.u8("Protocol ID", notify.protocol);
    in.u8("SPI Size", spi_size);
    in.u16("Notify Message Type", notify.type);
    in.octets("SPI", notify.spi, spi_size);
    in.rest("Notification Data", notify.data);
    return notify;
}

TrafficSelectors read_selectors(Reader& in)
{
    TrafficSelectors body;
    std::uint8_t count = 0;
    in.u8("Number of TSs", count);
    in.u24("RESERVED", body.reserved);
    while (in.ok() && in.left() != 0) {
        TrafficSelector one;
        std::uint16_t length = 0;
        in.u8("TS Type", one.type);
        in.u8("IP Protocol ID", one.ip_protocol);
        in.u16("Selector Length", length);
        in.u16("Start Port", one.start_port);
        in.u16("End Port", one.end_port);
        in.octets("Addresses", one.addresses, length < 8 ? in.left() + 1 : length - 8u);
        body.selectors.push_back(std::move(one));
    }
    if (in.ok() && count != body.selectors.size()) { (void)in.take("a traffic selector", 1); }
    return body;
}

template <class T>
T read_listed(Reader& in)
{
    T body;
    fields(in, body);
    return body;
}

Body read_body(std::uint8_t type, Reader& in, View octets, std::vector<std::string>& complaints)
{
    switch (static_cast<PayloadType>(type)) {
        case PayloadType::security_association: return decode_security_association(octets, complaints);
        case PayloadType::key_exchange: return read_listed<KeyExchange>(in);
        case PayloadType::nonce: return Nonce{{octets.begin(), octets.end()}};
        case PayloadType::notify: return read_notify(in);
        case PayloadType::identification_initiator:
        case PayloadType::identification_responder: return read_listed<Identification>(in);
        case PayloadType::authentication: return read_listed<Authentication>(in);
        case PayloadType::traffic_selector_initiator:
        case PayloadType::traffic_selector_responder: return read_selectors(in);
        default: return Opaque{{octets.begin(), octets.end()}};
    }
}

Payload made(PayloadType type, Body body)
{
    Payload result;
    result.type = static_cast<std::uint8_t>(type);
    result.body = std::move(body);
    return result;
}

}  // namespace

Payload payload(SecurityAssociation sa) { return made(PayloadType::security_association, std::move(sa)); }
Payload payload(KeyExchange body) { return made(PayloadType::key_exchange, std::move(body)); }
Payload payload(Nonce body) { return made(PayloadType::nonce, std::move(body)); }
Payload payload(Notify body) { return made(PayloadType::notify, std::move(body)); }
Payload payload(PayloadType type, Identification body) { return made(type, std::move(body)); }
Payload payload(Authentication body) { return made(PayloadType::authentication, std::move(body)); }
Payload payload(PayloadType type, TrafficSelectors body) { return made(type, std::move(body)); }

Payload opaque(std::uint8_t type, Octets data, bool critical)
{
    Payload result;
    result.type = type;
    result.flags = critical ? 0x80 : 0;
    result.body = Opaque{std::move(data)};
    return result;
}

Payload notify(NotifyType type, Octets data)
{
    return payload(Notify{0, static_cast<std::uint16_t>(type), {}, std::move(data)});
}

Octets encode_body(const Payload& payload)
{
    Writer out;
    std::visit([&](const auto& body) { write(out, body); }, payload.body);
    return out.take();
}

Body decode_body(std::uint8_t type, View octets, std::vector<std::string>& complaints)
{
    Reader in{octets};
    auto body = read_body(type, in, octets, complaints);
    if (!in.ok()) {
        complaints.push_back("payload " + std::to_string(type) + ": " + in.complaint());
        return Opaque{{octets.begin(), octets.end()}};
    }
    return body;
}

}  // namespace conformance::wire::ike
