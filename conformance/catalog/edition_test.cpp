// Policy files that are read, and that are refused with file, line and what was expected.

#include "catalog/edition.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "catalog/fault.h"

namespace conformance::catalog {
namespace {

const std::filesystem::path vectors = SALLYPORT_SOURCE "/vectors";

const std::string good = R"(edition = "own"
title = "a vendor's own"
source = "made up"
dated = 2026-01-01
[tunnel_types]
sets = [["IKEv2"], ["IKEv2", "SSTP"]]
[ike]
rows = [
  { encr = "ENCR_AES_GCM_16", key_length = 256, prf = "PRF_HMAC_SHA2_384", group = 19 },
]
[tls]
suites_1_2 = [
  "TLS_RSA_WITH_AES_128_CBC_SHA",
]
suites_1_3 = ["TLS_AES_128_GCM_SHA256"]
[tunnel.IKEv2]
udp = [500, 4500]
[tunnel.SSTP]
tcp = [443]
floor = "TLS 1.0"
ceiling = "TLS 1.3"
[pool]
split_between = ["IKEv2", "SSTP"]
rule = "halve"
)";

class EditionTest : public testing::Test {
protected:
    // What is wrong with the good file once `from` in it is `to`; empty: nothing.
    std::string fault_of(const std::string& from, const std::string& to)
    {
        auto text = good;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        std::ofstream{path_} << text;
        try {
            (void)read_edition(path_.string(), vectors / "policies", registries_);
        } catch (const Fault& fault) {
            return std::string{fault.what()}.substr(path_.string().size());
        }
        return "";
    }

    void TearDown() override { std::filesystem::remove(path_); }

    Registries registries_ = read_registries(vectors);
    std::filesystem::path path_ =
        std::filesystem::path{testing::TempDir()} /
        ("edition_test_" +
         std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + ".toml");
};

TEST_F(EditionTest, only_a_copy_bears_the_name_of_one_of_the_projects)
{
    EXPECT_TRUE(fault_of("\"own\"", "\"azure-2024-08\"")
                    .starts_with(":1: 'edition': expected a name of this policy's own, not 'azure-2024-08', "));
    EXPECT_EQ(fault_of("\"own\"", "\"../policies/azure-2024-08\""), ":1: 'edition': expected a word without '/'");
    EXPECT_EQ(fault_of("\"own\"", "\"azure-2024-09\""), "");
    std::filesystem::copy_file(vectors / "policies" / "azure-2024-08.toml", path_,
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(read_edition(path_.string(), vectors / "policies", registries_).name, "azure-2024-08");
}

TEST_F(EditionTest, every_policy_file_of_the_project_can_be_read)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator{vectors / "policies"}) {
        if (entry.path().extension() != ".toml") {
            continue;
        }
        const auto edition = read_edition(entry.path().string(), vectors / "policies", registries_);
        EXPECT_EQ(edition.name, entry.path().stem());
        EXPECT_FALSE(edition.ike.empty()) << entry.path();
    }
    EXPECT_EQ(fault_of("halve", "halve"), "");
}

TEST_F(EditionTest, a_row_stands_once_and_a_table_of_rows_has_one)
{
    const std::string row =
        R"(  { encr = "ENCR_AES_GCM_16", key_length = 256, prf = "PRF_HMAC_SHA2_384", group = 19 },)"
        "\n";
    EXPECT_EQ(fault_of(row, row + row), ":10: this row stands in the file twice");
    EXPECT_EQ(fault_of(row, ""), ":8: 'ike.rows': expected at least one row");
    EXPECT_EQ(fault_of("[ike]\nrows = [\n" + row + "]\n", ""),
              ":6: 'tunnel_types.sets': expected no IKEv2, or rows in a table [ike]");
}

TEST_F(EditionTest, a_suite_stands_once_and_under_its_own_version)
{
    const std::string old = "  \"TLS_RSA_WITH_AES_128_CBC_SHA\",\n";
    EXPECT_EQ(fault_of(old, old + old),
              ":14: 'tls.suites_1_2': expected each suite once, not 'TLS_RSA_WITH_AES_128_CBC_SHA' "
              "twice");
    EXPECT_EQ(fault_of(old, old + "\"TLS_AES_128_GCM_SHA256\""),
              ":14: 'tls.suites_1_2': expected suites of TLS 1.2 or of an earlier version, not "
              "'TLS_AES_128_GCM_SHA256'");
    EXPECT_EQ(fault_of(old, old + "\"TLS_EMPTY_RENEGOTIATION_INFO_SCSV\""),
              ":14: 'tls.suites_1_2': expected suites of TLS 1.2 or of an earlier version, not "
              "'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'");
    EXPECT_EQ(
        fault_of("[\"TLS_AES_128_GCM_SHA256\"]", "[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]"),
        ":15: 'tls.suites_1_3': expected suites of TLS 1.3, not 'TLS_RSA_WITH_AES_128_CBC_SHA'");
    EXPECT_EQ(fault_of("[\"TLS_AES_128_GCM_SHA256\"]", "[\"TLS_AES\"]"),
              ":15: 'tls.suites_1_3': expected IANA suite names; there is no 'TLS_AES'");
}

