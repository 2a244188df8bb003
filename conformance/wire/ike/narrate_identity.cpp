// What stands in an IKE_AUTH, in words: identities, certificates, configuration, traffic selectors.

#include <algorithm>

#include "wire/ike/narrate.h"

namespace conformance::wire::ike {

namespace {

std::string dotted(View address)
{
    std::string text;
    for (const auto octet : address) {
        text += (text.empty() ? "" : ".") + std::to_string(octet);
    }
    return text;
}

std::string address_words(View address)
{
    constexpr std::size_t ipv4 = 4, ipv6 = 16;
    if (address.size() == ipv4) { return dotted(address); }
    if (address.size() != ipv6) { return hex(address); }
    std::string text;
    for (std::size_t i = 0; i < ipv6; i += 2) {
        text += (i == 0 ? "" : ":") + hex(address.subspan(i, 2));
    }
    return text;
}

// What a peer calls itself, where it can be printed.
std::string text_or_hex(View octets)
{
    const bool is_plain = std::ranges::all_of(octets, [](auto one) { return one > ' ' && one < 0x7f; });
    return is_plain ? std::string{octets.begin(), octets.end()} : hex(octets);
}

std::string id_type_name(std::uint8_t type)
{
    switch (static_cast<IdentificationType>(type)) {
        case IdentificationType::ipv4_address: return "ID_IPV4_ADDR";
        case IdentificationType::fqdn: return "ID_FQDN";
        case IdentificationType::rfc822_address: return "ID_RFC822_ADDR";
        case IdentificationType::ipv6_address: return "ID_IPV6_ADDR";
        case IdentificationType::der_asn1_dn: return "ID_DER_ASN1_DN";
        case IdentificationType::der_asn1_gn: return "ID_DER_ASN1_GN";
        case IdentificationType::key_id: return "ID_KEY_ID";
    }
    return "ID type " + std::to_string(type);
}

std::string attribute_name(std::uint16_t type)
{
    switch (static_cast<AttributeType>(type)) {
        case AttributeType::internal_ip4_address: return "INTERNAL_IP4_ADDRESS";
        case AttributeType::internal_ip4_netmask: return "INTERNAL_IP4_NETMASK";
        case AttributeType::internal_ip4_dns: return "INTERNAL_IP4_DNS";
        case AttributeType::internal_ip6_address: return "INTERNAL_IP6_ADDRESS";
        case AttributeType::internal_ip6_dns: return "INTERNAL_IP6_DNS";
        case AttributeType::internal_ip4_subnet: return "INTERNAL_IP4_SUBNET";
    }
    return "attribute " + std::to_string(type);
}

std::string protocol_name(std::uint8_t protocol)
{
    switch (protocol) {
        case protocol_ike: return "IKE";
        case 2: return "AH";
        case protocol_esp: return "ESP";
        default: return "protocol " + std::to_string(protocol);
    }
}

}  // namespace

std::string words(const Identification& identification)
{
    const auto type = static_cast<IdentificationType>(identification.type);
    const bool is_address = type == IdentificationType::ipv4_address || type == IdentificationType::ipv6_address;
    return id_type_name(identification.type) + " " +
           (is_address ? address_words(identification.data) : text_or_hex(identification.data));
}

std::string words(const TrafficSelector& selector)
{
    const auto half = selector.addresses.size() / 2;
    const View addresses{selector.addresses};
    const bool is_known = (selector.type == selector_ipv4_range && half == 4) || (selector.type == selector_ipv6_range && half == 16);
    if (!is_known || half * 2 != addresses.size()) {
        return "TS type " + std::to_string(selector.type) + ", " + hex(addresses);
    }
    auto text = address_words(addresses.first(half)) + " to " + address_words(addresses.subspan(half));
    if (selector.ip_protocol != 0) { text += ", protocol " + std::to_string(selector.ip_protocol); }
    if (selector.start_port != 0 || selector.end_port != 0xffff) {
        text += ", ports " + std::to_string(selector.start_port) + " to " + std::to_string(selector.end_port);
    }
    return text;
}

std::string words(const ConfigurationAttribute& attribute)
{
    auto text = attribute_name(attribute.type);
    if (!attribute.value.empty()) { text += " " + address_words(attribute.value); }
    return text;
}

std::string words(const Delete& body)
{
    auto text = "the " + protocol_name(body.protocol) + " SA";
    for (const auto& spi : body.spis) {
        text += " " + hex(spi);
    }
    return text;
}

std::string auth_method_name(std::uint8_t method)
{
    switch (static_cast<AuthenticationMethod>(method)) {
        case AuthenticationMethod::rsa_signature: return "RSA Digital Signature";
        case AuthenticationMethod::shared_key: return "Shared Key Message Integrity Code";
        case AuthenticationMethod::dss_signature: return "DSS Digital Signature";
        case AuthenticationMethod::ecdsa_p256: return "ECDSA with SHA-256 on the P-256 curve";
        case AuthenticationMethod::ecdsa_p384: return "ECDSA with SHA-384 on the P-384 curve";
        case AuthenticationMethod::ecdsa_p521: return "ECDSA with SHA-512 on the P-521 curve";
        case AuthenticationMethod::digital_signature: return "Digital Signature";
    }
    return "method " + std::to_string(method);
}

}  // namespace conformance::wire::ike
