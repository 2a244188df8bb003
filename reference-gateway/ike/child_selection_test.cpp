#include "ike/child_selection.h"

#include <gtest/gtest.h>

namespace gateway::ike {
namespace {

constexpr policy::IpsecRow gcm{{20, 256, {}}, 0};
constexpr policy::IpsecRow gcm_14{{20, 256, {}}, 14};
constexpr policy::IpsecRow cbc{{12, 256, 12}, 0};
const IpsecRows rows{gcm, gcm_14, cbc};

Proposal proposal(std::vector<Transform> transforms)
{
    return {1, protocol_esp, {0xc0, 0, 0, 1}, std::move(transforms)};
}

const Transform aes_gcm{1, 20, 256, true};
const Transform aes_cbc{1, 12, 256, true};
const Transform sha2_256{3, 12, {}, true};
const Transform no_esn{5, 0, {}, true};
const Transform esn{5, 1, {}, true};
const Transform group_14{4, 14, {}, true};
const Transform group_none{4, 0, {}, true};

std::optional<SelectedChild> in_ike_auth(const std::vector<Proposal>& proposals)
{
    return select_child({proposals, {}, true}, rows);
}

}  // namespace

TEST(ChildSelection, TakesAWholeRow)
{
    const auto selected = in_ike_auth({proposal({aes_cbc, sha2_256, no_esn})});
    ASSERT_TRUE(selected);
    EXPECT_EQ(selected->tuple, cbc.tuple);
    EXPECT_EQ(selected->peer_spi, 0xc0000001);
    EXPECT_FALSE(selected->extended_numbers);
    EXPECT_TRUE(in_ike_auth({proposal({aes_gcm, esn})})->extended_numbers);
    EXPECT_FALSE(in_ike_auth({proposal({aes_cbc, no_esn})}));
    EXPECT_FALSE(in_ike_auth({proposal({aes_gcm, sha2_256, no_esn})}));
}

TEST(ChildSelection, OfIkeAuthHasNoGroup)
{
    EXPECT_FALSE(in_ike_auth({proposal({aes_gcm, group_14, no_esn})}));
    const auto selected = in_ike_auth({proposal({aes_gcm, group_14, group_none, no_esn})});
    ASSERT_TRUE(selected);
    EXPECT_TRUE(selected->with_group_none);
}

TEST(ChildSelection, OfARekeyTakesTheRowOfItsGroup)
{
    const std::vector<Proposal> both{proposal({aes_gcm, group_14, group_none, no_esn})};
    EXPECT_EQ(select_child({both, 14, false}, rows)->group, 14);
    EXPECT_EQ(select_child({both, {}, false}, rows)->group, 0);
    EXPECT_FALSE(select_child({{proposal({aes_cbc, sha2_256, group_14, no_esn})}, 14, false}, rows));
}

TEST(ChildSelection, PassesOverWhatIsNoProposalForEsp)
{
    Proposal other = proposal({aes_gcm, no_esn});
    other.protocol = protocol_ike;
    EXPECT_EQ(in_ike_auth({other, proposal({aes_gcm, no_esn})})->number, 1);
    EXPECT_FALSE(in_ike_auth({other}));
    Proposal reserved = proposal({aes_gcm, no_esn});
    reserved.spi = {0, 0, 0, 255};
    EXPECT_FALSE(in_ike_auth({reserved}));
    EXPECT_FALSE(in_ike_auth({proposal({aes_gcm})})) << "no ESN transform";
    EXPECT_FALSE(in_ike_auth({proposal({aes_gcm, no_esn, {6, 35, {}, true}})}));
}

}  // namespace gateway::ike
