// What the probes of clients say of a gateway that does right, and who is blamed where a client
// cannot connect.

#include <gtest/gtest.h>

#include "probes/clients/messages.h"
#include "probes/clients/standing.h"
#include "probes/clients/tables.h"
#include "probes/ike/pretend_tunnels.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::clients {
namespace {

using namespace wire::ike;
using ike::Lies;
using ike::Payloads;
using ike::PretendTunnels;

constexpr catalog::IpsecRow gcm_256{20, 256, 0, 0};
constexpr catalog::IpsecRow cbc_256_sha_1{12, 256, 2, 0};

class ClientsTest : public testing::Test {
protected:
    ClientsTest()
    {
        edition_.ike = {PretendTunnels::row};
        edition_.ipsec = {gcm_256};
    }

    Finding judged(const Probe& probe, const std::string& client, Lies lies = {})
    {
        ike::AtPretendTunnels there{std::move(lies), "clients"};
        there.target = target_;
        there.edition = edition_;
        auto bench = there.bench();
        bench.instance = client;
        bench.credentials = &credentials_;
        return probe.stimulus(bench);
    }
    Finding begun(const std::string& client)
    {
        return judged(ike_sa_init_probes().front(), client);
    }
    Finding tunnel(const std::string& client, Lies lies = {})
    {
        return judged(tunnel_probes().front(), client, std::move(lies));
    }
    void claim(const std::string& clients) { target_.claims["clients"] = clients; }

    TestCredentials credentials_{"secp256r1"};
    Target target_;
    catalog::Edition edition_;
};

Lies refusing(NotifyType type)
{
    Lies lies;
    lies.in_ike_auth = [=](Payloads& answer, const Payloads&) {
        std::erase_if(answer,
                      [](const Payload& one) { return one.is(PayloadType::security_association); });
        answer.push_back(notify(type));
    };
    return lies;
}

std::string verdict_of(const Finding& finding)
{
    return to_string(finding.verdict) + " " + finding.code;
}

TEST_F(ClientsTest, AClientThatIsServedConnects)
{
    EXPECT_EQ(verdict_of(begun("macos-14")), "pass accepted");
    const auto finding = tunnel("macos-14");
    EXPECT_EQ(verdict_of(finding), "pass connects");
    for (const auto* part :
         {"ENCR_AES_GCM_16-256", "INTERNAL_IP4_ADDRESS 172.16.201.9", "routes"}) {
        EXPECT_NE(finding.observed.find(part), std::string::npos) << finding.observed;
    }
}

TEST_F(ClientsTest, AnotherGroupIsSentWhereItIsAskedFor)
{
    const auto finding = begun("linux-strongswan");
    EXPECT_EQ(verdict_of(finding), "pass accepted");
    EXPECT_NE(finding.observed.find("group 19 in place of 31"), std::string::npos)
        << finding.observed;
    EXPECT_EQ(verdict_of(tunnel("linux-strongswan")), "pass connects");
}

TEST_F(ClientsTest, AClientBeyondTheEditionAccusesNobody)
{
    auto finding = begun("windows-11");
    EXPECT_EQ(verdict_of(finding), "not_applicable beyond-the-edition");
    EXPECT_NE(
        finding.observed.find(
            "of group it offers 1024-bit MODP Group, and the edition has 256-bit random ECP group"),
        std::string::npos)
        << finding.observed;
    EXPECT_EQ(verdict_of(tunnel("windows-11")), "not_applicable beyond-the-edition");
    claim("macos-14, windows-11");
    EXPECT_EQ(verdict_of(begun("windows-11")), "fail invalid-ke:19");
    EXPECT_EQ(verdict_of(tunnel("windows-11")), "fail invalid-ke:19");
}

TEST_F(ClientsTest, AClientWithARowOfTheEditionIsAFault)
{
    auto row = PretendTunnels::row;
    row.group = 2;
    edition_.ike.push_back(row);
    EXPECT_EQ(verdict_of(begun("windows-11")), "fail invalid-ke:19");
    EXPECT_EQ(verdict_of(tunnel("windows-11")), "inconclusive invalid-ke:19");
}

TEST_F(ClientsTest, WhomTheTargetDoesNotNameIsNotJudged)
{
    claim("windows-11");
    EXPECT_EQ(verdict_of(begun("macos-14")), "not_applicable not-claimed");
    EXPECT_EQ(verdict_of(tunnel("macos-14")), "not_applicable not-claimed");
}

TEST_F(ClientsTest, ARefusedChildSaIsTheFaultOfWhoPromisesIt)
{
    EXPECT_EQ(verdict_of(tunnel("macos-14", refusing(NotifyType::no_proposal_chosen))),
              "fail refused-by-notify:14");
    edition_.ipsec = {cbc_256_sha_1};
    const auto finding = tunnel("macos-14", refusing(NotifyType::no_proposal_chosen));
    EXPECT_EQ(verdict_of(finding), "not_applicable beyond-the-edition");
    EXPECT_NE(finding.observed.find("ESP: of integrity it offers AUTH_HMAC_SHA2_256_128, none, and "
                                    "the edition has AUTH_HMAC_SHA1_96"),
              std::string::npos)
        << finding.observed;
    edition_.ipsec.clear();
    EXPECT_EQ(verdict_of(tunnel("macos-14", refusing(NotifyType::no_proposal_chosen))),
              "inconclusive refused-by-notify:14");
}

TEST_F(ClientsTest, WhatAGatewayIsFreeToRefuseIsNobodysFault)
{
    for (const auto type :
         {NotifyType::internal_address_failure, NotifyType::single_pair_required}) {
        EXPECT_EQ(tunnel("macos-14", refusing(type)).verdict, Verdict::inconclusive);
    }
    EXPECT_EQ(verdict_of(tunnel("macos-14", refusing(NotifyType::ts_unacceptable))),
              "fail refused-by-notify:38");
    claim("macos-14");
    EXPECT_EQ(verdict_of(tunnel("macos-14", refusing(NotifyType::single_pair_required))),
              "fail refused-by-notify:34");
}

TEST_F(ClientsTest, AnAddressIsOwedByWhoHasAPool)
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) {
        std::erase_if(answer,
                      [](const Payload& one) { return one.is(PayloadType::configuration); });
    };
    EXPECT_EQ(verdict_of(tunnel("macos-14", lies)), "inconclusive no-address");
    target_.address_pool = "172.16.201.0/24";
    EXPECT_EQ(verdict_of(tunnel("macos-14", lies)), "fail no-address");
}

