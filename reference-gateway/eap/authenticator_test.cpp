// What all methods share: the choice between them, and what is no response at all.
#include "eap/authenticator.h"

#include "eap/test_conversation.h"

namespace gateway::eap {

TEST(Authenticator, ProposesWhatTheClientWouldRatherHave)
{
    Conversation talk{{Type::tls, Type::mschapv2}};
    EXPECT_EQ(talk.type(), Type::tls);
    talk.say(Type::nak, Octets{21, 26});
    EXPECT_EQ(talk.code(), Code::request);
    EXPECT_EQ(talk.type(), Type::mschapv2);
}

TEST(Authenticator, EndsWhereNothingIsInCommon)
{
    for (const Octets& wanted : {Octets{21}, Octets{0}, Octets{}, Octets{13}}) {
        Conversation talk{{Type::tls, Type::mschapv2}};
        talk.say(Type::nak, wanted);
        EXPECT_EQ(talk.code(), Code::failure);
    }
}

TEST(Authenticator, ProposesNothingTwice)
{
    Conversation talk{{Type::tls, Type::mschapv2}};
    talk.say(Type::nak, Octets{26});
    talk.say(Type::nak, Octets{13});
    EXPECT_EQ(talk.code(), Code::failure);
}

TEST(Authenticator, ANakIsAnAnswerToTheFirstRequestAlone)
{
    Conversation talk{{Type::tls, Type::mschapv2}};
    talk.say(Type::tls, crypto::from_hex("c0000000051603"));
    ASSERT_EQ(talk.code(), Code::request);
    talk.say(Type::nak, Octets{26});
    EXPECT_EQ(talk.code(), Code::failure);
}

TEST(Authenticator, EndsWithWhatIsNoResponse)
{
    const auto after = [](const std::function<void(Octets&)>& bend) {
        Conversation talk{{Type::tls}};
        Octets packet =
            joined({Octets{2, talk.packet()[1], 0, 12, 13}, crypto::from_hex("c0000000051603")});
        bend(packet);
        talk.say(packet);
        return talk.code();
    };
    EXPECT_EQ(after([](Octets&) {}), Code::request);
    EXPECT_EQ(after([](Octets& packet) { packet.clear(); }), Code::failure);
    EXPECT_EQ(after([](Octets& packet) { packet.resize(4); }), Code::failure);
    EXPECT_EQ(after([](Octets& packet) { packet[0] = 1; }), Code::failure) << "a request";
    EXPECT_EQ(after([](Octets& packet) { packet[0] = 3; }), Code::failure) << "success";
    EXPECT_EQ(after([](Octets& packet) { ++packet[1]; }), Code::failure) << "to another request";
    EXPECT_EQ(after([](Octets& packet) { ++packet[3]; }), Code::failure) << "too short";
    EXPECT_EQ(after([](Octets& packet) { --packet[3]; }), Code::failure) << "too long";
    EXPECT_EQ(after([](Octets& packet) { packet[4] = 1; }), Code::failure) << "an identity";
    EXPECT_EQ(after([](Octets& packet) { packet[4] = 26; }), Code::failure) << "another method";
    EXPECT_EQ(after([](Octets& packet) { packet[4] = 254; }), Code::failure) << "an expanded type";
}

}  // namespace gateway::eap
