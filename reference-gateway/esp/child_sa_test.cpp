// Both halves of a Child SA, made by one pair of hands: how they are used, and what they refuse.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "crypto/system_random.h"
#include "esp/inbound_sa.h"
#include "esp/outbound_sa.h"

namespace gateway::esp {
namespace {

Suite suite_with(std::uint16_t encr, std::optional<std::uint16_t> bits,
                 std::optional<std::uint16_t> integ, bool extended = false)
{
    return suite_of({encr, bits, integ, extended}).value();
}

std::vector<Suite> every_suite()
{
    std::vector<Suite> all;
    for (const bool extended : {false, true}) {
        for (const auto bits : std::to_array<std::uint16_t>({128, 192, 256})) {
            all.push_back(suite_with(20, bits, {}, extended));
            for (const auto integ : std::to_array<std::uint16_t>({2, 12, 13, 14})) {
                all.push_back(suite_with(12, bits, integ, extended));
            }
        }
        all.push_back(suite_with(3, {}, 2, extended));
    }
    return all;
}

ChildKeys keys_of(const Suite& suite)
{
    Octets keymat(suite.keymat_size());
    for (std::size_t i = 0; i < keymat.size(); ++i) {
        keymat[i] = static_cast<std::uint8_t>(i * 7);
    }
    return *split_keymat(suite, keymat);
}

Octets ipv4_packet(std::size_t size)
{
    Octets packet(size, 0xab);
    packet[0] = 0x45;
    packet[2] = static_cast<std::uint8_t>(size >> 8U);
    packet[3] = static_cast<std::uint8_t>(size);
    return packet;
}

Octets ipv6_packet(std::size_t size)
{
    Octets packet(size, 0xcd);
    packet[0] = 0x60;
    packet[4] = static_cast<std::uint8_t>((size - 40) >> 8U);
    packet[5] = static_cast<std::uint8_t>(size - 40);
    return packet;
}

class Pair {
public:
    explicit Pair(const Suite& suite, OutboundSeams out = {}, InboundSeams in = {})
        : sender(*OutboundSa::make(suite, 0x12345678, keys_of(suite).from_initiator, random_,
                                   std::move(out))),
          receiver(
              *InboundSa::make(suite, 0x12345678, keys_of(suite).from_initiator, std::move(in)))
    {
    }

    Octets sealed(View inner)
    {
        Octets buffer(sender.sealed_size(inner.size()));
        EXPECT_TRUE(sender.seal(inner, buffer));
        return buffer;
    }

    Octets sealed(View inner, std::uint8_t next_header)
    {
        Octets buffer(sender.sealed_size(inner.size()));
        EXPECT_TRUE(sender.seal(inner, next_header, buffer));
        return buffer;
    }

