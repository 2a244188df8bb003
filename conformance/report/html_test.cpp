#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "report/report.h"
#include "report/sample.h"

namespace conformance::report {
namespace {

// The page is written so that an XML reader takes it too: what is an element of it is then beyond
// doubt.
struct Page {
    explicit Page(const std::string& text)
    {
        parsed = document.load_string(
            text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
    }

    [[nodiscard]] std::set<std::string> elements() const
    {
        std::set<std::string> names;
        for (const auto& found : document.select_nodes("//*")) {
            names.insert(found.node().name());
        }
        return names;
    }

    [[nodiscard]] std::set<std::string> attributes() const
    {
        std::set<std::string> names;
        for (const auto& found : document.select_nodes("//@*")) {
            names.insert(found.attribute().name());
        }
        return names;
    }

    pugi::xml_document document;
    pugi::xml_parse_result parsed;
};

const std::set<std::string> elements_of_ours{
    "a",     "b",       "bdi",     "body",   "caption", "circle", "cite",   "code",
    "dd",    "details", "div",     "dl",     "dt",      "footer", "h1",     "h2",
    "h3",    "h4",      "head",    "header", "html",    "li",     "main",   "meta",
    "nav",   "ol",      "p",       "path",   "pre",     "rect",   "script", "section",
    "span",  "style",   "summary", "svg",    "symbol",  "table",  "tbody",  "td",
    "tfoot", "th",      "thead",   "time",   "title",   "tr",     "ul",     "use"};
const std::set<std::string> attributes_of_ours{"aria-hidden",
                                               "aria-label",
                                               "charset",
                                               "class",
                                               "colspan",
                                               "content",
                                               "cx",
                                               "cy",
                                               "d",
                                               "datetime",
                                               "dir",
                                               "fill",
                                               "focusable",
                                               "height",
                                               "href",
                                               "http-equiv",
                                               "id",
                                               "lang",
                                               "name",
                                               "open",
                                               "preserveAspectRatio",
                                               "r",
                                               "rx",
                                               "scope",
                                               "stroke",
                                               "stroke-linecap",
                                               "stroke-linejoin",
                                               "stroke-width",
                                               "viewBox",
                                               "width",
                                               "x",
                                               "y"};

void expect_only_our_markup(const Page& page)
{
    ASSERT_TRUE(page.parsed) << page.parsed.description() << " at " << page.parsed.offset;
    EXPECT_TRUE(std::ranges::includes(elements_of_ours, page.elements()));
    EXPECT_TRUE(std::ranges::includes(attributes_of_ours, page.attributes()));
    EXPECT_EQ(page.document.select_nodes("//script").size(), 1U);
    EXPECT_EQ(page.document.select_nodes("//style").size(), 1U);
    for (const auto& found : page.document.select_nodes("//@href")) {
        const std::string target = found.attribute().value();
        EXPECT_TRUE(target.starts_with("#") || target.starts_with("./")) << target;
    }
}

TEST(Html, HostileTextIsNeverMarkup)
{
    expect_only_our_markup(Page{html(sample("hostile.json"))});
}

TEST(Html, RandomHostileTextIsNeverMarkup)
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        std::mt19937 random(seed);
        const auto text = html(poisoned(random));
        expect_only_our_markup(Page{text});
        EXPECT_EQ(text.find('\x1b'), std::string::npos);
        EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
    }
}

TEST(Html, EvidenceOutsideTheRunIsNotLinked)
{
    auto run = sample("example.json");
    run["probes"][0]["evidence"] = "../../etc";
    run["probes"][1]["evidence"] = "javascript:alert(1)";
    const auto text = html(run);
    EXPECT_EQ(text.find("etc/\""), std::string::npos);
    EXPECT_NE(text.find("href=\"./javascript%3Aalert%281%29/\""), std::string::npos);
}

TEST(Html, EveryProbeHasOneCardAndEveryLinkAPlace)
{
    const auto run = sample("example.json");
    const Page page{html(run)};
    ASSERT_TRUE(page.parsed);
    std::multiset<std::string> places;
    for (const auto& found : page.document.select_nodes("//@id")) {
        places.insert(found.attribute().value());
    }
    for (const auto& place : places) {
        EXPECT_EQ(places.count(place), 1U) << place;
    }
    for (const auto& found : page.document.select_nodes("//a/@href")) {
        const std::string target = found.attribute().value();
        if (!target.starts_with("#")) continue;
        EXPECT_TRUE(places.contains(target.substr(1))) << target;
    }
    const auto cards = page.document.select_nodes("//details[starts-with(@class, 'probe')][@id]");
    EXPECT_EQ(cards.size(), run["probes"].size());
}

TEST(Html, ACardHoldsWhatAnAuditorAsksFor)
{
    const Page page{html(sample("example.json"))};
    const auto card = page.document
                          .select_node(
                              "//details[.//span[@class='id']/bdi = "
                              "'rfc7296/2.5/unknown-critical-payload-rejected']")
                          .node();
    ASSERT_TRUE(card);
    std::string text;
    for (const auto& found : card.select_nodes(".//text()")) {
        text += found.node().value();
    }
    for (const char* part :
         {"MUST", "RFC 7296, Section 2.5", "UNSUPPORTED_CRITICAL_PAYLOAD, data 64", "no data",
          "wrong-notify-data", "tshark -r", "frame.number==2", "payload 100 (critical)"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
    EXPECT_TRUE(card.select_node(".//li[contains(@class, 'named')]"));
}

TEST(Html, AlikeFailsAreToldAsOne)
{
    auto run = sample("example.json");
    for (auto& probe : run["probes"]) {
        const bool row = probe["id"].get<std::string>().contains("row/");
        if (!row || probe["verdict"] != "pass") continue;
        probe["verdict"] = "fail";
        probe["code"] = "silent";
        run["summary"]["pass"] = run["summary"]["pass"].get<int>() - 1;
        run["summary"]["fail"] = run["summary"]["fail"].get<int>() + 1;
    }
    const Page page{html(run)};
    ASSERT_TRUE(page.parsed);
    EXPECT_EQ(
        page.document.select_nodes("//section[@id='wrong']//details[contains(@class, 'crowd')]")
            .size(),
        2U);
}

TEST(Html, ClientsStandInATableWithWhatTheyConnectWith)
{
    auto run = sample("example.json");
    const auto become = [&](nlohmann::json& probe, const char* id, const char* verdict,
                            const char* observed) {
        auto& summary = run["summary"];
        const auto before = probe["verdict"].get<std::string>();
        summary[before] = summary[before].get<int>() - 1;
        summary[verdict] = summary[verdict].get<int>() + 1;
        probe["id"] = id;
        probe["area"] = "clients";
        probe["verdict"] = verdict;
        probe["observed"] = observed;
    };
    auto& probes = run["probes"];
    become(probes[0], "p2s/clients/ike-sa-init/ours-1", "pass", "selected #1");
    become(probes[1], "p2s/clients/tunnel/ours-1", "pass", "connects: ESP");
    become(probes[2], "p2s/clients/ike-sa-init/ours-2", "not_applicable", "of group it offers");
    become(probes[3], "p2s/clients/tunnel/ours-2", "not_applicable", "not said");
    const Page page{html(run)};
    ASSERT_TRUE(page.parsed);
    const auto rows = page.document.select_nodes("//table[contains(@class, 'clients')]/tbody/tr");
    ASSERT_EQ(rows.size(), 2U);
    const std::array told{"connects: ESP", "of group it offers"};
    for (std::size_t at = 0; at < told.size(); ++at) {
        EXPECT_EQ(rows[at].node().select_nodes("td").size(), 2U);
        EXPECT_STREQ(rows[at].node().select_node(".//bdi").node().child_value(), told.at(at));
    }
}

TEST(Html, AnEmptyRunIsNotGreen)
{
    auto run = sample("example.json");
    run["probes"] = nlohmann::json::array();
    run["summary"] = {
        {"pass", 0}, {"fail", 0}, {"inconclusive", 0}, {"not_applicable", 0}, {"advisories", 0}};
    const Page page{html(run)};
    ASSERT_TRUE(page.parsed);
    EXPECT_STREQ(page.document.select_node("//h1").node().child_value(), "Nothing was judged");
    EXPECT_STREQ(page.document.select_node("//h1").node().attribute("class").value(),
                 "inconclusive");
}

}  // namespace
}  // namespace conformance::report
