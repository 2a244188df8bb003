// A client that stays, and what a gateway asks of it: both ends' keys and messages, without a
// network.

#include "peers/ike/keeper.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/key_exchange.h"
#include "crypto/seeded_random.h"
#include "peers/ike/child_offer.h"
#include "peers/ike/rekeyed_keys.h"
#include "peers/ike/tuple.h"

namespace conformance::peers::ike {
namespace {

using namespace wire::ike;

const catalog::IkeRow row{.encr = 20, .key_length = 256, .prf = 5, .integ = 0, .group = 19};
const catalog::IpsecRow esp_row{.encr = 20, .key_length = 256, .integ = 0, .pfs = 0};
const LivingSa::Spis spis{0x0101010101010101, 0x0202020202020202};
const Octets our_esp{0x10, 0, 0, 1}, their_esp{0x20, 0, 0, 2};

template <class T>
const T* body_of(const std::vector<Payload>& payloads, PayloadType type)
{
    const auto found =
        std::ranges::find_if(payloads, [&](const Payload& one) { return one.is(type); });
    return found == payloads.end() ? nullptr : std::get_if<T>(&found->body);
}

class KeeperTest : public ::testing::Test {
protected:
    static IkeKeys keys()
    {
        const Octets nonce(32, 7), secret(32, 9), both(16, 3);
        return *derive_keys(row, secret, {nonce, nonce}, both);
    }
    static ChildSa child()
    {
        const Octets nonce(32, 5);
        const crypto::Protection protection{20, 256, 0};
        return {protection, our_esp, their_esp,
                *derive_child_keys(protection, row.prf, keys().d, {nonce, nonce})};
    }

    // What the gateway asks, and all that came of it; the response stays in `answer_`.
    Keeper::Outcome ask(ExchangeType type, std::vector<Payload> payloads, std::uint32_t id)
    {
        return ask(gateway_, flags_, type, std::move(payloads), id);
    }
    Keeper::Outcome ask(LivingSa& gateway, std::uint8_t flags, ExchangeType type,
                        std::vector<Payload> payloads, std::uint32_t id)
    {
        Message message;
        message.initiator_spi = gateway.spis().initiator;
        message.responder_spi = gateway.spis().responder;
        message.exchange_type = static_cast<std::uint8_t>(type);
        message.flags = flags;
        message.message_id = id;
        message.payloads = std::move(payloads);
        auto outcome =
            keeper_.on_message(seal(message, gateway.keys(), flags == flag_initiator, *random_));
        answer_.reset();
        if (!outcome.send.empty()) {
            answer_ = gateway.open(outcome.send.front());
        }
        return outcome;
    }
    [[nodiscard]] bool says(NotifyType type) const
    {
        const auto* notify =
            answer_ ? body_of<Notify>(answer_->inside, PayloadType::notify) : nullptr;
        return notify != nullptr && notify->is(type);
    }

