// JUnit, Markdown, CSV and the terminal: hostile text, and totals that agree.

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "report/report.h"
#include "report/sample.h"

namespace conformance::report {
namespace {

bool has_control(std::string_view text)
{
    for (const char character : text) {
        const auto octet = static_cast<unsigned char>(character);
        if ((octet < 0x20 && octet != '\n' && octet != '\t') || octet == 0x7f) return true;
    }
    return false;
}

TEST(Junit, TotalsAreThoseOfTheRun)
{
    const auto run = sample("example.json");
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(junit(run).c_str()));
    const auto root = xml.child("testsuites");
    const auto& summary = run["summary"];
    EXPECT_EQ(root.attribute("tests").as_uint(), run["probes"].size());
    EXPECT_EQ(root.attribute("failures").as_uint(), summary["fail"].get<unsigned>());
    EXPECT_EQ(root.attribute("errors").as_uint(), summary["inconclusive"].get<unsigned>());
    EXPECT_EQ(root.attribute("skipped").as_uint(), summary["not_applicable"].get<unsigned>());
    EXPECT_EQ(xml.select_nodes("//testcase").size(), run["probes"].size());
    EXPECT_EQ(xml.select_nodes("//failure").size(), summary["fail"].get<unsigned>());
    EXPECT_EQ(xml.select_nodes("//error").size(), summary["inconclusive"].get<unsigned>());
    EXPECT_EQ(xml.select_nodes("//skipped").size(), summary["not_applicable"].get<unsigned>());

    unsigned tests = 0;
    for (const auto suite : root.children("testsuite")) {
        tests += suite.attribute("tests").as_uint();
        EXPECT_STREQ(suite.select_node("properties/property[@name='seed']")
                         .node()
                         .attribute("value")
                         .value(),
                     run["seed"].get<std::string>().c_str());
    }
    EXPECT_EQ(tests, run["probes"].size());
}

TEST(Junit, AFailureSaysWhatWasExpectedAndObserved)
{
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(junit(sample("example.json")).c_str()));
    const auto failure = xml.select_node("//testcase[@name='p2s/ike/nothing-else']/failure").node();
    EXPECT_STREQ(failure.attribute("type").value(), "accepted-extra");
    const std::string text = failure.text().get();
    for (const char* part :
         {"expected: NO_PROPOSAL_CHOSEN", "observed: 2 extra", "namely: ENCR_3DES",
          "evidence: p2s/ike/nothing-else, frames 11, 13, 17", "look: tshark"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

TEST(Formats, HostileTextBreaksNone)
{
    for (unsigned seed = 100; seed < 112; ++seed) {
        std::mt19937 random(seed);
        const auto run = poisoned(random);
        const auto xml = junit(run);
        EXPECT_FALSE(has_control(xml));
        EXPECT_TRUE(pugi::xml_document().load_string(xml.c_str()));
        EXPECT_FALSE(has_control(markdown(run)));
        EXPECT_EQ(markdown(run).find("<script"), std::string::npos);
        EXPECT_FALSE(has_control(terminal_matrix(run, false, 80)));
        for (const unsigned width : {0U, 40U, 500U}) {
            EXPECT_FALSE(terminal_matrix(run, true, width).empty());
        }
        EXPECT_FALSE(csv(run).empty());
    }
    EXPECT_TRUE(pugi::xml_document().load_string(junit(sample("hostile.json")).c_str()));
}

TEST(Formats, TotalsAgree)
{
    const auto run = sample("example.json");
    EXPECT_NE(terminal_matrix(run, false, 80)
                  .find("73 pass   8 fail   2 inconclusive   3 not applicable   12 advisories"),
              std::string::npos);
    EXPECT_NE(markdown(run).find("| **all** | 73 | 8 | 2 | 3 | 12 |"), std::string::npos);
    const auto table = csv(run);
    EXPECT_EQ(std::ranges::count(table, '\r'), std::ssize(run["probes"]) + 1);
}

TEST(Csv, NoFieldIsAFormula)
{
    auto run = sample("example.json");
    run["probes"][0]["observed"] = "=1+1";
    run["probes"][1]["observed"] = "a \"quoted\", thing";
    const auto table = csv(run);
    EXPECT_NE(table.find(",'=1+1,"), std::string::npos);
    EXPECT_NE(table.find(",\"a \"\"quoted\"\", thing\","), std::string::npos);
}

TEST(Terminal, FitsItsWidthButForCommands)
{
    const auto text = terminal_matrix(sample("example.json"), false, 80);
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        if (line.starts_with("  look")) continue;
        EXPECT_LE(line.size(), 80U) << line;
    }
}

// A gateway that never answered: every probe inconclusive, in a file of today and of before.
TEST(Terminal, WhatCameToNoVerdictIsNotCountedAsJudged)
{
    for (const char* status : {"tested", "not_judged"}) {
        auto run = sample("example.json");
        for (auto& probe : run["probes"]) {
            probe["verdict"] = "inconclusive";
        }
        for (auto& row : run["requirements"]) {
            if (row["verdict"].is_null()) continue;
            row["verdict"] = "inconclusive";
            row["status"] = status;
        }
        run["summary"].update({{"pass", 0}, {"fail", 0}, {"not_applicable", 0}});
        run["summary"]["inconclusive"] = run["probes"].size();
        const auto all = std::to_string(run["requirements"].size());
        EXPECT_TRUE(terminal_matrix(run, false, 80).contains("\n0 of " + all + " requirements judged"));
        EXPECT_TRUE(markdown(run).contains("; judged 0 of " + all + " requirements"));
        EXPECT_TRUE(html(run).contains(all + " requirements were judged (0 percent)"));
    }
}

TEST(Terminal, ProposalsAreATableOrAListByWidth)
{
    const auto run = sample("example.json");
    EXPECT_NE(terminal_matrix(run, false, 80)
                  .find("AES-GCM-16 256 -        SHA2-256  ok! ok!  ok  ok   XX  XX"),
              std::string::npos);
    EXPECT_NE(terminal_matrix(run, false, 60).find("  XX  XX   gcm256-sha256-ecp384\n"),
              std::string::npos);
}

TEST(Terminal, TextOfTheGatewayCannotForgeALine)
{
    auto run = sample("example.json");
    for (auto& probe : run["probes"]) {
        probe["observed"] = "x\n99 pass   0 fail\x1b[2J";
    }
    const auto text = terminal_matrix(run, false, 80);
    EXPECT_EQ(text.find("\n99 pass"), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace conformance::report
