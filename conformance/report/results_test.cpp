#include "report/results.h"

#include <gtest/gtest.h>

#include "report/sample.h"

namespace conformance::report {
namespace {

std::string complaint_about(const nlohmann::json& document)
{
    try {
        static_cast<void>(read(document));
    } catch (const MalformedResults& malformed) {
        return malformed.what();
    }
    return "none";
}

TEST(Results, TheExampleIsRead)
{
    const auto results = read(sample("example.json"));
    EXPECT_EQ(results.policy.edition, "azure-2024-08");
    EXPECT_EQ(results.probes.size(), 86U);
    EXPECT_EQ(results.summary.fail, 8U);
    EXPECT_EQ(results.areas(), (std::vector<std::string>{"ike", "tls", "ports"}));
    ASSERT_NE(results.requirement("rfc7296/2.5/unknown-critical-payload-rejected"), nullptr);
    EXPECT_EQ(results.requirement("no/such"), nullptr);
}

TEST(Results, AComplaintNamesThePlaceAndWhatWasExpected)
{
    auto run = sample("example.json");
    run["probes"][3]["verdict"] = "green";
    EXPECT_EQ(complaint_about(run),
              "results.json, probes[3].verdict: expected one of pass, fail, inconclusive, "
              "not_applicable");

    run = sample("example.json");
    run["probes"][0]["frames"][0] = -1;
    EXPECT_EQ(complaint_about(run),
              "results.json, probes[0].frames[0]: expected an integer that is not negative");

    run = sample("example.json");
    run["target"].erase("host");
    EXPECT_EQ(complaint_about(run), "results.json, target: expected a member 'host'");
}

TEST(Results, ADocumentOfAnotherKindIsRefused)
{
    EXPECT_EQ(complaint_about(nlohmann::json::array()), "results.json: expected an object");
    EXPECT_EQ(complaint_about({{"schema", "urn:other:1"}}),
              "results.json, schema: expected one of urn:sallyport:results:1");
    EXPECT_EQ(complaint_about(nullptr), "results.json: expected an object");
}

TEST(Results, ADocumentThatContradictsItselfIsRefused)
{
    auto run = sample("example.json");
    run["summary"]["fail"] = 0;
    EXPECT_EQ(complaint_about(run), "results.json, summary: expected the totals of probes[]");

    run = sample("example.json");
    run["probes"][1]["id"] = run["probes"][0]["id"];
    EXPECT_TRUE(complaint_about(run).starts_with("results.json, probes: expected each id once"));

    run = sample("example.json");
    run["probes"][0]["requirement"] = "no/such";
    EXPECT_TRUE(
        complaint_about(run).starts_with("results.json, requirements: expected a row no/such"));
}

// Whatever one value is replaced by, the document is read or refused, and nothing else happens.
TEST(Results, AnyWrongValueIsComplainedAbout)
{
    const auto run = sample("example.json").flatten();
    const nlohmann::json wrong[] = {nullptr, true, -1, 1e300, "", "\xff"};
    std::mt19937 random(1);
    for (int round = 0; round < 60; ++round) {
        auto changed = run;
        auto at = changed.begin();
        std::advance(at, random() % changed.size());
        at.value() = wrong[random() % std::size(wrong)];
        static_cast<void>(complaint_about(changed.unflatten()));
    }
}

}  // namespace
}  // namespace conformance::report
