// The key exchange up to TLS 1.2: what the server offers in ServerKeyExchange and signs, and what
// the client answers. RFC 5246, Sections 7.4.3 and 7.4.7; RFC 8422, Sections 5.4 and 5.7; RFC 6101,
// Section 5.6.7.
#pragma once

#include "wire/tls/dialect.h"

namespace conformance::wire::tls {

// RFC 5246, Section 4.7: before TLS 1.2 the algorithm goes without saying.
struct Signature {
    std::uint16_t scheme = 0;
    Octets octets;
    Computed<std::uint16_t> length;

    bool operator==(const Signature&) const = default;
};

template <class Wire, Is<Signature> S>
void fields(Wire& wire, S& signature, const Dialect& dialect)
{
    if (dialect.version >= tls_1_2) {
        wire.u16("algorithm", signature.scheme);
    }
    counted(wire, "signature", signature.octets, signature.length);
}

struct DheParameters {
    Octets p, g, public_value;
    Computed<std::uint16_t> p_length, g_length, public_value_length;

    bool operator==(const DheParameters&) const = default;
};

template <class Wire, Is<DheParameters> P>
void fields(Wire& wire, P& parameters, const Dialect&)
{
    counted(wire, "dh_p", parameters.p, parameters.p_length);
    counted(wire, "dh_g", parameters.g, parameters.g_length);
    counted(wire, "dh_Ys", parameters.public_value, parameters.public_value_length);
}

inline constexpr std::uint8_t named_curve_type = 3;

struct EcdheParameters {
    std::uint8_t curve_type = named_curve_type;
    std::uint16_t curve = 0;
    Octets point;
    Computed<std::uint8_t> point_length;

    bool operator==(const EcdheParameters&) const = default;
};

template <class Wire, Is<EcdheParameters> P>
void fields(Wire& wire, P& parameters, const Dialect&)
{
    wire.u8("curve_type", parameters.curve_type);
    wire.u16("namedcurve", parameters.curve);
    counted(wire, "point", parameters.point, parameters.point_length);
}

// Of the two sets of parameters the one of the dialect is in force.
struct ServerParameters {
    static constexpr auto type = HandshakeType::server_key_exchange;
    DheParameters dhe;
    EcdheParameters ecdhe;
    Signature signature;

    bool operator==(const ServerParameters&) const = default;
};

template <class Wire, Is<ServerParameters> P>
void fields(Wire& wire, P& parameters, const Dialect& dialect)
{
    if (dialect.exchange == Exchange::dhe) {
        fields(wire, parameters.dhe, dialect);
    } else {
        fields(wire, parameters.ecdhe, dialect);
    }
    if (dialect.is_signed) {
        fields(wire, parameters.signature, dialect);
    }
}

// What is signed, behind the two random values.
[[nodiscard]] Octets unsigned_part(const ServerParameters& parameters, const Dialect& dialect);

// An encrypted premaster secret, which SSL 3.0 sends without its length, or a public value.
struct ClientKeyExchange {
    static constexpr auto type = HandshakeType::client_key_exchange;
    Octets value;
    Computed<std::uint16_t> length;
    Computed<std::uint8_t> point_length;

    bool operator==(const ClientKeyExchange&) const = default;
};

template <class Wire, Is<ClientKeyExchange> E>
void fields(Wire& wire, E& exchange, const Dialect& dialect)
{
    if (dialect.exchange == Exchange::ecdhe) {
        counted(wire, "point", exchange.value, exchange.point_length);
    } else if (dialect.exchange == Exchange::rsa && dialect.version == ssl_3_0) {
        wire.rest("encrypted_pre_master_secret", exchange.value);
    } else {
        counted(wire, "exchange_keys", exchange.value, exchange.length);
    }
}

}  // namespace conformance::wire::tls
