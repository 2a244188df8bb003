#include "wire/tls/numbers.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "catalog/edition.h"

namespace conformance::wire::tls {

namespace {

struct Name {
    std::uint16_t number;
    std::string_view text;
};

constexpr std::array handshake_types{
    Name{0, "HelloRequest"},       Name{1, "ClientHello"},         Name{2, "ServerHello"},
    Name{4, "NewSessionTicket"},   Name{8, "EncryptedExtensions"}, Name{11, "Certificate"},
    Name{12, "ServerKeyExchange"}, Name{13, "CertificateRequest"}, Name{14, "ServerHelloDone"},
    Name{15, "CertificateVerify"}, Name{16, "ClientKeyExchange"},  Name{20, "Finished"},
    Name{22, "CertificateStatus"}, Name{24, "KeyUpdate"},
};

constexpr std::array alerts{
    Name{0, "close_notify"},
    Name{10, "unexpected_message"},
    Name{20, "bad_record_mac"},
    Name{22, "record_overflow"},
    Name{30, "decompression_failure"},
    Name{40, "handshake_failure"},
    Name{41, "no_certificate"},
    Name{42, "bad_certificate"},
    Name{47, "illegal_parameter"},
    Name{48, "unknown_ca"},
    Name{49, "access_denied"},
    Name{50, "decode_error"},
    Name{51, "decrypt_error"},
    Name{70, "protocol_version"},
    Name{71, "insufficient_security"},
    Name{80, "internal_error"},
    Name{86, "inappropriate_fallback"},
    Name{90, "user_canceled"},
    Name{100, "no_renegotiation"},
    Name{109, "missing_extension"},
    Name{110, "unsupported_extension"},
    Name{112, "unrecognized_name"},
    Name{115, "unknown_psk_identity"},
    Name{116, "certificate_required"},
    Name{120, "no_application_protocol"},
};

constexpr std::array extensions{
    Name{0, "server_name"},
    Name{1, "max_fragment_length"},
    Name{5, "status_request"},
    Name{10, "supported_groups"},
    Name{11, "ec_point_formats"},
    Name{13, "signature_algorithms"},
    Name{15, "heartbeat"},
    Name{16, "application_layer_protocol_negotiation"},
    Name{18, "signed_certificate_timestamp"},
    Name{21, "padding"},
    Name{22, "encrypt_then_mac"},
    Name{23, "extended_master_secret"},
    Name{35, "session_ticket"},
    Name{41, "pre_shared_key"},
    Name{42, "early_data"},
    Name{43, "supported_versions"},
    Name{44, "cookie"},
    Name{45, "psk_key_exchange_modes"},
    Name{49, "post_handshake_auth"},
    Name{50, "signature_algorithms_cert"},
    Name{51, "key_share"},
    Name{65'281, "renegotiation_info"},
};

constexpr std::array signature_schemes{
    Name{0x0201, "rsa_pkcs1_sha1"},
    Name{0x0202, "dsa_sha1"},
    Name{0x0203, "ecdsa_sha1"},
    Name{0x0401, "rsa_pkcs1_sha256"},
    Name{0x0402, "dsa_sha256"},
    Name{0x0403, "ecdsa_secp256r1_sha256"},
    Name{0x0501, "rsa_pkcs1_sha384"},
    Name{0x0503, "ecdsa_secp384r1_sha384"},
    Name{0x0601, "rsa_pkcs1_sha512"},
    Name{0x0603, "ecdsa_secp521r1_sha512"},
    Name{0x0804, "rsa_pss_rsae_sha256"},
    Name{0x0805, "rsa_pss_rsae_sha384"},
    Name{0x0806, "rsa_pss_rsae_sha512"},
    Name{0x0807, "ed25519"},
    Name{0x0808, "ed448"},
    Name{0x0809, "rsa_pss_pss_sha256"},
    Name{0x080a, "rsa_pss_pss_sha384"},
    Name{0x080b, "rsa_pss_pss_sha512"},
};

template <std::size_t N>
std::string name_in(const std::array<Name, N>& names, std::uint16_t number, std::string_view kind)
{
    if (is_grease(number)) {
        return "GREASE " + four_digits(number);
    }
    const auto found = std::ranges::find(names, number, &Name::number);
    if (found != names.end()) {
        return std::string{found->text};
    }
    return std::string{kind} + " " + std::to_string(number);
}

}  // namespace

std::string four_digits(std::uint16_t number)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (unsigned shift = 16; shift != 0; shift -= 4) {
        text += digits[(number >> (shift - 4)) & 0xf];
    }
    return text;
}

std::string version_name(std::uint16_t version)
{
    if (version < ssl_3_0 || version > tls_1_3) {
        return "version 0x" + four_digits(version);
    }
    return catalog::to_string(static_cast<catalog::TlsVersion>(version));
}

std::string handshake_name(std::uint8_t type)
{
    return name_in(handshake_types, type, "handshake message");
}

std::string alert_name(std::uint8_t description)
{
    return name_in(alerts, description, "alert");
}

std::string extension_name(std::uint16_t type)
{
    return name_in(extensions, type, "extension");
}

std::string signature_scheme_name(std::uint16_t scheme)
{
    const auto text = name_in(signature_schemes, scheme, "");
    return text.starts_with(' ') ? "0x" + four_digits(scheme) : text;
}

}  // namespace conformance::wire::tls
