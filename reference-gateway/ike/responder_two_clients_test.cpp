// Alice and Mallory are both let in. Whatever Mallory says, Alice keeps her SAs, her address and
// her traffic.
#include "ike/child_traffic.h"
#include "ike/responder_and_client.h"

namespace gateway::ike {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const auto mallory = issue(crypto::CertificateRole::client, "mallory", &root);
const Octets mallory_id{2, 0, 0, 0, 'm', 'a', 'l', 'l', 'o', 'r', 'y'};
const Octets inside_address{10, 1, 0, 4};
constexpr int notify = 41, ts_unacceptable = 38, child_sa_not_found = 44;

struct Side {
    explicit Side(std::uint64_t spi, std::uint32_t spi_of_child, Path from)
        : peer(gcm_31, spi), child_spi(spi_of_child), path(std::move(from))
    {
    }

    [[nodiscard]] Octets address() const { return child.remote.front().first; }
    [[nodiscard]] LivingClient::Sa& sa() { return client->sas.back(); }

    TestInitiator peer;
    std::uint32_t child_spi;
    Path path;
    std::optional<LivingClient> client;
    ChildSa child;
    std::uint64_t packets = 0;
};

Octets octets_of_spi(std::uint32_t spi)
{
    Writer out;
    out.u32(spi);
    return out.take();
}

}  // namespace

class ResponderTwoClientsTest : public ResponderAndClient {
protected:
    ResponderTwoClientsTest()
    {
        settings_.network.use = [this](std::uint32_t inbound) { return traffic_.use(inbound); };
        places_ = 9;
        is_lossy_ = true;
        rebuild();
        enter(alice_, alice, alice_id);
    }

    void see(const Actions& actions) override
    {
        for (const ChildSa& child : actions.open) {
            traffic_.open(child);
        }
        for (const std::uint32_t spi : actions.close) {
            traffic_.close(spi);
        }
        for (const Move& move : actions.move) {
            traffic_.move(move);
        }
    }

    // The answer to it.
    Octets say(const Side& side, const Octets& message)
    {
        sent_.clear();
        opened_.clear();
        closed_.clear();
        perform(responder_->on_datagram({side.path, true, joined({Octets(4), message})}, now_));
        return sent_.empty() ? Octets{} : copy_of(View{sent_.front().octets}.subspan(4));
    }

    std::vector<RawPayloadToSend> claims(const Side& side,
                                         const crypto::IssuedCertificate& certificate,
                                         const Octets& id)
    {
        const auto signature =
            key_of(certificate)
                .sign({crypto::SignatureForm::ecdsa_plain, crypto::Hash::sha2_256},
                      side.peer.signed_by_us(id));
        Octets proposal = esp_proposal;
        std::ranges::copy(octets_of_spi(side.child_spi), proposal.begin() + 8);
        return {{35, id},
                {37, joined({Octets{4}, der_of(certificate)})},
                {39, joined({Octets{9, 0, 0, 0}, *signature})},
                {47, asks_for_an_address},
                {33, proposal},
                {44, answers_to_everything},
                {45, answers_to_everything},
                {notify, {0, 0, 0x40, 0x0c}}};
    }

    void begin(Side& side) { ASSERT_TRUE(side.peer.accepted(say(side, side.peer.ike_sa_init()))); }

    void enter(Side& side, const crypto::IssuedCertificate& certificate, const Octets& id,
               const std::vector<RawPayloadToSend>& more = {})
    {
        begin(side);
        auto payloads = claims(side, certificate, id);
        payloads.insert(payloads.end(), more.begin(), more.end());
        types_inside(side.peer, say(side, side.peer.ike_auth(payloads)));
        ASSERT_EQ(opened_.size(), 1);
        side.child = opened_.front();
        side.client.emplace(side.peer, gcm_31, random_);
        side.client->has_child(side.child_spi, side.child.inbound_spi);
    }

    void enter_mallory(const std::vector<RawPayloadToSend>& more = {})
    {
        enter(mallory_, mallory, mallory_id, more);
    }

    // Within her own IKE SA: what she is answered with.
    std::vector<int> mallory_asks(ExchangeType exchange, std::vector<Payload> payloads)
    {
        mallory_.client->answered.clear();
        mallory_.client->on_datagram(
            say(mallory_, mallory_.client->request(mallory_.sa(), exchange, std::move(payloads))));
        return mallory_.client->answered;
    }

    std::vector<Payload> new_child(std::uint32_t spi, const TrafficSelectors& own)
    {
        return {SelectedChildProposal{{1, 0, LivingClient::esp, 0, false, false, false}, spi},
                Nonce{Octets(32, 0x11)}, SelectorsOfInitiator{own},
                SelectorsOfResponder{mallory_.client->everything}};
    }

    // With this side's keys, under this SPI, from this address inside.
    Octets packet(Side& side, std::uint32_t spi, const Octets& source)
    {
        esp::OutboundSeams seams;
        seams.already_sent = side.packets++;
        auto sender =
            esp::OutboundSa::make(side.child.suite, spi, side.child.inbound_keys, random_, seams);
        const Octets inner = joined(
            {Octets{0x45, 0, 0, 24, 0, 0, 0, 0, 64, 253, 0, 0}, source, inside_address, Octets(4)});
        Octets buffer(sender->sealed_size(inner.size()));
        EXPECT_TRUE(sender->seal(inner, buffer));
        return buffer;
    }

