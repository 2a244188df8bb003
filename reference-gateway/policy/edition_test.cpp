#include "policy/edition.h"

#include <gtest/gtest.h>

namespace gateway::policy {
namespace {

const std::filesystem::path data = SALLYPORT_SOURCE "/vectors";

Edition read(const std::filesystem::path& path)
{
    return read_edition(TomlFile{path.string()}, read_registry(data), data);
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

}  // namespace gateway::policy
