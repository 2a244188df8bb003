// Client files that are read, and that are refused with file, line and what was expected.

#include "catalog/vpn_client.h"

#include <gtest/gtest.h>

#include "catalog/registries.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {
namespace {

const std::filesystem::path vectors = SALLYPORT_SOURCE "/vectors";

const std::string good = R"(client = "acme-1"
title  = "ACME, its own client"
source = "made up"
[ike_sa_init]
sure      = "low"
payloads  = ["SA", "KE", "Nonce", "V", "SIGNATURE_HASH_ALGORITHMS", "REDIRECT_SUPPORTED"]
vendor_ids = ["ac3e01", "00"]
hashes    = [2]
nonce     = 16
group     = 14
proposals = [
  { encr = ["ENCR_AES_GCM_16-256", "ENCR_CHACHA20_POLY1305"], prf = ["PRF_HMAC_SHA2_256"], group = [19, 14] },
  { encr = ["ENCR_3DES"], integ = ["AUTH_HMAC_SHA1_96"], prf = ["PRF_HMAC_SHA1"], group = [2] },
]
[ike_auth]
sure       = "medium"
ways       = ["certificate", "eap-tls"]
identity   = "name"
payloads   = ["IDi", "IDr", "CERT", "AUTH", "CP", "SA", "TSi", "TSr", "MOBIKE_SUPPORTED"]
attributes = [1, 3, 23456]
selectors  = ["0.0.0.0/0", "::/0"]
proposals  = [{ encr = ["ENCR_AES_CBC-128"], integ = ["AUTH_HMAC_SHA1_96"], esn = [1, 0] }]
)";

class VpnClientTest : public testing::Test {
protected:
    VpnClient read(const std::string& from = "client", const std::string& to = "client")
    {
        auto text = good;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        return read_vpn_client(TomlFile{text, "acme.toml"}, registries_);
    }

    std::string fault_of(const std::string& from, const std::string& to)
    try {
        (void)read(from, to);
        return "";
    } catch (const Fault& fault) {
        return fault.what();
    }

    const Registries registries_ = read_registries(vectors);
};

TEST_F(VpnClientTest, IsReadInItsOrder)
{
    const auto client = read();
    EXPECT_EQ(client.name, "acme-1");
    const auto& init = client.ike_sa_init;
    ASSERT_EQ(init.payloads.size(), 6u);
    EXPECT_EQ(init.payloads[3].type, 43);
    EXPECT_EQ(init.payloads[5].notify, 16406);
    EXPECT_EQ(init.vendor_ids, (std::vector<std::vector<std::uint8_t>>{{0xac, 0x3e, 0x01}, {0}}));
    EXPECT_EQ(init.group, 14);
    EXPECT_EQ(init.nonce_octets, 16u);
    EXPECT_EQ(init.proposals[0].encryption, (std::vector<Cipher>{{20, 256}, {28, 0}}));
    EXPECT_EQ(init.proposals[0].group, (std::vector<std::uint16_t>{19, 14}));
    EXPECT_EQ(init.proposals[1].integrity, std::vector<std::uint16_t>{2});
    const auto& auth = client.ike_auth;
    EXPECT_FALSE(auth.names_its_subject);
    EXPECT_TRUE(auth.selects_ipv4 && auth.selects_ipv6);
    EXPECT_EQ(auth.attributes, (std::vector<std::uint16_t>{1, 3, 23456}));
    EXPECT_EQ(auth.proposals[0].esn, (std::vector<std::uint16_t>{1, 0}));
}

TEST_F(VpnClientTest, AFaultSaysWhere)
{
    struct Case {
        const char *from, *to, *fault;
    };
    for (const auto& [from, to, fault] : {
             Case{"acme-1", "Acme 1", "acme.toml:1: 'client': expected a name of small letters"},
             Case{"\"low\"", "\"sure\"",
                  "acme.toml:5: 'ike_sa_init.sure': expected one of high, medium, low"},
             Case{"\"KE\", ", "", "acme.toml:6: 'ike_sa_init.payloads': expected KE among them"},
             Case{"\"KE\"", "\"SA\"",
                  "acme.toml:6: 'ike_sa_init.payloads': expected each payload once"},
             Case{"REDIRECT_SUPPORTED", "NO_PROPOSAL_CHOSEN",
                  "acme.toml:6: 'ike_sa_init.payloads': expected one of SA, KE, Nonce, V, or"},
             Case{"\"00\"", "\"0\"",
                  "acme.toml:7: 'ike_sa_init.vendor_ids': expected 1 to 256 octets"},
             Case{", \"V\"", "", "acme.toml:7: 'ike_sa_init.vendor_ids': expected the octets of V"},
             Case{"hashes    = [2]", "",
                  "'ike_sa_init.hashes': expected those of SIGNATURE_HASH_ALGORITHMS"},
             Case{"nonce     = 16", "nonce = 15",
                  "acme.toml:9: 'ike_sa_init.nonce': expected a whole number from 16 to 256"},
             Case{"group     = 14", "group = 15",
                  "acme.toml:10: 'ike_sa_init.group': expected one of those in its proposals"},
             Case{"16-256", "16-255",
                  "acme.toml:12: 'proposals.encr': expected IANA's name of a cipher"},
             Case{"ENCR_3DES", "ENCR_3DES-168",
                  "acme.toml:13: 'proposals.encr': expected IANA's name of a cipher"},
             Case{"ENCR_CHACHA20_POLY1305", "ENCR_AES_CBC-256",
                  "acme.toml:12: 'proposals.encr': expected no AEAD beside"},
             Case{"PRF_HMAC_SHA1", "PRF_HMAC_SHA",
                  "acme.toml:13: 'proposals.prf': expected an IANA name"},
             Case{"[19, 14]", "[19, 14, 900]",
                  "acme.toml:12: 'proposals.group': expected the number of a registered"},
             Case{"[19, 14]", "[]", "acme.toml:12: 'proposals.group': expected at least one group"},
             Case{"eap-tls", "eap-md5",
                  "acme.toml:17: 'ike_auth.ways': expected only certificate, eap-tls"},
             Case{"\"name\"", "\"mail\"",
                  "acme.toml:18: 'ike_auth.identity': expected subject or name"},
             Case{"\"CP\", ", "", "acme.toml:20: 'ike_auth.attributes': expected those of CP"},
             Case{"::/0", "10.0.0.0/8",
                  "acme.toml:21: 'ike_auth.selectors': expected 0.0.0.0/0, ::/0 or both"},
             Case{"esn = [1, 0]", "esn = [2]", "acme.toml:22: 'esn': expected"},
             Case{"esn = [1, 0]", "group = [14]",
                  "acme.toml:22: 'proposals.group' is not a key here"},
             Case{"sure       =", "surely =",
                  "'ike_auth.sure': expected a string, but the key is missing"},
         }) {
        EXPECT_NE(fault_of(from, to).find(fault), std::string::npos)
            << from << " -> " << to << ": " << fault_of(from, to);
    }
}

TEST_F(VpnClientTest, ThoseOfTheFolderAreCalledAsTheirFiles)
{
    EXPECT_GE(registries_.clients.size(), 10u);
    ASSERT_NE(find(registries_.clients, "windows-11"), nullptr);
    EXPECT_EQ(find(registries_.clients, "windows-95"), nullptr);
    EXPECT_THROW((void)read_vpn_clients(vectors / "no-such-folder", registries_), Fault);
}

}  // namespace
}  // namespace conformance::catalog
