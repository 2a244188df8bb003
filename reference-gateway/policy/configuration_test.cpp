#include "policy/configuration.h"

#include <gtest/gtest.h>

namespace gateway::policy {
namespace {

Configuration read(const std::string& content)
{
    const TomlFile file{content, "gateway.toml"};
    return read_configuration(file, SALLYPORT_SOURCE, SALLYPORT_SOURCE "/vectors");
}

std::string refusal_of(const std::string& content)
{
    try {
        static_cast<void>(read(content));
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

const std::string minimal = "policy = \"azure-2024-08\"\ntunnel_types = [\"IKEv2\"]\n";

}  // namespace

TEST(Configuration, TheMinimumIsAPolicyAndTunnelTypes)
{
    const Configuration configuration = read(minimal);
    EXPECT_EQ(configuration.edition.ike_rows.size(), 17U);
    EXPECT_EQ(configuration.listen.ike, 500);
    EXPECT_FALSE(configuration.listen.plain_esp);
    EXPECT_TRUE(configuration.offers("IKEv2"));
    EXPECT_FALSE(configuration.offers("SSTP"));
}

TEST(Configuration, EveryWordIsRead)
{
    const Configuration configuration = read(
        "policy = \"azure-2024-08\"\ntunnel_types = [\"SSTP\", \"IKEv2\"]\nsku = \"VpnGw1\"\n"
        "address_pool = \"172.16.201.0/24\"\n[server]\ncertificate = \"gw.pem\"\nkey = \"gw.key\"\n"
        "name = \"gw.example.test\"\n[listen]\naddress = \"127.0.0.1\"\nike = 10500\n"
        "nat_t = 14500\ntls = 10443\nplain_esp = false\n");
    EXPECT_EQ(configuration.listen.tls, 10443);
    EXPECT_EQ(configuration.listen.plain_esp, false);
    EXPECT_EQ(configuration.address_pool, (std::vector<Network>{{{172, 16, 201, 0}, 24}}));
    EXPECT_EQ(configuration.server->name, "gw.example.test");
    EXPECT_EQ(configuration.server->certificate, std::string(SALLYPORT_SOURCE) + "/gw.pem");
}

TEST(Configuration, WhatLiesInsideIsAnEchoHostUnlessATunDeviceIsAskedFor)
{
    EXPECT_EQ(read(minimal).inside.mode, Inside::Mode::user);
    const Inside tun = read(minimal + "[inside]\nmode = \"tun\"\ndevice = \"p2s0\"\n").inside;
    EXPECT_EQ(tun.mode, Inside::Mode::tun);
    EXPECT_EQ(tun.device, "p2s0");
    EXPECT_EQ(tun.mtu, 1400);
}

TEST(Configuration, AnAddressPoolIsOneNetworkOrAListOfThem)
{
    EXPECT_TRUE(read(minimal).address_pool.empty());
    const auto pool =
        read(minimal + "address_pool = [\"10.128.0.0/9\", \"fd00:1::/64\"]\n").address_pool;
    ASSERT_EQ(pool.size(), 2U);
    EXPECT_EQ(pool[0], (Network{{10, 128, 0, 0}, 9}));
    EXPECT_EQ(to_hex(pool[1].address), "fd000001000000000000000000000000");
    EXPECT_EQ(pool[1].prefix_length, 64U);
}

TEST(Configuration, RefusesAddressPoolsThatAreNone)
{
    for (const char* pool :
         {"\"10.0.0.0\"", "\"10.0.0.0/31\"", "\"10.0.0.0/\"", "\"10.0.0.0/-1\"", "\"10.0.0.0/8x\"",
          "\"10.0.0.128/24\"", "\"10.64.0.0/9\"", "\"fd00::/63\"", "\"fd00::/127\"",
          "\"fd00::1/64\"", "[\"x/8\"]", "[1]", "[]", "[\"10.0.0.0/8\", \"10.1.0.0/16\"]",
          "[\"10.1.0.0/16\", \"10.0.0.0/8\"]"}) {
        EXPECT_NE(refusal_of(minimal + "address_pool = " + pool).find("'address_pool'"),
                  std::string::npos)
            << pool;
    }
}

TEST(Configuration, RefusalsNameFileLineAndWhatWasExpected)
{
    const std::pair<std::string, std::string> table[] = {
        {minimal + "colour = 1\n", "gateway.toml:3: expected one of the keys "},
        {minimal + "[radius]\nserver = \"x\"\n", "gateway.toml:3: expected no 'radius': it is not"},
        {minimal + "[listen]\nike = 70000\n", "gateway.toml:4: expected 'listen.ike' to be a numb"},
        {minimal + "[listen]\nike = \"x\"\n", "gateway.toml:4: expected 'listen.ike' to be a numb"},
        {minimal + "[listen]\naddress = \"nowhere\"\n", "gateway.toml:4: expected 'listen.address"},
        {minimal + "[listen]\nplain_esp = 1\n", "gateway.toml:4: expected 'listen.plain_esp' to be"},
        {minimal + "[listen]\nike = 4500\n", "gateway.toml:3: expected 'listen.ike' and 'listen.n"},
        {minimal + "address_pool = \"10.0.0.1/24\"\n", "gateway.toml:3: expected 'address_pool'"},
        {minimal + "sku = \"VpnGw2\"\n", "gateway.toml:3: expected 'generation' beside 'sku'"},
        {minimal + "sku = \"Huge\"\n", "gateway.toml:3: expected 'sku' to be a name of"},
        {minimal + "sku = \"VpnGw1\"\ngeneration = 2\n", "gateway.toml:4: expected a generation"},
        {minimal + "generation = 1\n", "gateway.toml:3: expected 'sku' beside 'generation'"},
        {minimal + "sku = \"Basic\"\n", "gateway.toml:3: expected a SKU that has IKEv2 and OpenV"},
        {minimal + "[limits]\nsstp = 0\n", "gateway.toml:4: expected 'limits.sstp' to be a numb"},
        {minimal + "[limits]\nikev2 = 5\n", "gateway.toml:4: expected one of the keys "},
        {minimal + "sku = \"VpnGw1\"\n[limits]\nsstp = 5\n",
         "gateway.toml:4: expected no [limits] beside 'sku', which has its own"},
        {minimal + "x = = 1\n", "gateway.toml:3: expected TOML: "},
        {"tunnel_types = [\"IKEv2\"]\n", "gateway.toml:1: expected the key 'policy', a text"},
        {"policy = 3\n", "gateway.toml:1: expected 'policy' to be a text"},
        {"policy = \"none-such\"\n", "gateway.toml:1: expected an edition of vectors/policies or"},
    };
    for (const auto& [content, expected] : table) {
        EXPECT_EQ(refusal_of(content).substr(0, expected.size()), expected) << content;
    }
}

TEST(Configuration, SaysWhoIsLetInAndWhatLiesBehind)
{
    const Configuration configuration = read(
        minimal +
        "address_pool = \"172.16.201.0/24\"\nroutes = [\"10.1.0.0/16\", \"10.2.0.0/16\"]\n"
        "dns = [\"10.1.0.53\", \"fd00:2::53\"]\n[server]\ncertificate = \"gw.pem\"\nkey = \"gw.key\"\n"
        "[authentication]\nclient_roots = [\"a.pem\", \"b.pem\"]\n"
        "revoked = [\"0A:0b 0c0d0e0f101112131415161718191a1b1c1d\"]\n");
    EXPECT_EQ(configuration.routes[1], (Network{{10, 2, 0, 0}, 16}));
    ASSERT_EQ(configuration.dns.size(), 2U);
    EXPECT_EQ(configuration.dns[0], (Octets{10, 1, 0, 53}));
    EXPECT_EQ(to_hex(configuration.dns[1]), "fd000002000000000000000000000053");
    ASSERT_TRUE(configuration.authentication);
    EXPECT_EQ(configuration.authentication->client_roots[1],
              std::string(SALLYPORT_SOURCE) + "/b.pem");
    EXPECT_EQ(to_hex(configuration.authentication->revoked.front()),
              "0a0b0c0d0e0f101112131415161718191a1b1c1d");
}

TEST(Configuration, SaysHowManySessionsThereMayBe)
{
    const SessionLimits none = read(minimal).session_limits;
    EXPECT_FALSE(none.sstp || none.ikev2_openvpn);
    const SessionLimits of_a_sku =
        read(minimal + "sku = \"VpnGw5\"\ngeneration = 2\n").session_limits;
    EXPECT_EQ(of_a_sku.sstp, 128U);
    EXPECT_EQ(of_a_sku.ikev2_openvpn, 10000U);
    const SessionLimits own = read(minimal + "[limits]\nikev2_openvpn = 30\n").session_limits;
    EXPECT_FALSE(own.sstp);
    EXPECT_EQ(own.ikev2_openvpn, 30U);
    const std::string basic = "sku = \"Basic\"\n";
    const std::string server = "[server]\ncertificate = \"gw.pem\"\nkey = \"gw.key\"\n";
    EXPECT_FALSE(read("policy = \"azure-2024-08\"\ntunnel_types = [\"SSTP\"]\n" + basic + server)
                     .session_limits.ikev2_openvpn);
    EXPECT_FALSE(read("policy = \"azure-2026-04\"\ntunnel_types = [\"IKEv2\"]\n" + basic)
                     .session_limits.ikev2_openvpn)
        << "a later edition may know more than the table";
}

TEST(Configuration, LetsClientsInByEapToo)
{
    const std::string begin = minimal +
                              "address_pool = \"172.16.201.0/24\"\n[server]\n"
                              "certificate = \"gw.pem\"\nkey = \"gw.key\"\n[authentication]\n";
    const auto both =
        read(begin + "client_roots = [\"a.pem\"]\neap = [\"mschapv2\", \"tls\"]\neap_only = true\nusers = \"u.csv\"\n");
    EXPECT_EQ(both.authentication->eap, (std::vector{EapMethod::mschapv2, EapMethod::tls}));
    EXPECT_EQ(both.authentication->users, std::string(SALLYPORT_SOURCE) + "/u.csv");
    EXPECT_TRUE(both.authentication->eap_only);
    const auto passwords = read(begin + "eap = [\"mschapv2\"]\nusers = \"u.csv\"\n");
    EXPECT_TRUE(passwords.authentication->client_roots.empty());
}

TEST(Configuration, RefusesAnAuthenticationThatCannotBe)
{
    const std::string pool = "address_pool = \"172.16.201.0/24\"\n";
    const std::string server = "[server]\ncertificate = \"gw.pem\"\nkey = \"gw.key\"\n";
    const std::string roots = "[authentication]\nclient_roots = [\"a.pem\"]\n";
    const std::pair<std::string, std::string> table[] = {
        {minimal + pool + roots, "gateway.toml:4: expected a table [server] with certificate and"},
        {minimal + server + roots, "gateway.toml:6: expected an 'address_pool' beside [authentic"},
        {minimal + pool + server + "[authentication]\nclient_roots = []\n",
         "gateway.toml:8: expected at least one PEM file in 'authentication.client_roots'"},
        {minimal + pool + server + roots + "revoked = [\"0a0b\"]\n",
         "gateway.toml:9: expected thumbprints of 40 hexadecimal digits"},
        {minimal + pool + server + roots + "people = []\n", "gateway.toml:9: expected one of the"},
        {minimal + pool + server + roots + "users = \"u.csv\"\n",
         "gateway.toml:9: expected \"mschapv2\" in 'authentication.eap' beside 'users'"},
        {minimal + pool + server + roots + "eap = [\"mschapv2\"]\n",
         "gateway.toml:7: expected the key 'authentication.users'"},
        {minimal + pool + server + roots + "eap_only = true\n",
         "gateway.toml:9: expected \"tls\" in 'authentication.eap' beside 'eap_only'"},
        {minimal + pool + server + roots + "eap = []\n", "gateway.toml:9: expected at least one"},
        {minimal + pool + server + roots + "eap = [\"md5\"]\n",
         "gateway.toml:9: expected \"tls\" or \"mschapv2\" in 'authentication.eap'"},
        {minimal + pool + server + roots + "eap = [\"tls\", \"tls\"]\n",
         "gateway.toml:9: expected each word of 'authentication.eap' once"},
        {minimal + pool + server + "[authentication]\neap = [\"tls\"]\n",
         "gateway.toml:7: expected the key 'authentication.client_roots'"},
        {minimal + "routes = [\"10.1.0.1/16\"]\n", "gateway.toml:3: expected networks such as 10"},
        {minimal + "dns = [\"fd00::x\"]\n", "gateway.toml:3: expected IPv4 or IPv6 addresses in"},
        {minimal + "routes = [\"10.1.0.0/16\"]\naddress_pool = \"fd00:1::/64\"\n",
         "gateway.toml:3: expected an IPv6 network in 'routes' beside that of 'address_pool'"},
        {minimal + "address_pool = \"fd00:1::/64\"\n[inside]\nmode = \"tun\"\nmtu = 1279\n",
         "gateway.toml:4: expected 'inside.mtu' to be 1280 or more, since 'address_pool' has"},
        {minimal + "[inside]\n", "gateway.toml:3: expected the key 'inside.mode'"},
        {minimal + "[inside]\nmode = \"tap\"\n", "gateway.toml:4: expected \"user\" or \"tun\""},
        {minimal + "[inside]\nmode = \"tun\"\nmtu = 68\n", "gateway.toml:5: expected"},
        {minimal + "[inside]\nmode = \"tun\"\ndevice = \"a/b\"\n", "gateway.toml:5: expected a name"},
        {minimal + "[inside]\nmode = \"user\"\nmtu = 1400\n", "gateway.toml:5: expected"},
    };
    for (const auto& [content, expected] : table) {
        EXPECT_EQ(refusal_of(content).substr(0, expected.size()), expected) << content;
    }
}

TEST(Configuration, TunnelTypesFollowTheSetsOfTheEdition)
{
    const std::string policy = "policy = \"azure-2024-08\"\n";
    const std::pair<std::string, std::string> table[] = {
        {"tunnel_types = [\"SSTP\", \"OpenVPN\"]", "'tunnel_types' to be one of the sets of azure"},
        {"tunnel_types = []", "'tunnel_types' to be one of the sets of azure-2024-08: {SSTP}, {"},
        {"tunnel_types = [\"OpenVPN\"]", "'tunnel_types' without OpenVPN, which is not supported"},
        {"tunnel_types = [\"L2TP\"]", R"("IKEv2", "SSTP" or "OpenVPN" in 'tunnel_types')"},
        {"tunnel_types = [\"SSTP\"]", "a table [server] with certificate and key, since SSTP is e"},
    };
    for (const auto& [line, expected] : table) {
        EXPECT_NE(refusal_of(policy + line).find(expected), std::string::npos)
            << refusal_of(policy + line);
    }
}

}  // namespace gateway::policy
