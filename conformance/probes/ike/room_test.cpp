// No ordinary request is longer than every implementation must take, whatever the group of the gateway's row.

#include "probes/ike/room.h"

#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "catalog/requirement.h"
#include "crypto/seeded_random.h"
#include "probes/ike/controls.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {
namespace {

using namespace wire::ike;

// A gateway of one row: selects it wherever it is offered with a KE payload of its group, and answers nothing else.
class GatewayOfOneRow : public Network {
public:
    GatewayOfOneRow(const catalog::IkeRow& row, Random& random)
        : wanted_{peers::ike::proposal_of(row)},
          key_exchange_{row.group, 0, crypto::key_exchange(row.group, random)->public_value()}
    {
    }

    std::size_t longest = 0;

    std::unique_ptr<Link> open(Transport, const Endpoint& remote, Duration) override
    {
        return std::make_unique<End>(*this, remote);
    }
    void pause(Duration duration) override { clock_ += duration; }
    [[nodiscard]] Instant now() const override { return clock_; }

private:
    class End : public Link {
    public:
        End(GatewayOfOneRow& gateway, Endpoint remote) : gateway_{gateway}, remote_{std::move(remote)} {}
        [[nodiscard]] Received::Kind opened() const override { return Received::Kind::octets; }
        unsigned send(View octets) override
        {
            gateway_.longest = std::max(gateway_.longest, octets.size());
            if (auto answer = gateway_.answer_to(dissect(octets).message)) {
                waiting_.push_back(encode(*answer));
            }
            return ++frame_;
        }
        [[nodiscard]] Received receive(Duration patience) override
        {
            if (waiting_.empty()) {
                gateway_.clock_ += patience;
                return {};
            }
            auto octets = std::move(waiting_.front());
            waiting_.pop_front();
            return {Received::Kind::octets, std::move(octets), remote_, ++frame_, gateway_.clock_};
        }
        [[nodiscard]] Endpoint local() const override { return {"192.0.2.1", 40000}; }
        [[nodiscard]] Endpoint remote() const override { return remote_; }

    private:
        GatewayOfOneRow& gateway_;
        Endpoint remote_;
        std::deque<Octets> waiting_;
        unsigned frame_ = 0;
    };

    [[nodiscard]] std::optional<Message> answer_to(const Message& request) const
    {
        const auto* offer = request.body<SecurityAssociation>(PayloadType::security_association);
        const auto* theirs = request.body<KeyExchange>(PayloadType::key_exchange);
        if (offer == nullptr || theirs == nullptr || theirs->group != key_exchange_.group) {
            return std::nullopt;
        }
        for (const auto& proposal : offer->proposals) {
            if (!holds_the_row(proposal)) { continue; }
            auto answer = request;
            auto chosen = wanted_;
            chosen.number = proposal.number;
            answer.flags = flag_response;
            answer.responder_spi = 7;
            answer.payloads = {payload(SecurityAssociation{{chosen}, {}}), payload(key_exchange_),
                               payload(Nonce{Octets(32, 7)})};
            return answer;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool holds_the_row(const Proposal& proposal) const
    {
        return std::ranges::all_of(wanted_.transforms, [&](const Transform& one) {
            return std::ranges::find(proposal.transforms, one) != proposal.transforms.end();
        });
    }

    Proposal wanted_;
    KeyExchange key_exchange_;
    Instant clock_{};
};

// Meant to be long.
const std::set<std::string_view> long_on_purpose{"rfc7296/2.7/long-proposal-lists"};

struct Data {
    std::filesystem::path folder{SALLYPORT_SOURCE "/vectors"};
    catalog::Registries registries = catalog::read_registries(folder);
};

std::size_t longest_request(const Probe& probe, const Data& data, const catalog::IkeRow& row)
{
    const auto random = crypto::seeded_random(Octets(16, 1), "room");
    GatewayOfOneRow gateway{row, *random};
    Target target{};
    catalog::Edition edition;
    edition.ike = {row};
    const Learned learned{{learned_row, catalog::slug(row, data.registries)}, {learned_answers, "yes"}};
    Notebook notebook;
    std::vector<std::string> instances{""};
    if (probe.instances != nullptr) { instances = probe.instances(edition, data.registries); }
    for (const auto& instance : instances) {
        Bench bench{.target = target,
                    .edition = edition,
                    .registries = data.registries,
                    .learned = learned,
                    .network = gateway,
                    .random = *random,
                    .notebook = notebook,
                    .patience = {{Duration{1000}}, Duration{1000}, Duration{1000}},
                    .instance = instance,
                    .today = {}};
        try {
            (void)probe.stimulus(bench);
        } catch (const Unmet&) {
            // a prerequisite this gateway cannot give
        }
    }
    return gateway.longest;
}

class WithLongGroups : public testing::TestWithParam<catalog::IkeRow> {};

TEST_P(WithLongGroups, no_ordinary_request_is_longer_than_1280_octets)
{
    const Data data;
    const std::vector tables{
        policy_row_probes(),     rfc3948_2_2_probes(),    rfc3948_2_3_probes(),  rfc5282_probes(),
        rfc5903_probes(),        rfc6989_probes(),        rfc7383_probes(),      rfc7296_1_probes(),
        rfc7296_1_2_probes(),    rfc7296_2_1_probes(),    rfc7296_2_5_probes(),  rfc7296_2_6_probes(),
        rfc7296_2_7_probes(),    rfc7296_2_14_probes(),   rfc7296_2_21_2_probes(), rfc7296_2_23_probes(),
        rfc7296_3_1_probes(),    rfc7296_3_3_probes(),    rfc7296_3_3_1_probes(), rfc7296_3_3_5_probes(),
        rfc7296_3_3_6_probes(),  rfc7296_3_4_probes(),    rfc7296_3_14_probes(), rfc7296_5_probes()};
    for (const auto& table : tables) {
        for (const auto& probe : table) {
            if (long_on_purpose.contains(probe.requirement)) { continue; }
            EXPECT_LE(longest_request(probe, data, GetParam()), most_request_octets) << probe.requirement;
        }
    }
}

// The longest proposal with the longest KE payload, and one that leaves room for some alternatives.
INSTANTIATE_TEST_SUITE_P(Rows, WithLongGroups,
                         testing::Values(catalog::IkeRow{12, 256, 7, 14, 18}, catalog::IkeRow{20, 256, 7, 0, 16}),
                         [](const auto& parameter) { return "group_" + std::to_string(parameter.param.group); });

TEST(Room, is_there_for_the_row_and_some_alternatives_in_every_group)
{
    const Data data;
    for (const auto& group : data.registries.group) {
        auto proposal = peers::ike::proposal_of(catalog::IkeRow{12, 256, 7, 14, group.number});
        for (std::uint16_t prf = 1; prf <= 8; ++prf) {
            proposal.transforms.push_back(transform(TransformType::pseudorandom_function, prf));
        }
        const Target target{};
        const catalog::Edition edition;
        const Learned learned;
        const auto random = crypto::seeded_random(Octets(16, 1), "room");
        GatewayOfOneRow gateway{{12, 256, 7, 14, 31}, *random};
        Notebook notebook;
        const Bench bench{.target = target,
                          .edition = edition,
                          .registries = data.registries,
                          .learned = learned,
                          .network = gateway,
                          .random = *random,
                          .notebook = notebook,
                          .patience = {},
                          .instance = {},
                          .today = {}};
        EXPECT_TRUE(has_room(bench, {{proposal}, {}}, group.number)) << group.slug;
    }
}

}  // namespace
}  // namespace conformance::probes::ike