    std::string comes(const Side& side, Octets octets)
    {
        const auto inner = traffic_.on_esp(side.path, octets, now_);
        return inner ? "passed" : inner.error();
    }

    // Where a packet to this address goes, and under which SPI.
    std::optional<Send> to(const Octets& address)
    {
        const auto parcel =
            traffic_.on_inside(joined({Octets{0x45, 0, 0, 24, 0, 0, 0, 0, 64, 253, 0, 0},
                                       inside_address, address, Octets(4)}));
        return parcel ? std::optional{Send{parcel->path, copy_of(parcel->octets)}} : std::nullopt;
    }

    // Alice's next packet passes, hers come to her, and her IKE SA is what it was.
    void alice_is_unharmed()
    {
        EXPECT_EQ(comes(alice_, packet(alice_, alice_.child.inbound_spi, alice_.address())),
                  "passed");
        const auto answer = to(alice_.address());
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->path, alice_.path);
        EXPECT_EQ(esp::spi_of(answer->octets), alice_.child_spi);
        EXPECT_EQ(std::ranges::count(free_, alice_.address()), 0);
        alice_.client->answered = {1};
        alice_.client->on_datagram(
            say(alice_, alice_.client->request(alice_.sa(), ExchangeType::informational, {})));
        EXPECT_TRUE(alice_.client->answered.empty());
        ASSERT_EQ(sent_.size(), 1);
        EXPECT_EQ(sent_.front().path, alice_.path);
    }

    ChildTraffic traffic_{random_};
    Side alice_{0xa11ce, 0xc0000001, {{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 10}, 4000}}};
    Side mallory_{0xbad, 0xc0000009, {{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 66}, 4666}}};
};

TEST_F(ResponderTwoClientsTest, EspUnderTheOthersSpiIsNotAuthentic)
{
    enter_mallory();
    mallory_.packets = 1000;  // which would move the window
    EXPECT_EQ(comes(mallory_, packet(mallory_, alice_.child.inbound_spi, alice_.address())),
              "not-authentic");
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, EspFromTheOthersAddressInsideIsNotSelected)
{
    enter_mallory();
    EXPECT_EQ(comes(mallory_, packet(mallory_, mallory_.child.inbound_spi, alice_.address())),
              "not-selected");
    EXPECT_EQ(comes(mallory_, packet(mallory_, mallory_.child.inbound_spi, mallory_.address())),
              "passed");
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, EspFromTheOthersPlaceMovesNobodyElse)
{
    enter_mallory();
    Side there = mallory_;
    there.path = alice_.path;
    EXPECT_EQ(comes(there, packet(mallory_, mallory_.child.inbound_spi, mallory_.address())),
              "passed");
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, TheOthersChildSaIsNotFoundToBeRekeyed)
{
    enter_mallory();
    for (const std::uint32_t spi : {alice_.child.inbound_spi, alice_.child_spi}) {
        auto payloads = new_child(0xc000000a, mallory_.client->everything);
        payloads.insert(payloads.begin(),
                        Notify{NotifyType::rekey_sa, {}, protocol_esp, octets_of_spi(spi)});
        EXPECT_EQ(mallory_asks(ExchangeType::create_child_sa, payloads), std::vector{notify});
        EXPECT_EQ(mallory_.client->last_notify, child_sa_not_found);
    }
    EXPECT_EQ(responder_->child_size(), 2);
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, TheOthersChildSaIsNotDeleted)
{
    enter_mallory();
    EXPECT_TRUE(mallory_asks(ExchangeType::informational,
                             {DeletedChildren{{alice_.child.inbound_spi, alice_.child_spi}}})
                    .empty());
    EXPECT_TRUE(closed_.empty());
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, ADeleteOfTheSameNumberIsOfOnesOwn)
{
    mallory_.child_spi = alice_.child_spi;
    enter_mallory();
    EXPECT_EQ(mallory_asks(ExchangeType::informational, {DeletedChildren{{alice_.child_spi}}}),
              std::vector{42});
    EXPECT_EQ(closed_, std::vector{mallory_.child.inbound_spi});
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, WhoSaysThatItMovedToTheOthersPlaceIsAskedThereAndGone)
{
    enter_mallory();
    Side there = mallory_;
    there.path = alice_.path;
    say(there, mallory_.client->request(mallory_.sa(), ExchangeType::informational,
                                        {Notify{NotifyType::update_sa_addresses, {}}}));
    alice_is_unharmed();
    sent_.clear();
    pass(seconds{20});
    EXPECT_FALSE(sent_.empty());
    for (const Send& sent : sent_) {
        EXPECT_TRUE(alice_.client->on_datagram(View{sent.octets}.subspan(4)).empty());
    }
    for (int i = 0; i < 30; ++i) {
        pass(seconds{20});
        alice_is_unharmed();
    }
    EXPECT_EQ(responder_->child_size(), 1) << "nobody has sent the cookie back";
}

