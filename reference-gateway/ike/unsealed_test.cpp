#include "ike/unsealed.h"

#include <gtest/gtest.h>

#include "ike/payload_chain.h"
#include "ike/protection.h"

namespace gateway::ike {
namespace {

constexpr std::size_t first_payload_at = 16, length_at = 24;
constexpr std::uint8_t encrypted_fragment = 53;

Octets random_octets(Random& random, std::size_t size)
{
    Octets octets(size);
    random.fill(octets);
    return octets;
}

Octets padded(const Unsealed& message, std::size_t block)
{
    Octets plain = message.plain;
    const std::size_t padding = (block - (plain.size() + 1) % block) % block;
    plain.resize(plain.size() + padding);
    plain.push_back(message.pad_length.value_or(static_cast<std::uint8_t>(padding)));
    return plain;
}

// All that stands in front of the IV.
Octets beginning(const Unsealed& message, std::size_t sealed_size)
{
    Writer out;
    out.octets(message.header);
    out.u8(message.first_inside);
    out.u8(0);
    out.u16(static_cast<std::uint16_t>(4 + message.numbers.size() + sealed_size));
    out.octets(message.numbers);
    out.set_u32(length_at, static_cast<std::uint32_t>(out.size() + sealed_size));
    return out.take();
}

Octets seal_with(const Combined& combined, const Keys& keys, const Unsealed& message,
                 Random& random)
{
    const View key = keys.sk_ei;
    const Octets plain = padded(message, 1);
    const Octets iv = random_octets(random, 8);
    const Octets front = beginning(message, iv.size() + plain.size() + combined.icv_size);
    return joined({front, iv,
                   crypto::aead_seal(combined.aead, combined.icv_size, key.first(combined.key_size),
                                     joined({key.last(4), iv}), front, plain)
                       .value()});
}

Octets seal_with(const Cbc& cbc, const Keys& keys, const Unsealed& message, Random& random)
{
    const std::size_t block = crypto::block_size(cbc.cipher);
    const Octets plain = padded(message, block);
    const Octets iv = random_octets(random, block);
    const Octets front = beginning(message, block + plain.size() + cbc.icv_size);
    const Octets whole =
        joined({front, iv, crypto::cbc_encrypt(cbc.cipher, keys.sk_ei, iv, plain).value()});
    const Octets icv = crypto::hmac(cbc.integ, keys.sk_ai, whole);
    return joined({whole, View{icv}.first(cbc.icv_size)});
}

}  // namespace

std::optional<Unsealed> unseal(const Algorithms& algorithms, const Keys& keys, View message)
{
    const auto header = parse_header(message);
    const auto chain =
        header ? split(header->first_payload, message.subspan(header_size)) : std::nullopt;
    if (!chain) return std::nullopt;
    const bool is_part = header->first_payload == encrypted_fragment;
    const View body =
        first_of(*chain, is_part ? PayloadType::encrypted_fragment : PayloadType::encrypted);
    const std::size_t in_front = is_part ? fragment_numbers_size : 0;
    if (body.size() < in_front) return std::nullopt;
    auto plain = open_sealed(algorithms, keys, message, body.size() - in_front);
    if (!plain) return std::nullopt;
    return Unsealed{copy_of(message.first(header_size)),
                    chain->first_inside,
                    copy_of(body.first(in_front)),
                    std::move(*plain),
                    {}};
}

Octets seal(const Algorithms& algorithms, const Keys& keys, const Unsealed& message, Random& random)
{
    return std::visit(
        [&](const auto& protection) { return seal_with(protection, keys, message, random); },
        algorithms.protection);
}

std::vector<Octets> seal_in_parts(const Algorithms& algorithms, const Keys& keys,
                                  const Unsealed& message, std::uint16_t total, Random& random)
{
    const View whole = message.plain;
    const std::size_t size = whole.size() / total + 1;
    std::vector<Octets> messages;
    for (std::uint16_t i = 0; i < total; ++i) {
        Unsealed part = message;
        part.header[first_payload_at] = encrypted_fragment;
        if (i != 0) part.first_inside = 0;
        Writer numbers;
        numbers.u16(static_cast<std::uint16_t>(i + 1));
        numbers.u16(total);
        part.numbers = numbers.take();
        const std::size_t begin = std::min(i * size, whole.size());
        part.plain = copy_of(whole.subspan(begin, std::min(size, whole.size() - begin)));
        messages.push_back(seal(algorithms, keys, part, random));
    }
    return messages;
}

}  // namespace gateway::ike
