#include "wire/ike/narrate.h"

namespace conformance::wire::ike {

namespace {

using catalog::Registries;

std::string hexadecimal(std::uint64_t value)
{
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4) {
        *digit = "0123456789abcdef"[value & 0xf];
    }
    return text;
}

// The catalog's words in the short notation of RFC 7296.
std::string short_name(const Payload& payload, const Registries& registries)
{
    switch (static_cast<PayloadType>(payload.type)) {
        case PayloadType::security_association: return "SA";
        case PayloadType::key_exchange: return "KE";
        case PayloadType::nonce: return "Nonce";
        case PayloadType::identification_initiator: return "IDi";
        case PayloadType::identification_responder: return "IDr";
        case PayloadType::authentication: return "AUTH";
        case PayloadType::certificate: return "CERT";
        case PayloadType::delete_: return "D";
        case PayloadType::configuration: return "CP";
        case PayloadType::extensible_authentication: return "EAP";
        case PayloadType::encrypted_fragment: return "SKF";
        case PayloadType::certificate_request: return "CERTREQ";
        case PayloadType::vendor_id: return "V";
        case PayloadType::traffic_selector_initiator: return "TSi";
        case PayloadType::traffic_selector_responder: return "TSr";
        case PayloadType::encrypted_and_authenticated: return "SK";
        case PayloadType::notify:
            if (const auto* body = std::get_if<Notify>(&payload.body)) {
                return "N(" + notify_name(body->type, registries) + ")";
            }
            return "N(?)";
        default: return "payload " + std::to_string(payload.type);
    }
}

void add_fields(std::vector<std::string>& lines, Narrator narrator)
{
    for (auto& one : narrator.take()) {
        lines.push_back(std::move(one));
    }
}

struct BodyLines {
    const Registries& registries;
    std::vector<std::string> lines;

    void operator()(const SecurityAssociation& sa)
    {
        for (const auto& proposal : sa.proposals) {
            lines.push_back("    " + line(proposal, registries));
        }
    }
    void operator()(const Notify& notify)
    {
        if (!notify.data.empty()) { lines.push_back("    Notification Data: " + hex(notify.data)); }
    }
    void operator()(const Nonce& nonce)
    {
        Narrator narrator{"    "};
        narrator.rest("Nonce Data", nonce.data);
        add_fields(lines, narrator);
    }
    void operator()(const Opaque& body)
    {
        Narrator narrator{"    "};
        narrator.rest("data", body.data);
        add_fields(lines, narrator);
    }
    void operator()(const Identification& identification) { lines.push_back("    " + words(identification)); }
    void operator()(const Certificate& certificate)
    {
        lines.push_back("    Cert Encoding " + std::to_string(certificate.encoding) + ", " + std::to_string(certificate.data.size()) +
                        " octets");
    }
    void operator()(const Authentication& authentication)
    {
        Narrator narrator{"    "};
        narrator.rest("Authentication Data", authentication.data);
        lines.push_back("    Auth Method: " + std::to_string(authentication.method) + ", " + auth_method_name(authentication.method));
        add_fields(lines, narrator);
    }
    void operator()(const Delete& body) { lines.push_back("    " + words(body)); }
    void operator()(const Configuration& body)
    {
        const char* const names[] = {"", "CFG_REQUEST", "CFG_REPLY", "CFG_SET", "CFG_ACK"};
        const bool is_known = body.type >= configuration_request && body.type < std::size(names);
        lines.push_back("    " + (is_known ? std::string{names[body.type]} : "CFG type " + std::to_string(body.type)));
        for (const auto& one : body.attributes) {
            lines.push_back("    " + words(one));
        }
    }
    void operator()(const TrafficSelectors& body)
    {
        for (const auto& one : body.selectors) {
            lines.push_back("    " + words(one));
        }
    }
    void operator()(const auto& listed)
    {
        Narrator narrator{"    "};
        fields(narrator, listed);
        add_fields(lines, narrator);
    }
};

}  // namespace

std::string notify_name(std::uint16_t type, const Registries& registries)
{
    return catalog::name_of(registries.notify_types, type);
}

std::string name(const Transform& transform, const Registries& registries)
{
    const auto lookup = [&]() -> const std::vector<catalog::Transform>* {
        switch (static_cast<TransformType>(transform.type)) {
            case TransformType::encryption: return &registries.encryption;
            case TransformType::pseudorandom_function: return &registries.prf;
            case TransformType::integrity: return &registries.integrity;
            case TransformType::key_exchange_method: return &registries.group;
            default: return nullptr;
        }
    };
    if (transform.type == static_cast<std::uint8_t>(TransformType::extended_sequence_numbers) && transform.id <= 1) {
        return transform.id == 0 ? "no ESN" : "ESN";
    }
    const auto* known = lookup();
    const auto* found = known == nullptr ? nullptr : catalog::find(*known, transform.id);
    auto text = found != nullptr ? found->name
                                 : "type " + std::to_string(transform.type) + " transform " +
                                       std::to_string(transform.id);
    if (const auto bits = transform.key_length()) { text += "-" + std::to_string(*bits); }
    return text;
}

std::string line(const Proposal& proposal, const Registries& registries)
{
    constexpr std::size_t shown = 12;
    auto text = "#" + std::to_string(proposal.number) + ":";
    for (std::size_t i = 0; i < proposal.transforms.size() && i < shown; ++i) {
        text += (i == 0 ? " " : ", ") + name(proposal.transforms[i], registries);
    }
    if (proposal.transforms.size() > shown) {
        text += ", and " + std::to_string(proposal.transforms.size() - shown) + " more";
    }
    return text;
}

std::string summary(const Message& message, const Registries& registries)
{
    auto text = catalog::name_of(registries.exchange_types, message.exchange_type);
    text += (message.flags & flag_response) != 0 ? " response," : " request,";
    for (const auto& payload : message.payloads) {
        text += " " + short_name(payload, registries);
    }
    return text;
}

std::vector<std::string> narrate(const std::vector<Payload>& payloads, const Registries& registries)
{
    BodyLines body{registries, {}};
    for (const auto& payload : payloads) {
        body.lines.push_back(short_name(payload, registries) + (payload.critical() ? " (critical)" : ""));
        std::visit(body, payload.body);
    }
    return body.lines;
}

std::vector<std::string> narrate(const Dissection& dissection, const Registries& registries)
{
    const auto& message = dissection.message;
    std::vector<std::string> lines{
        "SPIs " + hexadecimal(message.initiator_spi) + " / " + hexadecimal(message.responder_spi),
        "version " + std::to_string(message.version >> 4) + "." + std::to_string(message.version & 0xf) +
            ", flags " + hexadecimal(message.flags).substr(14) + ", message ID " +
            std::to_string(message.message_id),
    };
    for (auto& one : narrate(message.payloads, registries)) {
        lines.push_back(std::move(one));
    }
    for (const auto& complaint : dissection.complaints) {
        lines.push_back("odd: " + complaint);
    }
    return lines;
}

}  // namespace conformance::wire::ike