    std::optional<Drop> dropped(Octets packet)
    {
        const auto inner = receiver.open(packet);
        return inner ? std::nullopt : std::optional{inner.error()};
    }

private:
    crypto::SystemRandom random_;

public:
    OutboundSa sender;
    InboundSa receiver;
};

}  // namespace

// The whole use, from KEYMAT to the inner packet.
TEST(ChildSa, IsUsedLikeThis)
{
    const auto suite = suite_of({20, 256, {}, false});  // what IKE_AUTH selected
    ASSERT_TRUE(suite);
    const Octets keymat(suite->keymat_size(), 1);  // prf+(SK_d, Ni | Nr)
    const auto keys = split_keymat(*suite, keymat);
    crypto::SystemRandom random;
    auto client = OutboundSa::make(*suite, 0xc0ffee01, keys->from_initiator, random);
    auto gateway = InboundSa::make(*suite, 0xc0ffee01, keys->from_initiator);

    std::array<std::uint8_t, 2048> buffer{};
    const auto packet = client->seal(ipv4_packet(100), buffer);
    ASSERT_TRUE(packet);
    const auto inner = gateway->open(std::span{buffer}.first(packet->size()));
    ASSERT_TRUE(inner);
    EXPECT_EQ(copy_of(*inner), ipv4_packet(100));
}

TEST(ChildSa, CarriesPacketsOfEveryLengthUnderEverySuite)
{
    for (const Suite& suite : every_suite()) {
        Pair pair{suite};
        for (std::size_t size = 40; size < 80; ++size) {
            for (const Octets& inner : {ipv4_packet(size), ipv6_packet(size)}) {
                Octets packet = pair.sealed(inner);
                EXPECT_EQ((packet.size() - suite.icv_size) % 4, 0U);
                const auto opened = pair.receiver.open(packet);
                ASSERT_TRUE(opened) << name_of(opened.error());
                EXPECT_EQ(copy_of(*opened), inner);
            }
        }
    }
}

TEST(ChildSa, SealsAPacketThatStandsInItsPlaceAlready)
{
    for (const Suite& suite : every_suite()) {
        Pair pair{suite};
        Octets buffer(200);
        const Octets inner = ipv4_packet(99);
        const auto place = std::span{buffer}.subspan(pair.sender.inner_offset(), inner.size());
        std::ranges::copy(inner, place.begin());
        const auto packet = pair.sender.seal(place, buffer);
        ASSERT_TRUE(packet);
        EXPECT_EQ(pair.dropped(copy_of(*packet)), std::nullopt);
    }
}

TEST(ChildSa, KnowsHowMuchGoesIntoAPacket)
{
    for (const Suite& suite : every_suite()) {
        const Pair pair{suite};
        EXPECT_EQ(pair.sender.largest_inner_size(10), 0U);
        for (std::size_t room = 100; room < 200; ++room) {
            const std::size_t largest = pair.sender.largest_inner_size(room);
            EXPECT_LE(pair.sender.sealed_size(largest), room);
            EXPECT_GT(pair.sender.sealed_size(largest + 1), room);
        }
    }
}

TEST(ChildSa, NumbersPacketsFromOneAndNeverRepeatsAnIv)
{
    for (const Suite& suite : {suite_with(20, 256, {}), suite_with(12, 256, 12)}) {
        Pair pair{suite};
        std::set<Octets> ivs;
        for (std::uint32_t number = 1; number <= 200; ++number) {
            const Octets packet = pair.sealed(ipv4_packet(40));
            Cursor cursor{packet};
            EXPECT_EQ(cursor.u32(), 0x12345678U);
            EXPECT_EQ(cursor.u32(), number);
            ivs.insert(copy_of(cursor.take(suite.iv_size)));
        }
        EXPECT_EQ(ivs.size(), 200U);
    }
}

TEST(ChildSa, StopsBeforeItsNumbersComeAgain)
{
    OutboundSeams seams;
    seams.already_sent = std::numeric_limits<std::uint32_t>::max() - 1;
    Pair pair{suite_with(20, 256, {}), std::move(seams)};
    EXPECT_TRUE(pair.sender.needs_rekey());
    Octets buffer(200);
    EXPECT_TRUE(pair.sender.seal(ipv4_packet(40), buffer));
    EXPECT_FALSE(pair.sender.seal(ipv4_packet(40), buffer));
    EXPECT_FALSE(Pair{suite_with(20, 256, {})}.sender.needs_rekey());
}

TEST(ChildSa, CountsBeyond32BitsWithExtendedNumbers)
{
    for (const Suite& suite : every_suite()) {
        if (!suite.extended_sequence_numbers) continue;
        OutboundSeams out;
        out.already_sent = std::numeric_limits<std::uint32_t>::max() - 5U;
        InboundSeams in;
        in.replay_window = [&](bool extended) {
            auto window = std::make_unique<ReplayWindow>(extended);
            window->authenticated(out.already_sent);
            return window;
        };
        Pair pair{suite, out, std::move(in)};
        for (int i = 0; i < 20; ++i) {
            EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(40))), std::nullopt);
        }
        EXPECT_EQ(pair.sender.sent(), out.already_sent + 20);
        EXPECT_FALSE(pair.sender.needs_rekey());
    }
}

TEST(ChildSa, DropsEveryPacketOfWhichOneBitIsWrong)
{
    for (const Suite& suite : {suite_with(20, 128, {}), suite_with(12, 256, 2)}) {
        Pair pair{suite};
        static_cast<void>(pair.sealed(ipv4_packet(40)));
        static_cast<void>(pair.sealed(ipv4_packet(40)));
        const Octets packet = pair.sealed(ipv4_packet(40));  // 3 is more than one bit away from 0
        for (std::size_t bit = 32; bit < packet.size() * 8; ++bit) {
            Octets wrong = packet;
            wrong[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            EXPECT_EQ(pair.dropped(wrong), Drop::not_authentic) << bit;
        }
        EXPECT_EQ(pair.dropped(packet), std::nullopt);
    }
}

TEST(ChildSa, DropsWhatIsCutShort)
{
    for (const Suite& suite : every_suite()) {
        Pair pair{suite};
        const Octets packet = pair.sealed(ipv4_packet(60));
        for (std::size_t size = 0; size < packet.size(); ++size) {
            const auto drop = pair.dropped(copy_of(View{packet}.first(size)));
            EXPECT_TRUE(drop == Drop::malformed || drop == Drop::not_authentic) << size;
        }
    }
}

TEST(ChildSa, DropsWhatComesTwiceOrMuchTooLate)
{
    Pair pair{suite_with(20, 256, {})};
    const Octets first = pair.sealed(ipv4_packet(40));
    const Octets second = pair.sealed(ipv4_packet(40));
    EXPECT_EQ(pair.dropped(second), std::nullopt);
    EXPECT_EQ(pair.dropped(second), Drop::replayed);
    for (std::uint64_t i = 0; i < ReplayWindow::usual_size; ++i) {
        EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(40))), std::nullopt);
    }
    EXPECT_EQ(pair.dropped(first), Drop::too_old);
}

