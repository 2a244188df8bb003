// Known answers: conversations between two strongSwans, read by the gateway's own code.
#include "ike/recorded.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "ike/ike_sa_init_request.h"
#include "ike/nat_detection.h"
#include "ike/protection.h"
#include "ike/selection.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t ike_sa_init = std::to_underlying(ExchangeType::ike_sa_init);
constexpr std::uint8_t ike_auth = std::to_underlying(ExchangeType::ike_auth);

const std::vector<RecordedConversation>& conversations()
{
    static const auto all = recorded_conversations(SALLYPORT_SOURCE);
    return all;
}

Chain chain_of(const RecordedMessage& message)
{
    const auto header = parse_header(message.octets);
    if (!header) return {};
    return split(header->first_payload, View{message.octets}.subspan(header_size))
        .value_or(Chain{});
}

std::vector<std::uint8_t> types_of(const Chain& chain)
{
    std::vector<std::uint8_t> types;
    for (const RawPayload& payload : chain.payloads) {
        types.push_back(payload.type);
    }
    return types;
}

Endpoint endpoint_of(const std::string& text)
{
    Endpoint endpoint;
    unsigned number = 0;
    for (const char c : text + ":") {
        if (c == '.' || (c == ':' && endpoint.address.size() < 4)) {
            endpoint.address.push_back(static_cast<std::uint8_t>(std::exchange(number, 0)));
        } else if (c != ':') {
            number = number * 10 + static_cast<unsigned>(c - '0');
        }
    }
    endpoint.port = static_cast<std::uint16_t>(number);
    return endpoint;
}

}  // namespace

TEST(RecordedConversations, AreThere)
{
    EXPECT_GE(conversations().size(), 3U);
}

TEST(RecordedConversations, KeysComeOutAsStrongSwansDid)
{
    for (const auto& conversation : conversations()) {
        const auto algorithms = algorithms_of(conversation.tuple);
        ASSERT_TRUE(algorithms) << conversation.name;
        const Keys keys = derive_keys(*algorithms, conversation.material);
        EXPECT_EQ(keys.sk_d, conversation.keys.sk_d) << conversation.name;
        EXPECT_EQ(keys.sk_ai, conversation.keys.sk_ai) << conversation.name;
        EXPECT_EQ(keys.sk_ar, conversation.keys.sk_ar) << conversation.name;
        EXPECT_EQ(keys.sk_ei, conversation.keys.sk_ei) << conversation.name;
        EXPECT_EQ(keys.sk_er, conversation.keys.sk_er) << conversation.name;
        EXPECT_EQ(keys.sk_pi, conversation.keys.sk_pi) << conversation.name;
        EXPECT_EQ(keys.sk_pr, conversation.keys.sk_pr) << conversation.name;
    }
}

TEST(RecordedConversations, PayloadsAreSplitAsTsharkSplitsThem)
{
    for (const auto& conversation : conversations()) {
        for (const RecordedMessage& message : conversation.messages) {
            if (message.exchange_type != ike_sa_init) continue;
            EXPECT_EQ(types_of(chain_of(message)), message.payloads) << conversation.name;
        }
    }
}

TEST(RecordedConversations, TheLastIkeSaInitRequestHoldsTheSelectedRow)
{
    for (const auto& conversation : conversations()) {
        std::optional<IkeSaInitRequest> last;
        for (const RecordedMessage& message : conversation.messages) {
            if (message.exchange_type != ike_sa_init || !message.from_initiator) continue;
            last = parse_ike_sa_init(*parse_header(message.octets), message.octets);
            ASSERT_TRUE(last) << conversation.name;
        }
        ASSERT_TRUE(last) << conversation.name;
        EXPECT_EQ(last->nonce, conversation.material.initiator_nonce) << conversation.name;
        const auto selected =
            select({last->proposals, last->key_share.group}, {conversation.tuple});
        ASSERT_TRUE(selected) << conversation.name;
        EXPECT_EQ(selected->tuple, conversation.tuple);
        EXPECT_EQ(last->key_share.group, conversation.tuple.group);
    }
}

// What strongSwan's responder selected, written by us, is the same octets.
TEST(RecordedConversations, ASelectionIsWrittenAsStrongSwanWritesIt)
{
    for (const auto& conversation : conversations()) {
        for (const RecordedMessage& message : conversation.messages) {
            const Chain chain = chain_of(message);
            if (message.from_initiator || count_of(chain, PayloadType::security_association) == 0) {
                continue;
            }
            const View theirs = first_of(chain, PayloadType::security_association);
            const auto proposals = parse_proposals(theirs);
            ASSERT_TRUE(proposals && proposals->size() == 1) << conversation.name;
            const WrittenPayloads ours =
                write_payloads({SelectedProposal{proposals->front().number, conversation.tuple}});
            // Transforms may stand in any order; strongSwan puts INTEG before PRF.
            EXPECT_EQ(ours.octets.size(), theirs.size() + 4) << conversation.name;
            const auto again = parse_proposals(View{ours.octets}.subspan(4));
            ASSERT_TRUE(again) << conversation.name;
            EXPECT_EQ(select({*again}, {conversation.tuple})->tuple,
                      select({*proposals}, {conversation.tuple})->tuple);
        }
    }
}

TEST(RecordedConversations, NatDetectionHashesAreTheSame)
{
    for (const auto& conversation : conversations()) {
        for (const RecordedMessage& message : conversation.messages) {
            if (message.exchange_type != ike_sa_init) continue;
            const auto header = parse_header(message.octets);
            for (std::size_t i = 0; i < message.notifies.size(); ++i) {
                const bool source = message.notifies[i] == 16388;
                if (!source && message.notifies[i] != 16389) continue;
                if (source && conversation.encapsulation_forced) continue;
                const Endpoint endpoint =
                    endpoint_of(source ? message.source : message.destination);
                EXPECT_EQ(
                    nat_detection_hash(header->initiator_spi, header->responder_spi, endpoint),
                    message.notify_data.at(i))
                    << conversation.name;
            }
        }
    }
}

TEST(RecordedConversations, WhatStrongSwanSealedIsOpened)
{
    for (const auto& conversation : conversations()) {
        const auto algorithms = algorithms_of(conversation.tuple);
        for (const RecordedMessage& message : conversation.messages) {
            if (message.exchange_type != ike_auth || !message.decrypted) continue;
            // The gateway opens what an initiator sealed; a responder's message needs its keys.
            Keys keys = conversation.keys;
            if (!message.from_initiator) {
                keys.sk_ai = keys.sk_ar;
                keys.sk_ei = keys.sk_er;
            }
            const Chain chain = chain_of(message);
            const std::size_t body = first_of(chain, PayloadType::encrypted).size();
            const auto inside = open_sealed(*algorithms, keys, message.octets, body);
            ASSERT_TRUE(inside) << conversation.name;
            const View padded = *message.decrypted;
            EXPECT_TRUE(equal(*inside, padded.first(padded.size() - 1 - padded.back())));
            EXPECT_TRUE(split(chain.first_inside, *inside)) << conversation.name;

            Octets spoiled = message.octets;
            spoiled[spoiled.size() / 2] ^= 1;
            EXPECT_FALSE(open_sealed(*algorithms, keys, spoiled, body)) << conversation.name;
        }
    }
}

}  // namespace gateway::ike
