#include "peers/ike/encrypted.h"

namespace conformance::peers::ike {

namespace {

using wire::ike::header_octets;
using wire::ike::Message;
using wire::ike::PayloadType;

constexpr std::size_t generic_header_octets = 4;
constexpr std::size_t most_padding = 255;

// Padding so that the cipher's block is filled; an AEAD only needs the Pad Length octet.
void pad(Octets& plaintext, std::size_t block, Random& random, Padding wanted)
{
    auto padding = (block - (plaintext.size() + 1) % block) % block;
    if (wanted == Padding::most) {
        padding += (most_padding - padding) / block * block;
        append(plaintext, random.octets(padding));
    } else {
        plaintext.insert(plaintext.end(), padding, 0);
    }
    plaintext.push_back(static_cast<std::uint8_t>(padding));
}

}  // namespace

Octets seal(const Message& message, const IkeKeys& keys, bool by_initiator, Random& random, Padding padding)
{
    const auto lengths = *crypto::lengths(keys.protection);
    auto plaintext = wire::ike::encode_chain(message.payloads);
    pad(plaintext, lengths.block, random, padding);

    // The header and the generic header carry final lengths before the ICV is computed over them.
    Message outer = message;
    outer.payloads = {wire::ike::opaque(static_cast<std::uint8_t>(PayloadType::encrypted_and_authenticated),
                                        Octets(lengths.iv + plaintext.size() + lengths.icv))};
    outer.payloads.front().next_payload.forge(message.payloads.empty() ? 0 : message.payloads.front().type);
    auto octets = wire::ike::encode(outer);

    const auto associated = View{octets}.first(header_octets + generic_header_octets);
    const auto sealed =
        crypto::seal(keys.protection, by_initiator ? keys.ei : keys.er, by_initiator ? keys.ai : keys.ar,
                     associated, random.octets(lengths.iv), plaintext);
    octets.resize(associated.size());
    append(octets, sealed);
    return octets;
}

std::optional<std::vector<wire::ike::Payload>> open(View octets, const IkeKeys& keys, bool by_initiator,
                                                    std::vector<std::string>& complaints)
{
    const auto dissection = wire::ike::dissect(octets);
    const auto* payload = dissection.message.find(PayloadType::encrypted_and_authenticated);
    if (payload == nullptr) { return std::nullopt; }
    const auto sealed = wire::ike::encode_body(*payload);
    if (octets.size() < sealed.size() + dissection.message.trailing.size()) { return std::nullopt; }
    const auto associated = octets.first(octets.size() - sealed.size() - dissection.message.trailing.size());
    const auto plaintext =
        crypto::open(keys.protection, by_initiator ? keys.ei : keys.er, by_initiator ? keys.ai : keys.ar,
                     associated, sealed);
    if (!plaintext || plaintext->empty() || plaintext->back() >= plaintext->size()) { return std::nullopt; }
    const auto inner = View{*plaintext}.first(plaintext->size() - 1u - plaintext->back());
    Octets trailing;
    return wire::ike::decode_chain(payload->next_payload.or_else(0), inner, trailing, complaints);
}

}  // namespace conformance::peers::ike
