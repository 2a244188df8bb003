#include "policy/edition.h"

#include <gtest/gtest.h>

#include <tuple>

namespace gateway::policy {
namespace {

const std::filesystem::path data = SALLYPORT_SOURCE "/vectors";

Edition read(const std::filesystem::path& path)
{
    return read_edition(TomlFile{path.string()}, read_registry(data), data);
}

// What is wrong with a good policy once `from` in it is `to`.
std::string refusal_with(const std::string& from, const std::string& to)
{
    std::string content = R"(edition = "x"
title = "x"
source = "x"
dated = 2024-01-01
[tunnel_types]
sets = [["IKEv2"], ["IKEv2", "SSTP"]]
[ike]
rows = [
  { encr = "ENCR_AES_GCM_16", key_length = 256, prf = "PRF_HMAC_SHA2_256", group = 14 },
]
[tls]
suites_1_2 = ["TLS_RSA_WITH_AES_128_CBC_SHA"]
suites_1_3 = ["TLS_AES_128_GCM_SHA256"]
[tunnel.IKEv2]
udp = [500, 4500]
[tunnel.SSTP]
tcp = [443]
floor = "TLS 1.0"
ceiling = "TLS 1.3"
)";
    const auto at = content.find(from);
    if (at == std::string::npos) return "there is no " + from;
    content.replace(at, from.size(), to);
    try {
        const TomlFile file{content, "x.toml"};
        static_cast<void>(read_edition(file, read_registry(data), data));
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

std::string refusal_of(const std::string& ike_row)
{
    const std::string head =
        "edition = \"x\"\ntitle = \"x\"\nsource = \"x\"\ndated = 2024-01-01\n"
        "tunnel_types = { sets = [[\"IKEv2\"]] }\n";
    try {
        const TomlFile file{head + "ike = { rows = [ " + ike_row + " ] }\n", "x.toml"};
        static_cast<void>(read_edition(file, read_registry(data), data));
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST(Edition, EveryPolicyFileOfTheProjectCanBeRead)
{
    namespace fs = std::filesystem;
    for (const auto& entry : fs::recursive_directory_iterator(data / "policies")) {
        if (entry.path().extension() != ".toml") continue;
        const Edition edition = read(entry.path());
        EXPECT_EQ(edition.name, entry.path().stem()) << entry.path();
        EXPECT_FALSE(edition.ike_rows.empty()) << entry.path();
    }
}

TEST(Edition, RowsAreNamedByTheirSlugs)
{
    const Edition edition = read(data / "policies/azure-2024-08.toml");
    EXPECT_EQ(edition.ike_rows.front().slug, "gcm256-sha384-modp2048s256");
    EXPECT_EQ(edition.ike_rows.back().slug, "cbc256-sha256-sha256-modp1024");
    EXPECT_EQ(edition.ike_rows.back().tuple, (Tuple{12, 256, 12, 5, 2}));
    EXPECT_EQ(edition.tunnels.at("SSTP").ceiling, "TLS 1.2");
}

TEST(Edition, SaysBetweenWhomTheAddressPoolIsSplit)
{
    const PoolSplit split = read(data / "policies/azure-2024-08.toml").pool_split;
    EXPECT_EQ(split.between, (std::vector<std::string>{"IKEv2", "SSTP"}));
    EXPECT_EQ(split.rule, PoolRule::halve);
    EXPECT_TRUE(read(data / "policies/azure-2020-09.toml").pool_split.between.empty());

    const std::string end = "ceiling = \"TLS 1.3\"\n";
    const auto refusal = [&](const std::string& pool) {
        return refusal_with(end, end + "[pool]\n" + pool);
    };
    EXPECT_EQ(refusal("split_between = []\nrule = \"sstp25\"\n"), "accepted");
    EXPECT_NE(refusal("split_between = [\"SSTP\"]\nrule = \"halve\"\n").find("\'pool."),
              std::string::npos);
    EXPECT_NE(refusal("split_between = [\"SSTP\", \"SSTP\"]\nrule = \"halve\"\n").find("\'pool."),
              std::string::npos);
    EXPECT_NE(refusal("split_between = [\"SSTP\", \"L2TP\"]\nrule = \"halve\"\n").find("\'pool."),
              std::string::npos);
    EXPECT_NE(refusal("split_between = []\nrule = \"thirds\"\n").find("\'pool."),
              std::string::npos);
}

TEST(Edition, ARowThatCannotBeIsRefused)
{
    const std::string prf = R"(prf = "PRF_HMAC_SHA2_256", group = 14 )";
    const std::pair<std::string, std::string> table[] = {
        {R"({ encr = "ENCR_AES", )" + prf + "}", "IANA's name of an encryption transform"},
        {R"({ encr = "ENCR_AES_GCM_16", )" + prf + "}", "the key 'ike.rows.key_length'"},
        {R"({ encr = "ENCR_AES_GCM_16", key_length = 100, )" + prf + "}", "a key_length that ENCR"},
        {R"({ encr = "ENCR_AES_CBC", key_length = 256, )" + prf + "}", "the key 'integ', since"},
        {R"({ encr = "ENCR_AES_GCM_16", key_length = 256, integ = "NONE", )" + prf + "}",
         "no integ beside the AEAD"},
        {R"({ encr = "ENCR_CHACHA20_POLY1305", key_length = 256, )" + prf + "}", "no key_length"},
    };
    for (const auto& [row, expected] : table) {
        EXPECT_NE(refusal_of(row).find("x.toml:6: expected " + expected), std::string::npos)
            << refusal_of(row);
    }
}

TEST(Edition, WhatNobodyCouldJudgeIsRefused)
{
    const std::string row =
        R"({ encr = "ENCR_AES_GCM_16", key_length = 256, prf = "PRF_HMAC_SHA2_256", group = 14 },)";
    const std::string old = R"("TLS_RSA_WITH_AES_128_CBC_SHA")";
    const std::string neu = R"("TLS_AES_128_GCM_SHA256")";
    const std::string sets = R"([["IKEv2"], ["IKEv2", "SSTP"]])";
    const std::string udp = "udp = [500, 4500]";
    const std::tuple<std::string, std::string, std::string> table[] = {
        {row, row + "\n" + row, "x.toml:10: expected each row once"},
        {row, "", "x.toml:8: expected at least one row"},
        {"[ike]\nrows = [\n  " + row + "\n]", "", "x.toml:6: expected [ike] rows, since IKEv2"},
        {old, old + ",\n" + old, "x.toml:13: expected each suite once; 'TLS_RSA_WITH"},
        {old, neu, "x.toml:12: expected in 'suites_1_2' no suite of another version; 'TLS_AES_1"},
        {neu, old, "x.toml:13: expected in 'suites_1_3' no suite of another version; 'TLS_RSA_"},
        {old, R"("TLS_FALLBACK_SCSV")", "x.toml:12: expected IANA's name of a cipher suite"},
        {old, "", "x.toml:18: expected tls.suites_1_2 with a suite, or TLS 1.3"},
        {neu, "", "x.toml:19: expected tls.suites_1_3 with a suite"},
        {"floor = \"TLS 1.0\"", "", "x.toml:16: expected the key 'tunnel.SSTP.floor'"},
        {"floor = \"TLS 1.0\"\nceiling = \"TLS 1.3\"", "floor = \"TLS 1.2\"\nceiling = \"TLS 1.1\"",
         "x.toml:19: expected a 'ceiling' that is"},
        {udp, udp + "\nfloor = \"TLS 1.2\"", "x.toml:16: expected one of the keys sessions, udp"},
        {udp, "udp = []", "x.toml:15: expected 'udp' to be [500, 4500]"},
        {udp, "udp = [500, 1194]", "x.toml:15: expected 'udp' to be [500, 4500]"},
        {"tcp = [443]", "tcp = [8443]", "x.toml:17: expected 'tcp' to be [443]"},
        {sets, "[]", "x.toml:6: expected at least one set"},
        {sets, "[[]]", "x.toml:6: expected at least one type"},
        {sets, R"([["L2TP"]])", "x.toml:6: expected IKEv2, SSTP or OpenVPN"},
        {sets, R"([["SSTP", "SSTP"]])", "x.toml:6: expected each type once"},
        {sets, R"([["SSTP", "IKEv2"], ["IKEv2", "SSTP"]])", "x.toml:6: expected each set of"},
        {sets, R"([["IKEv2"]])", "x.toml:16: expected no [tunnel.SSTP], which stands in no set"},
        {"[tunnel.SSTP]", "[tunnel.L2TP]", "expected a table [tunnel.SSTP], which stands in a s"},
    };
    EXPECT_EQ(refusal_with(row, row), "accepted");
    for (const auto& [from, to, expected] : table) {
        EXPECT_NE(refusal_with(from, to).find(expected), std::string::npos)
            << refusal_with(from, to) << "\nfor " << to;
    }
}

}  // namespace gateway::policy
