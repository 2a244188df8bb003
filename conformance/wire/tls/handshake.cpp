#include "wire/tls/handshake.h"

#include <algorithm>

namespace conformance::wire::tls {

namespace {

template <class Hello>
void write_hello(Writer& out, const Hello& hello)
{
    fields(out, hello);
    write(out, hello.extensions);
    out.rest("trailing", hello.trailing);
}

void write_body(Writer& out, const ClientHello& hello)
{
    write_hello(out, hello);
}
void write_body(Writer& out, const ServerHello& hello)
{
    write_hello(out, hello);
}
void write_body(Writer& out, const ServerKeyExchange& exchange)
{
    out.rest("parameters", exchange.parameters);
}
void write_body(Writer&, const ServerHelloDone&) {}
void write_body(Writer& out, const Opaque& body)
{
    out.rest("body", body.data);
}

void write_body(Writer& out, const Certificate& body)
{
    counted_each<std::uint32_t>(out, "certificate_list", body.certificates, body.list_length);
}

template <class Hello>
Hello read_hello(Reader& in, std::vector<std::string>& complaints)
{
    Hello hello;
    fields(in, hello);
    read(in, hello.extensions, complaints);
    in.rest("trailing", hello.trailing);
    if (!hello.trailing.empty()) {
        complaints.push_back(std::to_string(hello.trailing.size()) +
                             " octets follow the extensions");
    }
    return hello;
}

Certificate read_certificate(Reader& in)
{
    Certificate body;
    counted_each<std::uint32_t>(in, "certificate_list", body.certificates, body.list_length);
    return body;
}

Body read_body(std::uint8_t type, Reader& in, View octets, std::vector<std::string>& complaints)
{
    Octets all{octets.begin(), octets.end()};
    switch (static_cast<HandshakeType>(type)) {
        case HandshakeType::client_hello:
            return read_hello<ClientHello>(in, complaints);
        case HandshakeType::server_hello:
            return read_hello<ServerHello>(in, complaints);
        case HandshakeType::certificate:
            return read_certificate(in);
        case HandshakeType::server_key_exchange:
            return ServerKeyExchange{std::move(all)};
        case HandshakeType::server_hello_done:
            return ServerHelloDone{};
        default:
            return Opaque{std::move(all)};
    }
}

Octets encode_body(const Body& body)
{
    Writer out;
    std::visit([&](const auto& one) { write_body(out, one); }, body);
    return out.take();
}

Handshake made(HandshakeType type, Body body)
{
    Handshake result;
    result.type = static_cast<std::uint8_t>(type);
    result.body = std::move(body);
    return result;
}

}  // namespace

std::optional<std::uint16_t> ServerKeyExchange::named_curve() const
{
    constexpr std::uint8_t named = 3;
    Reader in{parameters};
    std::uint8_t curve_type = 0;
    std::uint16_t curve = 0;
    in.u8("curve_type", curve_type);
    in.u16("namedcurve", curve);
    return in.ok() && curve_type == named ? std::optional{curve} : std::nullopt;
}

Handshake handshake(ClientHello hello)
{
    return made(HandshakeType::client_hello, std::move(hello));
}
Handshake handshake(ServerHello hello)
{
    return made(HandshakeType::server_hello, std::move(hello));
}
Handshake handshake(Certificate body)
{
    return made(HandshakeType::certificate, std::move(body));
}
Handshake handshake(ServerKeyExchange body)
{
    return made(HandshakeType::server_key_exchange, std::move(body));
}
Handshake handshake(ServerHelloDone body)
{
    return made(HandshakeType::server_hello_done, body);
}

Octets encode(const Handshake& handshake)
{
    Writer out;
    out.u8("msg_type", handshake.type);
    counted(out, "body", encode_body(handshake.body), handshake.length);
    return out.take();
}

Handshake decode_handshake(std::uint8_t type, View body, std::vector<std::string>& complaints)
{
    Handshake result;
    result.type = type;
    Reader in{body};
    result.body = read_body(type, in, body, complaints);
    if (!in.ok()) {
        complaints.push_back(handshake_name(type) + ": " + in.complaint());
    } else if (!std::ranges::equal(encode_body(result.body), body)) {
        complaints.push_back(handshake_name(type) + ": octets follow its last field");
    } else {
        return result;
    }
    result.body = Opaque{{body.begin(), body.end()}};
    return result;
}

}  // namespace conformance::wire::tls
