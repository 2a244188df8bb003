#include "peers/ike/encrypted.h"

#include <algorithm>
#include <map>

namespace conformance::peers::ike {

namespace {

using wire::ike::EncryptedFragment;
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

// The message with one payload that is sealed: `in_front` stands between its generic header and the IV, and is authentic too.
Octets sealed(const Message& message, PayloadType type, std::uint8_t next_payload, const Octets& in_front, View plaintext,
              const IkeKeys& keys, bool by_initiator, Random& random)
{
    const auto lengths = *crypto::lengths(keys.protection);
    // The header and the generic header carry final lengths before the ICV is computed over them.
    Octets body = in_front;
    body.resize(in_front.size() + lengths.iv + plaintext.size() + lengths.icv);
    Message outer = message;
    outer.payloads = {wire::ike::opaque(static_cast<std::uint8_t>(type), std::move(body))};
    outer.payloads.front().next_payload.forge(next_payload);
    auto octets = wire::ike::encode(outer);

    const auto associated = View{octets}.first(header_octets + generic_header_octets + in_front.size());
    const auto sealed = crypto::seal(keys.protection, by_initiator ? keys.ei : keys.er, by_initiator ? keys.ai : keys.ar, associated,
                                     random.octets(lengths.iv), plaintext);
    octets.resize(associated.size());
    append(octets, sealed);
    return octets;
}

// Without its padding. `octets` is the message, and ends with what is sealed and `behind` octets more.
std::optional<Octets> opened(View octets, View sealed, std::size_t behind, const IkeKeys& keys, bool by_initiator)
{
    if (octets.size() < sealed.size() + behind) { return std::nullopt; }
    const auto associated = octets.first(octets.size() - sealed.size() - behind);
    auto plaintext =
        crypto::open(keys.protection, by_initiator ? keys.ei : keys.er, by_initiator ? keys.ai : keys.ar, associated, sealed);
    if (!plaintext || plaintext->empty() || plaintext->back() >= plaintext->size()) { return std::nullopt; }
    plaintext->resize(plaintext->size() - 1u - plaintext->back());
    return plaintext;
}

Octets octets_of(const EncryptedFragment& fragment)
{
    return {static_cast<std::uint8_t>(fragment.number >> 8), static_cast<std::uint8_t>(fragment.number),
            static_cast<std::uint8_t>(fragment.total >> 8), static_cast<std::uint8_t>(fragment.total)};
}

}  // namespace

Octets seal(const Message& message, const IkeKeys& keys, bool by_initiator, Random& random, Padding padding)
{
    auto plaintext = wire::ike::encode_chain(message.payloads);
    pad(plaintext, crypto::lengths(keys.protection)->block, random, padding);
    return sealed(message, PayloadType::encrypted_and_authenticated, message.payloads.empty() ? std::uint8_t{0} : message.payloads.front().type,
                  {}, plaintext, keys, by_initiator, random);
}

Octets seal(const Message& message, const Part& part, const IkeKeys& keys, bool by_initiator, Random& random)
{
    auto plaintext = part.content;
    pad(plaintext, crypto::lengths(keys.protection)->block, random, Padding::fewest);
    return sealed(message, PayloadType::encrypted_fragment, part.next_payload, octets_of({part.number, part.total, {}}), plaintext, keys,
                  by_initiator, random);
}

std::size_t sealing_octets(const IkeKeys& keys)
{
    const auto lengths = *crypto::lengths(keys.protection);
    return header_octets + generic_header_octets + octets_of({}).size() + lengths.iv + lengths.block + lengths.icv;
}

std::vector<Part> cut(const std::vector<wire::ike::Payload>& payloads, std::size_t octets_in_each)
{
    const auto whole = wire::ike::encode_chain(payloads);
    const auto total = std::max<std::size_t>(1, (whole.size() + octets_in_each - 1) / octets_in_each);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < total; ++i) {
        const auto begin = i * octets_in_each;
        const auto content = View{whole}.subspan(begin, std::min(octets_in_each, whole.size() - begin));
        const bool names_the_first = i == 0 && !payloads.empty();
        parts.push_back({static_cast<std::uint16_t>(i + 1), static_cast<std::uint16_t>(total),
                         names_the_first ? payloads.front().type : std::uint8_t{0}, {content.begin(), content.end()}});
    }
    return parts;
}

std::vector<Part> cut_into(const std::vector<wire::ike::Payload>& payloads, std::size_t parts)
{
    const auto octets = wire::ike::encode_chain(payloads).size();
    return cut(payloads, std::max<std::size_t>(1, (octets + parts - 1) / parts));
}

std::optional<Part> open_part(View octets, const IkeKeys& keys, bool by_initiator)
{
    const auto dissection = wire::ike::dissect(octets);
    const auto* payload = dissection.message.find(PayloadType::encrypted_fragment);
    const auto* fragment = payload == nullptr ? nullptr : std::get_if<EncryptedFragment>(&payload->body);
    if (fragment == nullptr) { return std::nullopt; }
    auto content = opened(octets, fragment->data, dissection.message.trailing.size(), keys, by_initiator);
    if (!content) { return std::nullopt; }
    return Part{fragment->number, fragment->total, payload->next_payload.or_else(0), std::move(*content)};
}

namespace {

// What the chain does not reach stays as octets of no type: it is not nothing.
std::vector<wire::ike::Payload> payloads_of(std::uint8_t first, View octets, std::vector<std::string>& complaints)
{
    Octets trailing;
    auto payloads = wire::ike::decode_chain(first, octets, trailing, complaints);
    if (!trailing.empty()) { payloads.push_back(wire::ike::opaque(0, std::move(trailing))); }
    return payloads;
}

}  // namespace

std::optional<std::vector<wire::ike::Payload>> open_fragments(const std::vector<Octets>& fragments, const IkeKeys& keys, bool by_initiator,
                                                              std::vector<std::string>& complaints)
{
    // A larger total is the same message cut anew: Section 2.6.
    std::map<std::uint16_t, Part> parts;
    std::uint16_t total = 0;
    for (const auto& one : fragments) {
        auto part = open_part(one, keys, by_initiator);
        if (!part || part->total < total) { continue; }
        if (part->total > total) { parts.clear(); }
        total = part->total;
        parts.try_emplace(part->number, std::move(*part));
    }
    if (parts.empty() || parts.begin()->first != 1 || parts.rbegin()->first != total || parts.size() != total) { return std::nullopt; }
    Octets whole;
    for (const auto& [number, part] : parts) {
        append(whole, part.content);
    }
    return payloads_of(parts.begin()->second.next_payload, whole, complaints);
}

std::optional<std::vector<wire::ike::Payload>> open(View octets, const IkeKeys& keys, bool by_initiator,
                                                    std::vector<std::string>& complaints)
{
    const auto dissection = wire::ike::dissect(octets);
    const auto* payload = dissection.message.find(PayloadType::encrypted_and_authenticated);
    if (payload == nullptr) { return std::nullopt; }
    const auto inner = opened(octets, wire::ike::encode_body(*payload), dissection.message.trailing.size(), keys, by_initiator);
    if (!inner) { return std::nullopt; }
    return payloads_of(payload->next_payload.or_else(0), *inner, complaints);
}

}  // namespace conformance::peers::ike
