#include "ike/selection.h"

#include <gtest/gtest.h>

#include "ike/test_initiator.h"

namespace gateway::ike {
namespace {

constexpr policy::Tuple gcm{20, 256, {}, 6, 20};
constexpr policy::Tuple cbc{12, 256, 12, 5, 2};
const Rows rows{gcm, cbc};

using Offers = std::vector<std::vector<RawTransform>>;

std::optional<SelectedProposal> selected(const Offers& offers)
{
    const auto proposals = parse_proposals(security_association(offers).body);
    return proposals ? select({*proposals}, rows) : std::nullopt;
}

std::vector<RawTransform> with(const policy::Tuple& tuple, RawTransform more)
{
    auto transforms = transforms_of(tuple);
    transforms.insert(transforms.begin(), more);
    return transforms;
}

}  // namespace

TEST(Selection, TakesTheFirstProposalThatHoldsARow)
{
    const auto found = selected(
        {{{1, 3, {}}, {2, 2, {}}, {3, 2, {}}, {4, 2, {}}}, transforms_of(cbc), transforms_of(gcm)});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, 2);
    EXPECT_EQ(found->tuple, cbc);
}

TEST(Selection, RowsAreWhole)
{
    EXPECT_FALSE(selected({transforms_of({12, 256, 12, 6, 2})}));
    EXPECT_FALSE(selected({transforms_of({12, 256, 12, 5, 20})}));
    EXPECT_FALSE(selected({transforms_of({20, 128, {}, 6, 20})}));
    EXPECT_FALSE(selected({{{1, 20, 256}, {2, 6, {}}}}));
}

// RFC 7296, Section 3.3.6.
TEST(Selection, AnUnknownTransformIsPassedOverAnUnknownTypeSkipsTheProposal)
{
    EXPECT_TRUE(selected({with(gcm, {1, 4711, {}})}));
    EXPECT_TRUE(selected({with(gcm, {2, 4711, {}})}));
    EXPECT_FALSE(selected({with(gcm, {250, 1, {}})}));
    EXPECT_FALSE(selected({with(gcm, {5, 0, {}})}));
    const auto second = selected({with(gcm, {250, 1, {}}), transforms_of(gcm)});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->number, 2);
}

// RFC 7296, Section 3.3.5 and RFC 5282, Section 7.3.
TEST(Selection, TheKeyLengthIsRequired)
{
    EXPECT_FALSE(selected({{{1, 20, {}}, {2, 6, {}}, {4, 20, {}}}}));
    EXPECT_FALSE(selected({{{1, 12, {}}, {2, 5, {}}, {3, 12, {}}, {4, 2, {}}}}));
    EXPECT_FALSE(selected({{{1, 20, 256}, {2, 6, 256}, {4, 20, {}}}}));
}

// RFC 5282, Section 8.
TEST(Selection, BesideAnAeadThereIsNoIntegOrNone)
{
    EXPECT_FALSE(selected({with(gcm, {3, 12, {}})}));
    const auto none = selected({with(gcm, {3, 0, {}})});
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->with_integ_none);
    EXPECT_FALSE(selected({transforms_of(gcm)})->with_integ_none);
    EXPECT_FALSE(selected({{{1, 12, 256}, {2, 5, {}}, {3, 0, {}}, {4, 2, {}}}}));
}

TEST(Selection, EveryAlternativeIsConsidered)
{
    std::vector<RawTransform> long_offer;
    for (std::uint16_t id = 100; id < 160; ++id) {
        for (const std::uint8_t type : std::initializer_list<std::uint8_t>{1, 2, 3, 4}) {
            long_offer.push_back({type, id, {}});
        }
    }
    const auto row = transforms_of(cbc);
    long_offer.insert(long_offer.end(), row.begin(), row.end());
    EXPECT_TRUE(selected({long_offer}));
}

TEST(Selection, AProposalForAnotherProtocolOrWithAnSpiIsPassedOver)
{
    auto proposals = parse_proposals(security_association({transforms_of(gcm)}).body);
    ASSERT_TRUE(proposals);
    proposals->front().protocol = 3;
    EXPECT_FALSE(select({*proposals}, rows));
    proposals->front().protocol = protocol_ike;
    proposals->front().spi = Octets(8, 1);
    EXPECT_FALSE(select({*proposals}, rows));
}

// RFC 7296, Section 3.3.1.
TEST(Selection, AnotherIkeSaHasAnSpiThatIsNotZero)
{
    auto proposals = parse_proposals(security_association({transforms_of(gcm)}).body);
    ASSERT_TRUE(proposals);
    for (const auto& [spi, is_selected] : {std::pair{Octets{}, false},
                                           {Octets(4, 1), false},
                                           {Octets(8), false},
                                           {Octets{0, 0, 0, 0, 0, 0, 0, 1}, true}}) {
        proposals->front().spi = spi;
        EXPECT_EQ(select({*proposals, 0, false, 8}, rows).has_value(), is_selected) << to_hex(spi);
    }
}

}  // namespace gateway::ike
