#include "report/diff.h"

#include <gtest/gtest.h>

#include "report/sample.h"

namespace conformance::report {
namespace {

nlohmann::json& probe_of(nlohmann::json& run, std::string_view id)
{
    for (auto& probe : run["probes"]) {
        if (probe["id"] == id) return probe;
    }
    throw std::out_of_range("no such probe");
}

TEST(Diff, OfARunWithItselfIsNone)
{
    const auto run = sample("example.json");
    EXPECT_TRUE(diff(run, run).empty());
    EXPECT_EQ(in_words(diff(run, run)), "none\n");
}

TEST(Diff, TimesFramesAndWordsAreNoDifference)
{
    const auto before = sample("example.json");
    auto after = before;
    after["started"] = "2026-01-15T09:12:04Z";
    after["probes"][0]["duration_ms"] = 99;
    after["probes"][0]["frames"] = {7};
    after["probes"][0]["observed"] = "the same in other words";
    EXPECT_TRUE(diff(before, after).empty());
}

TEST(Diff, NamesVerdictCodeAndDetails)
{
    const auto before = sample("example.json");
    auto after = before;
    auto& extra = probe_of(after, "p2s/ike/nothing-else");
    extra["details"] = {extra["details"][1], "ENCR_NULL"};
    auto& silent = probe_of(after, "p2s/tls/version/tls-1.3");
    silent["verdict"] = "fail";
    silent["code"] = "accepted";
    after["summary"]["fail"] = 9;
    after["summary"]["inconclusive"] = 1;

    const auto differences = diff(before, after);
    ASSERT_EQ(differences.size(), 2U);
    EXPECT_EQ(
        differences[0].details_gone,
        std::vector<std::string>{"ENCR_AES_CBC 128, AUTH_HMAC_SHA1_96, PRF_HMAC_SHA1, group 14"});
    EXPECT_EQ(differences[0].details_new, std::vector<std::string>{"ENCR_NULL"});
    EXPECT_NE(in_words(differences)
                  .find("changed  p2s/tls/version/tls-1.3  inconclusive silent -> fail accepted\n"),
              std::string::npos);
}

TEST(Diff, NamesProbesThatCameAndWent)
{
    const auto whole = sample("example.json");
    auto part = whole;
    part["probes"].erase(0);
    part["summary"]["pass"] = 72;
    part["summary"]["advisories"] = 11;

    auto gone = diff(whole, part);
    ASSERT_EQ(gone.size(), 1U);
    EXPECT_EQ(gone[0].kind, Difference::Kind::removed);
    auto came = diff(part, whole);
    ASSERT_EQ(came.size(), 1U);
    EXPECT_EQ(came[0].kind, Difference::Kind::added);
    EXPECT_EQ(came[0].after, "pass accepted");
}

}  // namespace
}  // namespace conformance::report