TEST_F(ClientsTest, AClientThatAsksForNoCertificateNeedsOne)
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) {
        std::erase_if(answer, [](const Payload& one) { return one.is(PayloadType::certificate); });
    };
    EXPECT_EQ(verdict_of(tunnel("macos-14", lies)), "inconclusive no-certificate");
    EXPECT_EQ(verdict_of(tunnel("linux-strongswan", lies)), "pass connects");
}

TEST_F(ClientsTest, WhatWasNotOfferedIsNoneOfItsProposals)
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) {
        for (auto& one : answer) {
            if (auto* sa = std::get_if<SecurityAssociation>(&one.body)) {
                sa->proposals.front().transforms.front() =
                    transform(TransformType::encryption, 20, 192);
            }
        }
    };
    EXPECT_EQ(verdict_of(tunnel("macos-14", lies)), "fail selected-another");
}

TEST_F(ClientsTest, IkeAuthIsAsTheClientSendsIt)
{
    Payloads request;
    Lies lies;
    lies.in_ike_auth = [&](Payloads&, const Payloads& received) { request = received; };
    target_.server_name = "gw.example.test";
    ASSERT_EQ(verdict_of(tunnel("macos-10.15", lies)), "pass connects");
    std::vector<int> types;
    for (const auto& one : request) {
        types.push_back(one.type);
    }
    // IDi, MOBIKE_SUPPORTED, IDr, AUTH, CERT, CP, two notifies, SA, TSi, TSr; no INITIAL_CONTACT.
    EXPECT_EQ(types, (std::vector{35, 41, 36, 39, 37, 47, 41, 41, 33, 44, 45}));
    const auto& gateway = std::get<Identification>(request[2].body);
    EXPECT_EQ(gateway.data, Octets(view("gw.example.test").begin(), view("gw.example.test").end()));
    EXPECT_EQ(std::get<Configuration>(request[5].body).attributes.back().type, 25);
    EXPECT_EQ(std::get<TrafficSelectors>(request[9].body).selectors.size(), 2u);
}

}  // namespace
}  // namespace conformance::probes::clients
