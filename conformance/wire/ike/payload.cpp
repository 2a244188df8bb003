#include "wire/ike/payload.h"

namespace conformance::wire::ike {

namespace {

constexpr std::uint16_t selector_fields = 8;
constexpr std::uint16_t reserved_bit = 0x8000;

template <class T>
concept Listed = requires(Writer& wire, const T& value) { fields(wire, value); };

void write(Writer& out, const SecurityAssociation& sa) { out.rest("proposals", encode(sa)); }
void write(Writer& out, const Nonce& nonce) { out.rest("Nonce Data", nonce.data); }
void write(Writer& out, const Opaque& body) { out.rest("data", body.data); }

void write(Writer& out, const Notify& notify)
{
    out.u8("Protocol ID", notify.protocol);
    out.u8("SPI Size", notify.spi_size.or_else(static_cast<std::uint8_t>(notify.spi.size())));
    out.u16("Notify Message Type", notify.type);
    out.rest("SPI", notify.spi);
    out.rest("Notification Data", notify.data);
}

void write(Writer& out, const TrafficSelectors& body)
{
    out.u8("Number of TSs", body.count.or_else(static_cast<std::uint8_t>(body.selectors.size())));
    out.u24("RESERVED", body.reserved);
    for (const auto& one : body.selectors) {
        out.u8("TS Type", one.type);
        out.u8("IP Protocol ID", one.ip_protocol);
        out.u16("Selector Length", one.length.or_else(static_cast<std::uint16_t>(selector_fields + one.addresses.size())));
        out.u16("Start Port", one.start_port);
        out.u16("End Port", one.end_port);
        out.rest("Addresses", one.addresses);
    }
    out.rest("trailing", body.trailing);
}

void write(Writer& out, const Delete& body)
{
    const auto size = body.spis.empty() ? std::size_t{0} : body.spis.front().size();
    out.u8("Protocol ID", body.protocol);
    out.u8("SPI Size", body.spi_size.or_else(static_cast<std::uint8_t>(size)));
    out.u16("Num of SPIs", body.spi_count.or_else(static_cast<std::uint16_t>(body.spis.size())));
    for (const auto& spi : body.spis) {
        out.rest("SPI", spi);
    }
    out.rest("trailing", body.trailing);
}

void write(Writer& out, const Configuration& body)
{
    out.u8("CFG Type", body.type);
    out.u24("RESERVED", body.reserved);
    for (const auto& one : body.attributes) {
        const auto marked = static_cast<std::uint16_t>((one.type & ~reserved_bit) | (one.reserved ? reserved_bit : 0));
        out.u16("R, Attribute Type", marked);
        out.u16("Length", one.length.or_else(static_cast<std::uint16_t>(one.value.size())));
        out.rest("Value", one.value);
    }
    out.rest("trailing", body.trailing);
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

// The element that `read` makes of what is left, as long as each can be read; then what is left of the first that cannot.
template <class Element>
void read_all(Reader& in, std::vector<Element>& elements, Octets& trailing, Element (*read)(Reader&))
{
    while (in.left() != 0) {
        View rest = in.take("the rest", in.left());
        Reader one{rest};
        auto element = read(one);
        if (!one.ok()) {
            trailing.assign(rest.begin(), rest.end());
            return;
        }
        elements.push_back(std::move(element));
        in = Reader{rest.last(one.left())};
    }
}

TrafficSelector read_selector(Reader& in)
{
    TrafficSelector one;
    std::uint16_t length = 0;
    in.u8("TS Type", one.type);
    in.u8("IP Protocol ID", one.ip_protocol);
    in.u16("Selector Length", length);
    in.u16("Start Port", one.start_port);
    in.u16("End Port", one.end_port);
    in.octets("Addresses", one.addresses, length < selector_fields ? in.left() + 1 : std::size_t{length} - selector_fields);
    return one;
}

TrafficSelectors read_selectors(Reader& in, std::vector<std::string>& complaints)
{
    TrafficSelectors body;
    std::uint8_t count = 0;
    in.u8("Number of TSs", count);
    in.u24("RESERVED", body.reserved);
    read_all(in, body.selectors, body.trailing, read_selector);
    if (!body.trailing.empty()) { complaints.emplace_back("a traffic selector does not fit"); }
    if (count != body.selectors.size()) {
        body.count.forge(count);
        complaints.push_back(std::to_string(body.selectors.size()) + " traffic selectors, and " + std::to_string(count) + " announced");
    }
    return body;
}

Delete read_delete(Reader& in, std::vector<std::string>& complaints)
{
    Delete body;
    std::uint8_t size = 0;
    std::uint16_t count = 0;
    in.u8("Protocol ID", body.protocol);
    in.u8("SPI Size", size);
    in.u16("Num of SPIs", count);
    for (std::uint16_t i = 0; i < count && size != 0 && in.left() >= size; ++i) {
        in.octets("SPI", body.spis.emplace_back(), size);
    }
    in.rest("trailing", body.trailing);
    if (body.spis.empty() && size != 0) { body.spi_size.forge(size); }
    if (body.spis.size() != count) {
        body.spi_count.forge(count);
        complaints.push_back(std::to_string(body.spis.size()) + " SPIs, and " + std::to_string(count) + " announced");
    }
    if (!body.trailing.empty()) { complaints.emplace_back("octets follow the last SPI"); }
    return body;
}

ConfigurationAttribute read_attribute(Reader& in)
{
    ConfigurationAttribute one;
    std::uint16_t marked = 0, length = 0;
    in.u16("R, Attribute Type", marked);
    in.u16("Length", length);
    in.octets("Value", one.value, length);
    one.type = marked & static_cast<std::uint16_t>(~reserved_bit);
    one.reserved = (marked & reserved_bit) != 0;
    return one;
}

Configuration read_configuration(Reader& in, std::vector<std::string>& complaints)
{
    Configuration body;
    in.u8("CFG Type", body.type);
    in.u24("RESERVED", body.reserved);
    read_all(in, body.attributes, body.trailing, read_attribute);
    if (!body.trailing.empty()) { complaints.emplace_back("a configuration attribute does not fit"); }
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
        case PayloadType::certificate:
        case PayloadType::certificate_request: return read_listed<Certificate>(in);
        case PayloadType::authentication: return read_listed<Authentication>(in);
        case PayloadType::delete_: return read_delete(in, complaints);
        case PayloadType::configuration: return read_configuration(in, complaints);
        case PayloadType::encrypted_fragment: return read_listed<EncryptedFragment>(in);
        case PayloadType::traffic_selector_initiator:
        case PayloadType::traffic_selector_responder: return read_selectors(in, complaints);
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
Payload payload(PayloadType type, Certificate body) { return made(type, std::move(body)); }
Payload payload(Delete body) { return made(PayloadType::delete_, std::move(body)); }
Payload payload(Configuration body) { return made(PayloadType::configuration, std::move(body)); }
Payload payload(EncryptedFragment body) { return made(PayloadType::encrypted_fragment, std::move(body)); }

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