TEST(ChildSa, DropsDummiesAndWhatIsNoIpPacket)
{
    Pair pair{suite_with(12, 256, 12)};
    EXPECT_EQ(pair.dropped(pair.sealed(Octets(50, 1), next_header_none)), Drop::dummy);
    EXPECT_EQ(pair.dropped(pair.sealed({}, next_header_none)), Drop::dummy);
    EXPECT_EQ(pair.dropped(pair.sealed({}, next_header_ipv4)), Drop::no_ip_packet);
    EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(40), next_header_ipv6)), Drop::no_ip_packet);
    EXPECT_EQ(pair.dropped(pair.sealed(ipv6_packet(40), next_header_ipv4)), Drop::no_ip_packet);
    EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(40), 17)), Drop::no_ip_packet);
    Octets too_long = ipv4_packet(40);
    too_long[3] = 41;
    EXPECT_EQ(pair.dropped(pair.sealed(too_long)), Drop::no_ip_packet);
    Octets no_header = ipv4_packet(40);
    no_header[0] = 0x44;
    EXPECT_EQ(pair.dropped(pair.sealed(no_header)), Drop::no_ip_packet);
}

// RFC 4303, Section 2.7: behind the inner packet there may be octets that hide its length.
TEST(ChildSa, TakesOffWhatStandsBehindTheInnerPacket)
{
    Pair pair{suite_with(20, 256, {})};
    Octets packet = pair.sealed(joined({ipv4_packet(44), Octets(30, 9)}));
    const auto inner = pair.receiver.open(packet);
    ASSERT_TRUE(inner);
    EXPECT_EQ(copy_of(*inner), ipv4_packet(44));
}

TEST(ChildSa, DropsPaddingThatIsNotTheUsual)
{
    OutboundSeams seams;
    seams.padding = [](std::span<std::uint8_t> padding) { std::ranges::fill(padding, 0); };
    Pair pair{suite_with(12, 256, 12), seams};
    EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(40))), Drop::bad_padding);
    EXPECT_EQ(pair.dropped(pair.sealed(ipv4_packet(46))), std::nullopt);  // which has none
}

TEST(ChildSa, RefusesToSealWhatIsNoIpPacketOrFindsNoRoom)
{
    Pair pair{suite_with(20, 256, {})};
    Octets buffer(200);
    EXPECT_FALSE(pair.sender.seal({}, buffer));
    EXPECT_FALSE(pair.sender.seal(Octets{0x10, 0, 0}, buffer));
    const Octets inner = ipv4_packet(40);
    const std::size_t needed = pair.sender.sealed_size(inner.size());
    EXPECT_FALSE(pair.sender.seal(inner, std::span{buffer}.first(needed - 1)));
    EXPECT_EQ(pair.sender.sent(), 0U);
}

TEST(Suites, AreThoseOfThePolicies)
{
    EXPECT_EQ(suite_with(20, 256, {}).keymat_size(), 2U * 36);
    EXPECT_EQ(suite_with(20, 128, 0).keymat_size(), 2U * 20);
    EXPECT_EQ(suite_with(12, 256, 12).keymat_size(), 2U * (32 + 32));
    EXPECT_EQ(suite_with(3, {}, 2).keymat_size(), 2U * (24 + 20));
    EXPECT_FALSE(suite_of({20, 256, 12, false}));  // an AEAD needs no integrity
    EXPECT_FALSE(suite_of({20, {}, {}, false}));
    EXPECT_FALSE(suite_of({12, 256, {}, false}));
    EXPECT_FALSE(suite_of({12, 250, 12, false}));
    EXPECT_FALSE(suite_of({12, 256, 1, false}));  // MD5
    EXPECT_FALSE(suite_of({11, {}, 12, false}));  // NULL
    EXPECT_FALSE(split_keymat(suite_with(20, 256, {}), Octets(71)));
}

}  // namespace gateway::esp
