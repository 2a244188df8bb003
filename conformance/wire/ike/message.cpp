#include "wire/ike/message.h"

#include <algorithm>

namespace conformance::wire::ike {

namespace {

std::uint8_t type_after(const std::vector<Payload>& payloads, std::size_t index)
{
    return index + 1 < payloads.size() ? payloads[index + 1].type : std::uint8_t{0};
}

// The Encrypted payload is the last of its message: its Next Payload names the first one inside.
bool ends_the_chain(std::uint8_t type)
{
    return type == static_cast<std::uint8_t>(PayloadType::encrypted_and_authenticated) ||
           type == static_cast<std::uint8_t>(PayloadType::encrypted_fragment);
}

}  // namespace

const Payload* Message::find(PayloadType type) const
{
    const auto found = std::ranges::find_if(payloads, [&](const Payload& one) { return one.is(type); });
    return found == payloads.end() ? nullptr : &*found;
}

std::vector<const Notify*> Message::notifies() const
{
    std::vector<const Notify*> found;
    for (const auto& one : payloads) {
        if (const auto* notify = std::get_if<Notify>(&one.body)) { found.push_back(notify); }
    }
    return found;
}

const Notify* Message::notify(NotifyType type) const
{
    for (const auto* one : notifies()) {
        if (one->is(type)) { return one; }
    }
    return nullptr;
}

Octets encode_chain(const std::vector<Payload>& payloads)
{
    Writer out;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        const auto body = encode_body(payloads[i]);
        out.u8("Next Payload", payloads[i].next_payload.or_else(type_after(payloads, i)));
        out.u8("C, RESERVED", payloads[i].flags);
        out.u16("Payload Length",
                payloads[i].length.or_else(static_cast<std::uint16_t>(body.size() + 4)));
        out.rest("body", body);
    }
    return out.take();
}

Octets encode(const Message& message)
{
    const auto chain = encode_chain(message.payloads);
    const auto first = message.payloads.empty() ? std::uint8_t{0} : message.payloads.front().type;
    Writer out;
    out.u64("IKE SA Initiator's SPI", message.initiator_spi);
    out.u64("IKE SA Responder's SPI", message.responder_spi);
    out.u8("Next Payload", message.next_payload.or_else(first));
    out.u8("Version", message.version);
    out.u8("Exchange Type", message.exchange_type);
    out.u8("Flags", message.flags);
    out.u32("Message ID", message.message_id);
    const auto truth = header_octets + chain.size() + message.trailing.size();
    out.u32("Length", message.length.or_else(static_cast<std::uint32_t>(truth)));
    out.rest("payloads", chain);
    out.rest("trailing", message.trailing);
    return out.take();
}

std::vector<Payload> decode_chain(std::uint8_t first, View octets, Octets& trailing,
                                  std::vector<std::string>& complaints)
{
    std::vector<Payload> payloads;
    Reader in{octets};
    auto type = first;
    while (type != 0) {
        const auto before = octets.last(in.left());
        Payload next;
        next.type = type;
        std::uint8_t following = 0;
        std::uint16_t length = 0;
        in.u8("Next Payload", following);
        in.u8("C, RESERVED", next.flags);
        in.u16("Payload Length", length);
        const auto body = in.take("payload " + std::to_string(type), length < 4 ? in.left() + 1 : length - 4u);
        if (!in.ok()) {
            complaints.push_back("payload " + std::to_string(type) + ": length " +
                                 std::to_string(length) + " does not fit");
            trailing.assign(before.begin(), before.end());
            if (!payloads.empty()) { payloads.back().next_payload.forge(type); }
            return payloads;
        }
        next.body = decode_body(type, body, complaints);
        const bool ends = ends_the_chain(type);
        if (ends) { next.next_payload.forge(following); }
        payloads.push_back(std::move(next));
        type = ends ? std::uint8_t{0} : following;
    }
    const auto left = octets.last(in.left());
    trailing.assign(left.begin(), left.end());
    if (!left.empty()) {
        complaints.push_back(std::to_string(left.size()) + " octets follow the last payload");
    }
    return payloads;
}

Dissection dissect(View octets)
{
    Dissection result;
    auto& message = result.message;
    Reader in{octets};
    std::uint8_t first = 0;
    std::uint32_t length = 0;
    in.u64("IKE SA Initiator's SPI", message.initiator_spi);
    in.u64("IKE SA Responder's SPI", message.responder_spi);
    in.u8("Next Payload", first);
    in.u8("Version", message.version);
    in.u8("Exchange Type", message.exchange_type);
    in.u8("Flags", message.flags);
    in.u32("Message ID", message.message_id);
    in.u32("Length", length);
    if (!in.ok()) {
        result.complaints.push_back("header: " + in.complaint());
        return result;
    }
    result.has_header = true;
    if (length != octets.size()) {
        result.complaints.push_back("header: length " + std::to_string(length) + ", datagram has " +
                                    std::to_string(octets.size()));
        message.length.forge(length);
    }
    message.payloads = decode_chain(first, octets.subspan(header_octets), message.trailing,
                                    result.complaints);
    const auto shown = message.payloads.empty() ? std::uint8_t{0} : message.payloads.front().type;
    if (first != shown) { message.next_payload.forge(first); }
    return result;
}

}  // namespace conformance::wire::ike
