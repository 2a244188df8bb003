#include "ike/test_initiator.h"

#include <algorithm>
#include <utility>

#include "ike/algorithms.h"
#include "ike/header.h"
#include "ike/payload_chain.h"
#include "ike/protection.h"
#include "ike/unsealed.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t initiator_flag = 0x08;
constexpr std::size_t flags_at = 19;

// A public value of the group that anybody can write down, to find our own with.
Octets some_public_value(std::uint16_t group)
{
    Octets value(crypto::public_value_size(group));
    value.back() = group == 31 ? 9 : 2;
    return value;
}

void write_transform(Writer& out, const RawTransform& transform, bool last)
{
    out.u8(last ? 0 : 3);
    out.u8(0);
    out.u16(transform.key_length ? 12 : 8);
    out.u8(transform.type);
    out.u8(0);
    out.u16(transform.id);
    if (transform.key_length) {
        out.u16(0x800e);
        out.u16(*transform.key_length);
    }
}

std::uint8_t type_of(const std::vector<RawPayloadToSend>& payloads, std::size_t i)
{
    return i < payloads.size() ? payloads[i].type : 0;
}

Octets chain_of(const std::vector<RawPayloadToSend>& payloads)
{
    Writer out;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        out.u8(type_of(payloads, i + 1));
        out.u8(payloads[i].critical ? 0x80 : 0);
        out.u16(static_cast<std::uint16_t>(payloads[i].body.size() + 4));
        out.octets(payloads[i].body);
    }
    return out.take();
}

Keys swapped(const Keys& keys)
{
    Keys other = keys;
    std::swap(other.sk_ai, other.sk_ar);
    std::swap(other.sk_ei, other.sk_er);
    return other;
}

}  // namespace

std::vector<RawTransform> transforms_of(const policy::Tuple& tuple)
{
    std::vector<RawTransform> transforms{{1, tuple.encr, tuple.key_length}, {2, tuple.prf, {}}};
    if (tuple.integ) transforms.push_back({3, *tuple.integ, {}});
    transforms.push_back({4, tuple.group, {}});
    return transforms;
}

RawPayloadToSend security_association(const std::vector<std::vector<RawTransform>>& proposals)
{
    Writer out;
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        const std::size_t begin = out.size();
        out.u8(i + 1 < proposals.size() ? 2 : 0);
        out.u8(0);
        out.u16(0);
        out.u8(static_cast<std::uint8_t>(i + 1));
        out.u8(1);
        out.u8(0);
        out.u8(static_cast<std::uint8_t>(proposals[i].size()));
        for (std::size_t j = 0; j < proposals[i].size(); ++j) {
            write_transform(out, proposals[i][j], j + 1 == proposals[i].size());
        }
        out.set_u16(begin + 2, static_cast<std::uint16_t>(out.size() - begin));
    }
    return {33, out.take()};
}

Octets message(std::uint64_t initiator_spi, std::uint64_t responder_spi, ExchangeType exchange,
               std::uint32_t message_id, const std::vector<RawPayloadToSend>& payloads)
{
    Writer out;
    Header header;
    header.initiator_spi = initiator_spi;
    header.responder_spi = responder_spi;
    header.first_payload = type_of(payloads, 0);
    header.exchange_type = std::to_underlying(exchange);
    header.message_id = message_id;
    write_response_header(out, header);
    out.set_u8(flags_at, initiator_flag);
    out.octets(chain_of(payloads));
    set_message_length(out);
    return out.take();
}

std::vector<NotifyType> notifies_in(View octets)
{
    std::vector<NotifyType> types;
    const auto header = parse_header(octets);
    const auto chain =
        header ? split(header->first_payload, octets.subspan(header_size)) : std::nullopt;
    if (!chain) return types;
    for (const RawPayload& payload : chain->payloads) {
        if (payload.type != 41) continue;
        Cursor in{payload.body};
        in.skip(2);
        types.push_back(static_cast<NotifyType>(in.u16()));
    }
    return types;
}

TestInitiator::TestInitiator(policy::Tuple tuple, std::uint64_t spi)
    : key_share_group(tuple.group), proposals{transforms_of(tuple)}, tuple_(tuple), spi_(spi)
{
    own_.group = tuple.group;
    own_.private_seed = Octets(crypto::private_seed_size(tuple.group), 0x33);
    own_.peer_public = some_public_value(tuple.group);
}

Octets TestInitiator::ike_sa_init()
{
    return ike_sa_init({}, {});
}

