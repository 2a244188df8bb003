// INITIAL_CONTACT ends the SAs of who says it, and of nobody who is only called alike: RFC 7296,
// Section 2.4.
#include "ike/test_logins.h"

namespace gateway::ike {
namespace {

const auto namesake_root = issue(crypto::CertificateRole::authority, "root");
const RawPayloadToSend initial_contact{41, {0, 0, 0x40, 0}};

class ResponderInitialContactTest : public ResponderOfClients {
protected:
    ResponderInitialContactTest()
    {
        Credentials own = with_eap({eap::Type::mschapv2});
        own.roots = std::make_shared<const crypto::TrustedRoots>(
            crypto::TrustedRoots::from_pem(root.certificate_pem + namesake_root.certificate_pem)
                .value());
        start(std::move(own));
    }

    // How many Child SAs of others that ends.
    std::size_t enter(const crypto::IssuedCertificate& certificate)
    {
        TestInitiator peer{gcm_31, ++spi_};
        return enter(certificate, peer);
    }

    std::size_t enter(const crypto::IssuedCertificate& certificate, TestInitiator& peer)
    {
        EXPECT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
        auto payloads = everything_but_a_proof();
        const auto signature =
            key_of(certificate)
                .sign({crypto::SignatureForm::ecdsa_plain, crypto::Hash::sha2_256},
                      peer.signed_by_us(alice_id));
        payloads.push_back({37, joined({Octets{4}, der_of(certificate)})});
        payloads.push_back({39, joined({Octets{9, 0, 0, 0}, *signature})});
        payloads.push_back(initial_contact);
        ask(peer.ike_auth(payloads));
        EXPECT_EQ(actions_.open.size(), 1);
        return actions_.close.size();
    }

    std::size_t enter_with_a_password(const std::string& user)
    {
        TestInitiator peer{gcm_31, ++spi_};
        EXPECT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
        auto payloads = everything_but_a_proof();
        payloads.push_back(initial_contact);
        say(peer, payloads);
        const PasswordLogin login = log_in_with("clientPass", bodies_[48], user);
        say(peer, {{48, eap_response(bodies_[48], 26, login.data)}});
        say(peer, {{48, eap_response(bodies_[48], 26, Octets{3})}});
        say(peer, {{39, authentication_by_key(crypto::Hash::sha2_384, login.msk,
                                              peer.signed_by_us(alice_id))}});
        EXPECT_EQ(actions_.open.size(), 1);
        return actions_.close.size();
    }

    std::uint64_t spi_ = 0;

private:
    void say(TestInitiator& peer, const std::vector<RawPayloadToSend>& payloads)
    {
        types_inside(peer, ask(peer.ike_auth(payloads)));
        ++peer.message_id;
    }
};

}  // namespace

TEST_F(ResponderInitialContactTest, IsOfTheSubjectWhateverItsCertificate)
{
    EXPECT_EQ(enter(alice), 0);
    EXPECT_EQ(enter(alice), 1);
    EXPECT_EQ(enter(issue(crypto::CertificateRole::client, "alice", &root)), 1);
}

TEST_F(ResponderInitialContactTest, EndsWhatWasRekeyedToo)
{
    TestInitiator peer{gcm_31, ++spi_};
    EXPECT_EQ(enter(alice, peer), 0);
    Octets share(32);
    share.front() = 9;
    const Octets proposal{0, 0, 0, 44, 1, 1, 8, 3, 1, 2, 3, 4, 5, 6, 7, 8, 3, 0, 0, 12, 1, 0,
                          0, 20, 0x80, 14, 1, 0, 3, 0, 0, 8, 2, 0, 0, 6, 0, 0, 0, 8, 4, 0, 0, 31};
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::create_child_sa;
    const Octets key_exchange = joined({Octets{0, 31, 0, 0}, share});
    const Octets answer =
        ask(peer.ike_auth({{33, proposal}, {40, Octets(32, 7)}, {34, key_exchange}}));
    EXPECT_EQ(types_inside(peer, answer), (std::vector<int>{33, 40, 34}));
    EXPECT_EQ(enter(alice), 1);
}

TEST_F(ResponderInitialContactTest, IsNotOfTheSameSubjectBelowAnotherRoot)
{
    EXPECT_EQ(enter(alice), 0);
    EXPECT_EQ(enter(issue(crypto::CertificateRole::client, "alice", &namesake_root)), 0);
}

TEST_F(ResponderInitialContactTest, IsNotOfEverybodyWithoutASubject)
{
    const auto nameless = issue(crypto::CertificateRole::client, "", &root);
    EXPECT_EQ(enter(nameless), 0);
    EXPECT_EQ(enter(issue(crypto::CertificateRole::client, "", &root)), 0);
    EXPECT_EQ(places_, 0);
    ++places_;
    EXPECT_EQ(enter(nameless), 1);
}

TEST_F(ResponderInitialContactTest, IsNotOfAUserWhoIsCalledLikeASubject)
{
    EXPECT_EQ(enter(alice), 0);
    EXPECT_EQ(enter_with_a_password("CN=alice"), 0);
    EXPECT_EQ(enter_with_a_password("CN=alice"), 1);
}

}  // namespace gateway::ike
