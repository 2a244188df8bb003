// How each side shows who it is: CertificateRequest and CertificateVerify up to TLS 1.2 (RFC 5246,
// Sections 7.4.4 and 7.4.8), and Certificate, CertificateRequest and CertificateVerify of TLS 1.3
// (RFC 8446, Sections 4.3.2, 4.4.2 and 4.4.3).
#pragma once

#include "wire/tls/exchange.h"

namespace conformance::wire::tls {

struct CertificateRequest {
    static constexpr auto type = HandshakeType::certificate_request;
    Octets certificate_types;
    std::vector<std::uint16_t> schemes;  // from TLS 1.2 on
    std::vector<Octets> authorities;     // distinguished names in DER
    Computed<std::uint8_t> types_length;
    Computed<std::uint16_t> schemes_length, authorities_length;

    bool operator==(const CertificateRequest&) const = default;
};

template <class Wire, Is<CertificateRequest> R>
void fields(Wire& wire, R& request, const Dialect& dialect)
{
    counted(wire, "certificate_types", request.certificate_types, request.types_length);
    if (dialect.version >= tls_1_2) {
        counted(wire, "supported_signature_algorithms", request.schemes, request.schemes_length);
    }
    counted_each<std::uint16_t>(wire, "certificate_authorities", request.authorities,
                                request.authorities_length);
}

struct CertificateVerify {
    static constexpr auto type = HandshakeType::certificate_verify;
    Signature signature;

    bool operator==(const CertificateVerify&) const = default;
};

template <class Wire, Is<CertificateVerify> V>
void fields(Wire& wire, V& verify, const Dialect& dialect)
{
    fields(wire, verify.signature, dialect);
}

struct RequestWithExtensions {
    static constexpr auto type = HandshakeType::certificate_request;
    Octets context;
    Extensions extensions;
    Computed<std::uint8_t> context_length;

    bool operator==(const RequestWithExtensions&) const = default;
};

template <class Wire, Is<RequestWithExtensions> R>
void fields(Wire& wire, R& request, const Dialect&)
{
    counted(wire, "certificate_request_context", request.context, request.context_length);
    block(wire, request.extensions);
}

struct CertificateEntry {
    Octets certificate;  // DER
    Extensions extensions;
    Computed<std::uint32_t> length;

    bool operator==(const CertificateEntry&) const = default;
};

template <class Wire, Is<CertificateEntry> E>
void fields(Wire& wire, E& entry)
{
    counted(wire, "cert_data", entry.certificate, entry.length);
    block(wire, entry.extensions);
}

struct CertificateEntries {
    static constexpr auto type = HandshakeType::certificate;
    Octets context;
    std::vector<CertificateEntry> entries;
    Computed<std::uint8_t> context_length;
    Computed<std::uint32_t> list_length;

    [[nodiscard]] std::vector<Octets> certificates() const;
    bool operator==(const CertificateEntries&) const = default;
};

void fields(Writer& out, const CertificateEntries& body, const Dialect& dialect);
void fields(Reader& in, CertificateEntries& body, const Dialect& dialect);

}  // namespace conformance::wire::tls