TEST_F(ResponderTwoClientsTest, TheOthersAddressIsNotLeasedTwice)
{
    begin(mallory_);
    auto payloads = claims(mallory_, mallory, mallory_id);
    payloads[3].body = joined({Octets{1, 0, 0, 0, 0, 1, 0, 4}, alice_.address()});
    types_inside(mallory_.peer, say(mallory_, mallory_.peer.ike_auth(payloads)));
    ASSERT_EQ(opened_.size(), 1);
    EXPECT_NE(opened_.front().remote.front().first, alice_.address());
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, TheOthersSelectorsAreUnacceptable)
{
    const TrafficSelectors of_alice = selectors_of({alice_.address()});
    begin(mallory_);
    auto payloads = claims(mallory_, mallory, mallory_id);
    payloads[5].body = joined(
        {Octets{1, 0, 0, 0, 7, 0, 0, 16, 0, 0, 0xff, 0xff}, alice_.address(), alice_.address()});
    types_inside(mallory_.peer, say(mallory_, mallory_.peer.ike_auth(payloads)));
    EXPECT_EQ(bodies_[notify][3], ts_unacceptable);
    EXPECT_TRUE(opened_.empty());

    mallory_.peer = TestInitiator{gcm_31, 0xbad2};
    enter_mallory();
    EXPECT_EQ(mallory_asks(ExchangeType::create_child_sa, new_child(0xc000000a, of_alice)),
              std::vector{notify});
    EXPECT_EQ(mallory_.client->last_notify, ts_unacceptable);
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, SelectorsOfEverybodyAreNarrowedToOnesOwn)
{
    enter_mallory();
    const auto types = mallory_asks(ExchangeType::create_child_sa,
                                    new_child(0xc000000a, mallory_.client->everything));
    EXPECT_EQ(types.front(), 33);
    ASSERT_EQ(opened_.size(), 1);
    EXPECT_EQ(opened_.front().remote, selectors_of({mallory_.address()}));
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, InitialContactIsWithWhoHasProvedIt)
{
    enter(mallory_, mallory, alice_id, {{notify, {0, 0, 0x40, 0x00}}});
    alice_is_unharmed();
    EXPECT_EQ(responder_->child_size(), 2);
}

TEST_F(ResponderTwoClientsTest, ADeleteUnderTheOthersSpisIsNotAuthentic)
{
    enter_mallory();
    for (const bool with_both : {true, false}) {
        LivingClient::Sa forged = mallory_.sa();
        forged.initiator_spi = alice_.sa().initiator_spi;
        if (with_both) forged.responder_spi = alice_.sa().responder_spi;
        forged.next_id = alice_.sa().next_id;
        EXPECT_TRUE(say(mallory_, mallory_.client->request(forged, ExchangeType::informational,
                                                           {DeletedIkeSa{}}))
                        .empty());
    }
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, AnswersToWhatTheOtherWasAskedAreNotAuthentic)
{
    enter_mallory();
    while (!events_contain("silent") && sent_.size() < 100) {
        sent_.clear();
        pass(seconds{46});
        for (const Send& sent : sent_) {
            const View request = View{sent.octets}.subspan(4);
            const auto header = parse_header(request);
            if (header->initiator_spi != alice_.sa().initiator_spi) continue;
            auto& sa = mallory_.sa();
            const Response forged{header->initiator_spi,
                                  header->responder_spi,
                                  37,
                                  header->message_id,
                                  {},
                                  true,
                                  true};
            perform(responder_->on_datagram(
                {mallory_.path, true,
                 joined(
                     {Octets(4), write_sealed(*algorithms_of(gcm_31), sa.keys, forged, random_)})},
                now_));
            EXPECT_TRUE(events_contain("not-authentic"));
            for (const Octets& answer : alice_.client->on_datagram(request)) {
                say(alice_, answer);
            }
            return alice_is_unharmed();
        }
    }
    FAIL() << "Alice was not asked";
}

TEST_F(ResponderTwoClientsTest, ASuccessorWithTheOthersSpiIsFoundByTheGatewaysOwn)
{
    enter_mallory();
    mallory_.client->asked.reset();
    const auto own =
        crypto::agree({31, Octets(crypto::private_seed_size(31), 0x44), crypto::generator(31)});
    const auto types =
        mallory_asks(ExchangeType::create_child_sa,
                     {SelectedProposal{1, gcm_31, false, octets_of(alice_.sa().initiator_spi)},
                      Nonce{Octets(32, 0x22)}, KeyShare{31, own->public_value}});
    EXPECT_EQ(types, (std::vector{33, 40, 34}));
    alice_is_unharmed();
}

TEST_F(ResponderTwoClientsTest, WhatTheOtherLeavesIsNotAlices)
{
    enter_mallory();
    const Octets freed = mallory_.address();
    mallory_asks(ExchangeType::informational, {DeletedIkeSa{}});
    EXPECT_EQ(free_, std::vector<Octets>{freed});
    EXPECT_FALSE(to(freed));
    alice_is_unharmed();
}

}  // namespace gateway::ike
