// A client with a password: what it is asked, what it must not be given before it has proved
// itself.
#include "ike/test_logins.h"

namespace gateway::ike {
namespace {

using Types = std::vector<int>;

constexpr int identification = 36, certificate = 37, authentication = 39, eap_message = 48;
const RawPayloadToSend eap_only{41, {0, 0, 0x40, 0x21}};

class ResponderEapTest : public ResponderOfClients {
protected:
    ResponderEapTest() { start(with_eap({eap::Type::mschapv2, eap::Type::tls})); }

    std::vector<RawPayloadToSend> without_proof() const { return everything_but_a_proof(); }

    Types begin(const std::vector<RawPayloadToSend>& payloads)
    {
        EXPECT_TRUE(peer_.accepted(ask(peer_.ike_sa_init())));
        return say(payloads);
    }

    Types say(const std::vector<RawPayloadToSend>& payloads)
    {
        const Types types = types_inside(peer_, ask(peer_.ike_auth(payloads)));
        ++peer_.message_id;
        return types;
    }

    Types respond(std::uint8_t type, View data)
    {
        return say({{eap_message, eap_response(bodies_[eap_message], type, data)}});
    }

    Types log_in(const std::string& password)
    {
        const PasswordLogin login = log_in_with(password, bodies_[eap_message]);
        msk_ = login.msk;
        return respond(26, login.data);
    }

    Octets proof_of(View octets) const
    {
        return authentication_by_key(crypto::Hash::sha2_384, msk_, octets);
    }

    RawPayloadToSend proof_by_key() const
    {
        return {authentication, proof_of(peer_.signed_by_us(alice_id))};
    }

    TestInitiator peer_{gcm_31};
    Octets msk_;
};

}  // namespace

TEST_F(ResponderEapTest, LetsInWhoKnowsItsPassword)
{
    EXPECT_EQ(begin(without_proof()),
              (Types{identification, certificate, authentication, eap_message}));
    EXPECT_TRUE(crypto::is_signed_by(der_of(gateway_certificate),
                                     {crypto::SignatureForm::ecdsa_plain, crypto::Hash::sha2_256},
                                     peer_.signed_by_the_responder(bodies_[identification]),
                                     View{bodies_[authentication]}.subspan(4)));
    EXPECT_EQ(bodies_[eap_message].front(), 1) << "a request";
    const Octets id = bodies_[identification];
    EXPECT_EQ(log_in("clientPass"), Types{eap_message});
    EXPECT_EQ(respond(26, Octets{3}), Types{eap_message});
    EXPECT_EQ(bodies_[eap_message].front(), 3) << "success";
    EXPECT_TRUE(actions_.open.empty()) << "not yet";
    EXPECT_EQ(say({proof_by_key()}), (Types{authentication, 47, 33, 44, 45}));
    EXPECT_EQ(bodies_[authentication], proof_of(peer_.signed_by_the_responder(id)));
    EXPECT_EQ(actions_.open.size(), 1);
    EXPECT_EQ(subjects_, std::vector<std::string>{"User"}) << "who has proved itself, not IDi";
}

TEST_F(ResponderEapTest, EndsWithFailureAloneWhoseSaIsGone)
{
    begin(without_proof());
    EXPECT_EQ(log_in("wrong"), Types{eap_message});
    EXPECT_EQ(respond(26, Octets{4}), Types{eap_message});
    EXPECT_EQ(bodies_[eap_message].front(), 4);
    EXPECT_EQ(bodies_[eap_message].size(), 4);
    EXPECT_TRUE(say({proof_by_key()}).empty());
}

TEST_F(ResponderEapTest, WantsTheAuthAfterSuccess)
{
    const std::vector<RawPayloadToSend> wrong[] = {
        {},
        {{authentication, joined({Octets{2, 0, 0, 0}, Octets(48)})}},
        {{eap_message, {2, 0, 0, 4}}}};
    std::uint64_t spi = 0x77;
    for (const auto& payloads : wrong) {
        peer_ = TestInitiator{gcm_31, ++spi};
        begin(without_proof());
        log_in("clientPass");
        respond(26, Octets{3});
        EXPECT_EQ(say(payloads), Types{41});
        EXPECT_EQ(bodies_[41][3], 24) << "AUTHENTICATION_FAILED";
        EXPECT_TRUE(say({proof_by_key()}).empty()) << "no second try";
        EXPECT_TRUE(subjects_.empty());
    }
}

TEST_F(ResponderEapTest, AProofInThePlaceOfAResponseIsNone)
{
    begin(without_proof());
    EXPECT_EQ(say({proof_by_key()}), Types{eap_message}) << "before any password";
    EXPECT_EQ(bodies_[eap_message].front(), 4);
}

TEST_F(ResponderEapTest, LeavesItsSignatureOutForAMethodThatIsSafeAlone)
{
    auto payloads = without_proof();
    payloads.push_back(eap_only);
    EXPECT_EQ(begin(payloads), (Types{identification, eap_message}));
    EXPECT_EQ(bodies_[eap_message][4], 13) << "EAP-TLS, though it is second";
    EXPECT_EQ(respond(3, Octets{26}), Types{eap_message});
    EXPECT_EQ(bodies_[eap_message].front(), 4) << "and no other";
}

TEST_F(ResponderEapTest, SignsWhereNoMethodIsSafeAlone)
{
    start(with_eap({eap::Type::mschapv2}));
    auto payloads = without_proof();
    payloads.push_back(eap_only);
    EXPECT_EQ(begin(payloads), (Types{identification, certificate, authentication, eap_message}));
}

TEST_F(ResponderEapTest, SignsUnlessToldOtherwise)
{
    Credentials own = with_eap({eap::Type::tls});
    own.eap_only = false;
    start(std::move(own));
    auto payloads = without_proof();
    payloads.push_back(eap_only);
    EXPECT_EQ(begin(payloads), (Types{identification, certificate, authentication, eap_message}));
}

TEST_F(ResponderEapTest, AnswersEachRequestAgain)
{
    ASSERT_TRUE(peer_.accepted(ask(peer_.ike_sa_init())));
    const Octets first = peer_.ike_auth(without_proof());
    const Octets answer = ask(first);
    ASSERT_FALSE(answer.empty());
    EXPECT_EQ(ask(first), answer);
    types_inside(peer_, answer);
    ++peer_.message_id;
    EXPECT_EQ(respond(3, Octets{13}), Types{eap_message}) << "EAP-TLS then";
    EXPECT_EQ(bodies_[eap_message][5], 0x20);
    EXPECT_TRUE(ask(first).empty()) << "long over";
}

TEST_F(ResponderEapTest, ServesNothingBeforeTheEnd)
{
    begin(without_proof());
    peer_.protected_exchange = ExchangeType::informational;
    EXPECT_TRUE(ask(peer_.ike_auth(0, {})).empty());
    peer_.protected_exchange = ExchangeType::ike_auth;
    EXPECT_EQ(say({{200, {}, true}}), Types{41}) << "an unknown critical payload";
    EXPECT_TRUE(say({proof_by_key()}).empty());
}

TEST_F(ResponderEapTest, ForgetsWhoDoesNotGoOn)
{
    begin(without_proof());
    now_ += std::chrono::seconds{31};
    EXPECT_TRUE(log_in("clientPass").empty());
}

}  // namespace gateway::ike