Octets TestInitiator::ike_sa_init(const std::vector<RawPayloadToSend>& before,
                                  const std::vector<RawPayloadToSend>& after)
{
    const auto own = crypto::agree(own_);
    Writer share;
    share.u16(key_share_group);
    share.u16(0);
    share.octets(own ? own->public_value : Octets{});
    std::vector<RawPayloadToSend> payloads = before;
    payloads.push_back(security_association(proposals));
    payloads.push_back({34, share.take()});
    payloads.push_back({40, nonce});
    payloads.insert(payloads.end(), after.begin(), after.end());
    request_ = message(spi_, 0, ExchangeType::ike_sa_init, 0, payloads);
    return request_;
}

bool TestInitiator::accepted(View answer)
{
    const auto header = parse_header(answer);
    const auto parsed = header ? parse_ike_sa_init(*header, answer) : std::nullopt;
    if (!parsed || header->initiator_spi != spi_) return false;
    crypto::KeyAgreement work = own_;
    work.peer_public = parsed->key_share.data;
    const auto agreed = crypto::agree(work);
    const auto algorithms = algorithms_of(tuple_);
    if (!agreed || !algorithms) return false;
    responder_spi_ = header->responder_spi;
    responder_nonce_ = parsed->nonce;
    answer_ = copy_of(answer);
    keys_ = derive_keys(*algorithms,
                        {nonce, parsed->nonce, spi_, responder_spi_, agreed->shared_secret});
    return true;
}

Octets TestInitiator::ike_auth(const std::vector<RawPayloadToSend>& inside) const
{
    return ike_auth(type_of(inside, 0), chain_of(inside));
}

Octets TestInitiator::ike_auth(std::uint8_t first_inside, Octets inside) const
{
    return sealed(46, first_inside, {}, std::move(inside));
}

Octets TestInitiator::fragment(FragmentNumbers numbers, std::uint8_t first_inside, View part) const
{
    Writer out;
    out.u16(numbers.number);
    out.u16(numbers.total);
    return sealed(53, first_inside, out.view(), copy_of(part));
}

std::vector<Octets> TestInitiator::fragments(const std::vector<RawPayloadToSend>& inside,
                                             std::uint16_t total) const
{
    const Octets whole = chain_of(inside);
    const std::size_t size = whole.size() / total + 1;
    std::vector<Octets> messages;
    for (std::uint16_t i = 0; i < total; ++i) {
        const std::size_t begin = std::min(i * size, whole.size());
        messages.push_back(fragment({static_cast<std::uint16_t>(i + 1), total},
                                    i == 0 ? type_of(inside, 0) : std::uint8_t{0},
                                    View{whole}.subspan(begin, std::min(size, whole.size() - begin))));
    }
    return messages;
}

// By hand: the gateway itself seals nothing but what it has to say.
Octets TestInitiator::sealed(std::uint8_t type, std::uint8_t first_inside, View in_front,
                             Octets plain) const
{
    CountingRandom random;
    Octets header = message(spi_, responder_spi_, protected_exchange, message_id, {{type, {}, false}});
    header.resize(header_size);
    return seal(*algorithms_of(tuple_), keys_,
                {std::move(header), first_inside, copy_of(in_front), std::move(plain), {}}, random);
}

Octets TestInitiator::signed_by_us(View identification) const
{
    const crypto::Hash prf = algorithms_of(tuple_)->prf;
    return joined({request_, responder_nonce_, crypto::hmac(prf, keys_.sk_pi, identification)});
}

Octets TestInitiator::signed_by_the_responder(View identification) const
{
    const crypto::Hash prf = algorithms_of(tuple_)->prf;
    return joined({answer_, nonce, crypto::hmac(prf, keys_.sk_pr, identification)});
}

std::optional<Octets> TestInitiator::opened(View answer) const
{
    const auto header = parse_header(answer);
    const auto chain =
        header ? split(header->first_payload, answer.subspan(header_size)) : std::nullopt;
    if (!chain) return std::nullopt;
    const View fragment = first_of(*chain, PayloadType::encrypted_fragment);
    const std::size_t size = fragment.size() > fragment_numbers_size
                                 ? fragment.size() - fragment_numbers_size
                                 : first_of(*chain, PayloadType::encrypted).size();
    return open_sealed(*algorithms_of(tuple_), swapped(keys_), answer, size);
}

}  // namespace gateway::ike