    std::unique_ptr<Random> random_ = crypto::seeded_random(Octets(16, 1), "keeper");
    catalog::Registries registries_;
    Keeper keeper_{{spis, true, keys(), row.prf, 2}, child(), *random_, registries_};
    LivingSa gateway_{spis, false, keys(), row.prf, 0};
    std::uint8_t flags_ = 0;  // of the responder of the IKE SA
    std::optional<LivingSa::Arrival> answer_;
};

TEST_F(KeeperTest, AnswersASignOfLifeAndItsRepetitionAlike)
{
    const auto first = ask(ExchangeType::informational, {}, 0);
    ASSERT_TRUE(answer_ && answer_->is_response() && answer_->inside.empty());
    EXPECT_EQ(ask(ExchangeType::informational, {}, 0).send, first.send);
    EXPECT_TRUE(ask(ExchangeType::informational, {}, 5).send.empty()) << "beyond the window";
    EXPECT_EQ(ask(ExchangeType::informational, {}, 1).send.size(), 1);
}

TEST_F(KeeperTest, HeedsNothingThatIsNotAuthentic)
{
    auto forged = gateway_.request({payload(Delete{protocol_ike, {}, {}, {}, {}})}, *random_);
    forged.back() ^= 1;
    const auto outcome = keeper_.on_message(forged);
    EXPECT_FALSE(outcome.is_authentic || outcome.ended || !outcome.send.empty());
    EXPECT_FALSE(keeper_.on_message(Octets{1, 2, 3}).is_authentic);
}

TEST_F(KeeperTest, DeletesItsHalfOfAChildSa)
{
    const auto outcome = ask(ExchangeType::informational,
                             {payload(Delete{protocol_esp, {their_esp}, {}, {}, {}})}, 0);
    EXPECT_EQ(outcome.closed, std::vector<Octets>{our_esp});
    ASSERT_TRUE(answer_);
    const auto* deleted = body_of<Delete>(answer_->inside, PayloadType::delete_);
    ASSERT_NE(deleted, nullptr);
    EXPECT_EQ(deleted->spis, std::vector<Octets>{our_esp});
    EXPECT_TRUE(
        ask(ExchangeType::informational, {payload(Delete{protocol_ike, {}, {}, {}, {}})}, 1).ended);
}

TEST_F(KeeperTest, TakesNewKeysForTheChildSa)
{
    const Octets nonce(32, 8), fresh{0x30, 0, 0, 3};
    const auto outcome = ask(
        ExchangeType::create_child_sa,
        {payload(
             Notify{protocol_esp, static_cast<std::uint16_t>(NotifyType::rekey_sa), their_esp, {}}),
         payload(SecurityAssociation{{esp_proposal(esp_row, fresh)}, {}}), payload(Nonce{nonce}),
         payload(PayloadType::traffic_selector_initiator, every_ipv4_packet()),
         payload(PayloadType::traffic_selector_responder, every_ipv4_packet())},
        0);
    ASSERT_EQ(outcome.opened.size(), 1);
    ASSERT_TRUE(answer_);
    const auto* chosen =
        body_of<SecurityAssociation>(answer_->inside, PayloadType::security_association);
    const auto* own = body_of<Nonce>(answer_->inside, PayloadType::nonce);
    ASSERT_TRUE(chosen != nullptr && own != nullptr);
    const auto& made = outcome.opened.front();
    const auto expected =
        *derive_child_keys(made.protection, row.prf, keys().d, {nonce, own->data});
    EXPECT_EQ(made.responder_spi, fresh);
    EXPECT_EQ(made.initiator_spi, chosen->proposals.front().spi);
    EXPECT_EQ(made.keys.encryption_initiator, expected.encryption_responder)
        << "we are the responder of that exchange";
    EXPECT_EQ(made.keys.encryption_responder, expected.encryption_initiator);
}

TEST_F(KeeperTest, TakesNewKeysForTheIkeSa)
{
    const Octets nonce(32, 8), fresh(8, 0x33);
    const auto share = crypto::key_exchange(row.group, *random_);
    auto proposal = proposal_of(row);
    proposal.spi = fresh;
    const std::vector<Payload> request{payload(SecurityAssociation{{proposal}, {}}),
                                       payload(Nonce{nonce}),
                                       payload(KeyExchange{row.group, 0, share->public_value()})};
    (void)ask(ExchangeType::create_child_sa, request, 0);
    ASSERT_TRUE(answer_);
    const auto* chosen =
        body_of<SecurityAssociation>(answer_->inside, PayloadType::security_association);
    const auto* theirs = body_of<KeyExchange>(answer_->inside, PayloadType::key_exchange);
    const auto* own = body_of<Nonce>(answer_->inside, PayloadType::nonce);
    ASSERT_TRUE(chosen != nullptr && theirs != nullptr && own != nullptr);
    auto both = fresh;
    append(both, chosen->proposals.front().spi);
    auto made = derive_rekeyed_keys(row, row.prf, keys().d, *share->shared_secret(theirs->data),
                                    {nonce, own->data}, both);
    std::uint64_t responder = 0;
    for (const auto octet : chosen->proposals.front().spi) {
        responder = responder << 8 | octet;
    }
    LivingSa renewed{{0x3333333333333333, responder}, true, *made, row.prf, 0};
    EXPECT_FALSE(
        ask(ExchangeType::informational, {payload(Delete{protocol_ike, {}, {}, {}, {}})}, 1).ended)
        << "of the old one";
    EXPECT_EQ(ask(renewed, flag_initiator, ExchangeType::informational, {}, 0).send.size(), 1);
    ASSERT_TRUE(answer_ && answer_->is_response());
    EXPECT_TRUE(renewed.open(keeper_.leave())) << "its own requests go by the new one, as well";
}

TEST_F(KeeperTest, SaysWhatItDoesNotTake)
{
    const Octets nonce(32, 8), fresh{0x30, 0, 0, 3};
    const auto null_row = catalog::IpsecRow{.encr = 11, .key_length = 0, .integ = 0, .pfs = 0};
    const auto rekey = payload(
        Notify{protocol_esp, static_cast<std::uint16_t>(NotifyType::rekey_sa), their_esp, {}});
    const auto from = payload(PayloadType::traffic_selector_initiator, every_ipv4_packet());
    const auto to = payload(PayloadType::traffic_selector_responder, every_ipv4_packet());
    const auto offer = payload(SecurityAssociation{{esp_proposal(esp_row, fresh)}, {}});
    (void)ask(ExchangeType::create_child_sa, {offer, payload(Nonce{nonce}), from, to}, 0);
    EXPECT_TRUE(says(NotifyType::no_additional_sas));
    (void)ask(ExchangeType::create_child_sa,
              {rekey, payload(SecurityAssociation{{esp_proposal(null_row, fresh)}, {}}),
               payload(Nonce{nonce}), from, to},
              1);
    EXPECT_TRUE(says(NotifyType::no_proposal_chosen));
    (void)ask(ExchangeType::create_child_sa, {rekey, offer, from, to}, 2);
    EXPECT_TRUE(says(NotifyType::invalid_syntax));
    (void)ask(ExchangeType::ike_auth, {}, 3);
    EXPECT_TRUE(says(NotifyType::invalid_syntax));
}

}  // namespace
}  // namespace conformance::peers::ike
