#include "ike/protection.h"

#include <algorithm>
#include <utility>

#include "ike/fragment.h"

namespace gateway::ike {
namespace {

constexpr std::size_t salt_size = 4;
constexpr std::size_t aead_iv_size = 8;

std::optional<Octets> without_padding(Octets plain)
{
    if (plain.empty()) return std::nullopt;
    const std::size_t padding = plain.back() + 1U;
    if (padding > plain.size()) return std::nullopt;
    plain.resize(plain.size() - padding);
    return plain;
}

Octets with_padding(View plain, std::size_t block)
{
    const std::size_t padding = (block - (plain.size() + 1) % block) % block;
    Writer out;
    out.octets(plain);
    out.zeros(padding);
    out.u8(static_cast<std::uint8_t>(padding));
    return out.take();
}

std::optional<Octets> open(const Cbc& cbc, const Keys& keys, View message, View body)
{
    const std::size_t iv_size = crypto::block_size(cbc.cipher);
    if (body.size() < iv_size + cbc.icv_size) return std::nullopt;
    const View icv = body.last(cbc.icv_size);
    const Octets expected =
        crypto::hmac(cbc.integ, keys.sk_ai, message.first(message.size() - cbc.icv_size));
    if (!crypto::equal_in_constant_time(icv, View{expected}.first(cbc.icv_size))) {
        return std::nullopt;
    }
    const View sealed = body.subspan(iv_size, body.size() - iv_size - cbc.icv_size);
    return crypto::cbc_decrypt(cbc.cipher, keys.sk_ei, body.first(iv_size), sealed);
}

std::optional<Octets> open(const Combined& combined, const Keys& keys, View message, View body)
{
    if (body.size() < aead_iv_size) return std::nullopt;
    const View key = keys.sk_ei;
    const Octets nonce = joined({key.last(salt_size), body.first(aead_iv_size)});
    return crypto::aead_open(combined.aead, combined.icv_size, key.first(combined.key_size), nonce,
                             message.first(message.size() - body.size()),
                             body.subspan(aead_iv_size));
}

Octets random_octets(Random& random, std::size_t size)
{
    Octets octets(size);
    random.fill(octets);
    return octets;
}

// What one message seals: all payloads of a response, or a fragment of them.
struct Content {
    std::uint8_t first_inside = 0;
    View plain;
    std::optional<FragmentNumbers> fragment;
};

// All that stands in front of the IV, with the lengths that the message will have.
Writer beginning(const Response& response, const Content& content, std::size_t sealed_size)
{
    const PayloadType type =
        content.fragment ? PayloadType::encrypted_fragment : PayloadType::encrypted;
    const std::size_t numbers = content.fragment ? fragment_numbers_size : 0;
    Writer out;
    write_header(out, header_of(response, std::to_underlying(type)));
    out.u8(content.first_inside);
    out.u8(0);
    out.u16(static_cast<std::uint16_t>(4 + numbers + sealed_size));
    if (content.fragment) {
        out.u16(content.fragment->number);
        out.u16(content.fragment->total);
    }
    out.zeros(sealed_size);
    set_message_length(out);
    const View whole = out.view();
    Writer shortened;
    shortened.octets(whole.first(whole.size() - sealed_size));
    return shortened;
}

Octets seal(const Cbc& cbc, const Keys& keys, const Response& response, const Content& content,
            Random& random)
{
    const std::size_t block = crypto::block_size(cbc.cipher);
    const Octets plain = with_padding(content.plain, block);
    const Octets iv = random_octets(random, block);
    const auto sealed = crypto::cbc_encrypt(cbc.cipher, keys.sk_er, iv, plain);
    if (!sealed) return {};
    Writer out = beginning(response, content, block + plain.size() + cbc.icv_size);
    out.octets(iv);
    out.octets(*sealed);
    const Octets icv = crypto::hmac(cbc.integ, keys.sk_ar, out.view());
    out.octets(View{icv}.first(cbc.icv_size));
    return out.take();
}

// Few messages are sealed with these keys and each IV is fresh: RFC 5282, Section 3.1 asks for no
// more than uniqueness.
Octets seal(const Combined& combined, const Keys& keys, const Response& response,
            const Content& content, Random& random)
{
    const Octets plain = with_padding(content.plain, 1);
    const Octets iv = random_octets(random, aead_iv_size);
    const View key = keys.sk_er;
    Writer out = beginning(response, content, aead_iv_size + plain.size() + combined.icv_size);
    const auto sealed =
        crypto::aead_seal(combined.aead, combined.icv_size, key.first(combined.key_size),
                          joined({key.last(salt_size), iv}), out.view(), plain);
    if (!sealed) return {};
    out.octets(iv);
    out.octets(*sealed);
    return out.take();
}

// What sealing adds to a content, at most.
std::size_t most_added(const Cbc& cbc)
{
    return 2 * crypto::block_size(cbc.cipher) + cbc.icv_size;
}

std::size_t most_added(const Combined& combined)
{
    return aead_iv_size + 1 + combined.icv_size;
}

}  // namespace

std::optional<Octets> open_sealed(const Algorithms& algorithms, const Keys& keys, View message,
                                  std::size_t body_size)
{
    if (body_size > message.size()) return std::nullopt;
    auto plain = std::visit(
        [&](const auto& protection) {
            return open(protection, keys, message, message.last(body_size));
        },
        algorithms.protection);
    if (!plain) return std::nullopt;
    return without_padding(std::move(*plain));
}

Octets write_sealed(const Algorithms& algorithms, const Keys& keys, const Response& response,
                    Random& random)
{
    const WrittenPayloads inside = write_payloads(response.payloads);
    const Content content{inside.first, inside.octets, {}};
    return std::visit(
        [&](const auto& protection) { return seal(protection, keys, response, content, random); },
        algorithms.protection);
}

std::uint8_t next_payload_of_a_fragment(std::uint16_t number, std::uint8_t first)
{
    return number == 1 ? first : std::uint8_t{0};
}

std::vector<Octets> write_fragments(const Algorithms& algorithms, const Keys& keys,
                                    const Response& response, std::size_t longest,
                                    const FragmentNextPayload& next_payload, Random& random)
{
    constexpr std::size_t least = 16;
    const WrittenPayloads inside = write_payloads(response.payloads);
    const std::size_t added =
        header_size + 4 + fragment_numbers_size +
        std::visit([](const auto& protection) { return most_added(protection); },
                   algorithms.protection);
    const std::size_t size = std::max(longest, added + least) - added;
    const View whole = inside.octets;
    const std::size_t total = std::max<std::size_t>(1, (whole.size() + size - 1) / size);
    std::vector<Octets> messages;
    for (std::size_t i = 0; i < total; ++i) {
        const View part = whole.subspan(i * size, std::min(size, whole.size() - i * size));
        const FragmentNumbers numbers{static_cast<std::uint16_t>(i + 1),
                                      static_cast<std::uint16_t>(total)};
        const Content content{next_payload(numbers.number, inside.first), part, numbers};
        messages.push_back(std::visit(
            [&](const auto& protection) {
                return seal(protection, keys, response, content, random);
            },
            algorithms.protection));
    }
    return messages;
}

}  // namespace gateway::ike
