#include "ike/response.h"

#include <utility>

namespace gateway::ike {
namespace {

constexpr std::uint16_t key_length_attribute = 0x8000 | 14;
constexpr std::uint8_t more_transforms = 3;
constexpr std::uint8_t x509_signature = 4;  // of a certificate's encodings

PayloadType type_of(const Payload& payload)
{
    constexpr PayloadType types[] = {PayloadType::security_association,
                                     PayloadType::key_exchange,
                                     PayloadType::nonce,
                                     PayloadType::notify,
                                     PayloadType::identification_responder,
                                     PayloadType::certificate,
                                     PayloadType::authentication,
                                     PayloadType::configuration,
                                     PayloadType::security_association,
                                     PayloadType::traffic_selector_initiator,
                                     PayloadType::traffic_selector_responder,
                                     PayloadType::delete_sa,
                                     PayloadType::certificate_request,
                                     PayloadType::delete_sa,
                                     PayloadType::security_association,
                                     PayloadType::extensible_authentication};
    static_assert(std::size(types) == std::variant_size_v<Payload>);
    return types[payload.index()];
}

void write_transform(Writer& out, TransformType type, std::uint16_t id,
                     std::optional<std::uint16_t> key_length = std::nullopt, bool is_last = false)
{
    out.u8(is_last ? 0 : more_transforms);
    out.u8(0);
    out.u16(key_length ? 12 : 8);
    out.u8(std::to_underlying(type));
    out.u8(0);
    out.u16(id);
    if (key_length) {
        out.u16(key_length_attribute);
        out.u16(*key_length);
    }
}

void write_body(Writer& out, const SelectedProposal& selected)
{
    const policy::Tuple& tuple = selected.tuple;
    const bool has_integ = tuple.integ || selected.with_integ_none;
    const std::size_t begin = out.size();
    out.u16(0);
    out.u16(0);
    out.u8(selected.number);
    out.u8(protocol_ike);
    out.u8(static_cast<std::uint8_t>(selected.spi.size()));
    out.u8(has_integ ? 4 : 3);
    out.octets(selected.spi);
    write_transform(out, TransformType::encr, tuple.encr, tuple.key_length);
    write_transform(out, TransformType::prf, tuple.prf);
    if (has_integ) write_transform(out, TransformType::integ, tuple.integ.value_or(integ_none));
    write_transform(out, TransformType::group, tuple.group, {}, true);
    out.set_u16(begin + 2, static_cast<std::uint16_t>(out.size() - begin));
}

void write_body(Writer& out, const KeyShare& share)
{
    out.u16(share.group);
    out.u16(0);
    out.octets(share.data);
}

void write_body(Writer& out, const Nonce& nonce)
{
    out.octets(nonce.data);
}

void write_body(Writer& out, const Notify& notify)
{
    out.u8(notify.protocol);
    out.u8(static_cast<std::uint8_t>(notify.spi.size()));
    out.u16(std::to_underlying(notify.type));
    out.octets(notify.spi);
    out.octets(notify.data);
}

void write_body(Writer& out, const Identification& identification)
{
    out.octets(body_of(identification));
}

void write_body(Writer& out, const Certificate& certificate)
{
    out.u8(x509_signature);
    out.octets(certificate.der);
}

void write_body(Writer& out, const CertificateRequest& request)
{
    out.u8(x509_signature);
    for (const Octets& authority : request.authorities) {
        out.octets(authority);
    }
}

void write_body(Writer& out, const EapMessage& message)
{
    out.octets(message.packet);
}

void write_body(Writer& out, const Authenticator& authenticator)
{
    out.u8(authenticator.method);
    out.zeros(3);
    out.octets(authenticator.data);
}

void write_body(Writer& out, const ConfigurationReply& reply)
{
    write_configuration_reply(out, reply.attributes);
}

// A transform of each type that the chosen proposal has.
void write_proposal(Writer& out, const SelectedChildProposal& child, bool is_last)
{
    constexpr std::uint8_t more_proposals = 2;
    constexpr std::uint16_t group_none = 0;
    const SelectedChild& selected = child.selected;
    const bool has_integ = selected.tuple.integ || selected.with_integ_none;
    const bool has_group = selected.group != group_none || selected.with_group_none;
    const std::size_t begin = out.size();
    out.u8(is_last ? 0 : more_proposals);
    out.u8(0);
    out.u16(0);
    out.u8(selected.number);
    out.u8(protocol_esp);
    out.u8(sizeof(child.spi));
    out.u8(static_cast<std::uint8_t>(2 + (has_integ ? 1 : 0) + (has_group ? 1 : 0)));
    out.u32(child.spi);
    write_transform(out, TransformType::encr, selected.tuple.encr, selected.tuple.key_length);
    if (has_integ) {
        write_transform(out, TransformType::integ, selected.tuple.integ.value_or(integ_none));
    }
    if (has_group) write_transform(out, TransformType::group, selected.group);
    write_transform(out, TransformType::esn, selected.extended_numbers ? 1 : 0, {}, true);
    out.set_u16(begin + 2, static_cast<std::uint16_t>(out.size() - begin));
}

void write_body(Writer& out, const SelectedChildProposal& child)
{
    write_proposal(out, child, true);
}

void write_body(Writer& out, const OfferedChildren& offered)
{
    for (const SelectedChildProposal& child : offered.proposals) {
        write_proposal(out, child, &child == &offered.proposals.back());
    }
}

void write_body(Writer& out, const DeletedIkeSa&)
{
    out.u8(protocol_ike);
    out.u8(0);
    out.u16(0);
}

void write_body(Writer& out, const SelectorsOfInitiator& selectors)
{
    write_traffic_selectors(out, selectors.list);
}

void write_body(Writer& out, const SelectorsOfResponder& selectors)
{
    write_traffic_selectors(out, selectors.list);
}

void write_body(Writer& out, const DeletedChildren& deleted)
{
    out.u8(protocol_esp);
    out.u8(sizeof(std::uint32_t));
    out.u16(static_cast<std::uint16_t>(deleted.spis.size()));
    for (const std::uint32_t spi : deleted.spis) {
        out.u32(spi);
    }
}

}  // namespace

Notify invalid_ke_payload(std::uint16_t group)
{
    Writer out;
    out.u16(group);
    return {NotifyType::invalid_ke_payload, out.take()};
}

WrittenPayloads write_payloads(const std::vector<Payload>& payloads)
{
    Writer out;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        const std::size_t begin = out.size();
        const PayloadType next =
            i + 1 < payloads.size() ? type_of(payloads[i + 1]) : PayloadType::none;
        out.u8(std::to_underlying(next));
        out.u8(0);
        out.u16(0);
        std::visit([&](const auto& payload) { write_body(out, payload); }, payloads[i]);
        out.set_u16(begin + 2, static_cast<std::uint16_t>(out.size() - begin));
    }
    const PayloadType first = payloads.empty() ? PayloadType::none : type_of(payloads.front());
    return {std::to_underlying(first), out.take()};
}

Header header_of(const Response& response, std::uint8_t first_payload)
{
    Header header;
    header.initiator_spi = response.initiator_spi;
    header.responder_spi = response.responder_spi;
    header.first_payload = first_payload;
    header.exchange_type = response.exchange_type;
    header.message_id = response.message_id;
    header.is_response = response.is_response;
    header.from_initiator = response.from_initiator;
    return header;
}

Octets write(const Response& response)
{
    const WrittenPayloads payloads = write_payloads(response.payloads);
    Writer out;
    write_header(out, header_of(response, payloads.first));
    out.octets(payloads.octets);
    set_message_length(out);
    return out.take();
}

}  // namespace gateway::ike