TEST_F(EditionTest, a_tls_based_type_has_a_range_of_versions_and_suites_for_it)
{
    EXPECT_EQ(fault_of("floor = \"TLS 1.0\"\n", ""),
              ":18: 'tunnel.SSTP.floor': expected a string, but the key is missing");
    EXPECT_EQ(fault_of("ceiling = \"TLS 1.3\"\n", ""),
              ":18: 'tunnel.SSTP.ceiling': expected a string, but the key is missing");
    EXPECT_EQ(fault_of("floor = \"TLS 1.0\"\nceiling = \"TLS 1.3\"",
                       "floor = \"TLS 1.2\"\nceiling = \"TLS 1.1\""),
              ":21: 'tunnel.SSTP.ceiling': expected no version below the floor, TLS 1.2");
    EXPECT_EQ(
        fault_of("[\"TLS_AES_128_GCM_SHA256\"]", "[]"),
        ":21: 'tunnel.SSTP.ceiling': expected suites in tls.suites_1_3, or an earlier version");
    EXPECT_EQ(fault_of("  \"TLS_RSA_WITH_AES_128_CBC_SHA\",\n", ""),
              ":19: 'tunnel.SSTP.floor': expected suites in tls.suites_1_2, or TLS 1.3");
    EXPECT_EQ(fault_of("udp = [500, 4500]", "udp = [4500, 500]\nfloor = \"TLS 1.2\""),
              ":18: 'tunnel.IKEv2.floor' is not a key here; expected one of: sessions, udp");
}

TEST_F(EditionTest, the_sets_hold_known_types_each_with_a_table)
{
    const std::string sets = "[[\"IKEv2\"], [\"IKEv2\", \"SSTP\"]]";
    const auto with = [&](const std::string& other) { return fault_of(sets, other); };
    const std::string at = ":6: 'tunnel_types.sets': expected ";
    EXPECT_EQ(with("[]"), at + "at least one set of tunnel types");
    EXPECT_EQ(with("[[]]"), at + "at least one type in a set");
    EXPECT_EQ(with("[[\"L2TP\"]]"), at + "only IKEv2, SSTP and OpenVPN, not 'L2TP'");
    EXPECT_EQ(with("[[\"SSTP\", \"SSTP\"]]"), at + "each type once, not 'SSTP' twice");
    EXPECT_EQ(with("[[\"SSTP\", \"IKEv2\"],\n[\"IKEv2\", \"SSTP\"]]"),
              ":7: 'tunnel_types.sets': expected each set once");
    EXPECT_NE(
        with("[[\"IKEv2\"]]")
            .find("'tunnel.SSTP': expected only tunnel types that stand in tunnel_types.sets"),
        std::string::npos);
    EXPECT_NE(with("[[\"IKEv2\", \"SSTP\"], [\"OpenVPN\"]]")
                  .find("'tunnel.OpenVPN': expected a table of this type"),
              std::string::npos);
    EXPECT_NE(fault_of("[tunnel_types]\nsets = " + sets, "")
                  .find("'tunnel_types': expected a table, but the key is missing"),
              std::string::npos);
    EXPECT_EQ(fault_of("split_between = [\"IKEv2\"", "split_between = [\"L2TP\""),
              ":23: 'pool.split_between': expected only IKEv2, SSTP and OpenVPN, not 'L2TP'");
}

TEST_F(EditionTest, ports_are_those_that_are_probed)
{
    for (const auto* udp : {"udp = []", "udp = [500]", "udp = [500, 1194]", "udp = [500, 500]"}) {
        EXPECT_TRUE(fault_of("udp = [500, 4500]", udp)
                        .starts_with(":17: 'tunnel.IKEv2.udp': expected [500, 4500]; "))
            << udp;
    }
    EXPECT_TRUE(fault_of("tcp = [443]", "tcp = []")
                    .starts_with(":19: 'tunnel.SSTP.tcp': expected [443]; "));
    EXPECT_EQ(fault_of("udp = [500, 4500]", "udp = [500, 4500]\ntcp = [4500]"),
              ":18: 'tunnel.IKEv2.tcp' is not a key here; expected one of: sessions, udp");
}

}  // namespace
}  // namespace conformance::catalog
