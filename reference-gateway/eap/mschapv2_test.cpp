// Logins with a password: the right one, the wrong one, and what is none.
#include "eap/mschap.h"
#include "eap/test_conversation.h"

namespace gateway::eap {
namespace {

class Mschapv2Test : public testing::Test {
protected:
    // What a client with this password answers to the challenge.
    Octets response(const std::string& name, const std::string& user, const std::string& password)
    {
        exchange_ = {copy_of(talk_.data().subspan(5, 16)), Octets(16, 0x2a),
                     copy_of(as_octets(user))};
        hash_ = nt_password_hash(password).value();
        answer_ = nt_response(exchange_, hash_);
        Writer out;
        out.u8(2);
        out.u8(talk_.data()[1]);
        out.u16(static_cast<std::uint16_t>(5 + 49 + name.size()));
        out.u8(49);
        out.octets(exchange_.peer_challenge);
        out.zeros(8);
        out.octets(answer_);
        out.u8(0);
        out.octets(as_octets(name));
        return out.take();
    }

    std::string text() const
    {
        const View rest = talk_.data().subspan(4);
        return {rest.begin(), rest.end()};
    }

    Conversation talk_{{Type::mschapv2}};
    MschapExchange exchange_;
    Octets hash_, answer_;
};

}  // namespace

TEST_F(Mschapv2Test, BeginsWithAChallenge)
{
    EXPECT_EQ(talk_.code(), Code::request);
    EXPECT_EQ(talk_.type(), Type::mschapv2);
    EXPECT_EQ(to_hex(talk_.data().first(5)), "01" + to_hex(talk_.data().subspan(1, 1)) + "001c10");
    EXPECT_EQ(talk_.data()[1], talk_.packet()[1]) << "as the EAP identifier";
}

TEST_F(Mschapv2Test, LetsInWhoKnowsThePasswordAndProvesThatItKnowsItToo)
{
    const Octets said = response("EXAMPLE\\User", "User", "clientPass");
    talk_.say(Type::mschapv2, said);
    EXPECT_EQ(talk_.code(), Code::request);
    EXPECT_EQ(talk_.data().front(), 3);
    EXPECT_EQ(text(), authenticator_response(exchange_, hash_, answer_) + " M=Welcome");
    const std::uint8_t identifier = talk_.packet()[1];
    talk_.say(Type::mschapv2, Octets{3});
    EXPECT_EQ(talk_.packet(), (Octets{3, identifier, 0, 4}));
    ASSERT_TRUE(talk_.proved);
    EXPECT_EQ(talk_.proved->identity, "User");
    EXPECT_EQ(talk_.proved->person, "user User");
    const auto keys = mschap_keys(hash_, answer_);
    EXPECT_EQ(talk_.proved->msk, joined({keys.receive, keys.send, Octets(32)}));
}

TEST_F(Mschapv2Test, RefusesAWrongPasswordAndAnUnknownUserAlike)
{
    for (const auto& [user, password] :
         {std::pair{"User", "wrong"}, std::pair{"Nobody", "clientPass"}}) {
        talk_ = Conversation{{Type::mschapv2}};
        const Octets said = response(user, user, password);
        talk_.say(Type::mschapv2, said);
        EXPECT_EQ(talk_.data().front(), 4);
        EXPECT_EQ(text().substr(0, 14), "E=691 R=0 C=01");
        const std::uint8_t identifier = talk_.packet()[1];
        talk_.say(Type::mschapv2, Octets{4});
        EXPECT_EQ(talk_.packet(), (Octets{4, identifier, 0, 4}));
        EXPECT_FALSE(talk_.proved);
    }
}

TEST_F(Mschapv2Test, NobodyIsInBeforeItHasBelievedTheGateway)
{
    talk_.say(Type::mschapv2, response("User", "User", "clientPass"));
    talk_.say(Type::mschapv2, Octets{4});
    EXPECT_EQ(talk_.code(), Code::failure);
    EXPECT_FALSE(talk_.proved);
}

TEST_F(Mschapv2Test, AResponseMustBeWhatItSays)
{
    const auto bent = [&](std::size_t at, std::uint8_t value) {
        talk_ = Conversation{{Type::mschapv2}};
        Octets said = response("User", "User", "clientPass");
        said[at] = value;
        talk_.say(Type::mschapv2, said);
        return talk_.code();
    };
    EXPECT_EQ(bent(5, 0x2a), Code::request) << "the same";
    EXPECT_EQ(bent(0, 3), Code::failure) << "success of its own";
    EXPECT_EQ(bent(1, 0xee), Code::failure) << "another identifier";
    EXPECT_EQ(bent(3, 1), Code::failure) << "another length";
    EXPECT_EQ(bent(4, 48), Code::failure) << "another size";
}

}  // namespace gateway::eap
