// Logins by EAP-TLS with OpenSSL's client, whole and in fragments.
#include "crypto/certificate_reading.h"
#include "crypto/tls_test_client.h"
#include "eap/test_conversation.h"
#include "eap/tls_fragment.h"

namespace gateway::eap {
namespace {

const auto alice = issue(crypto::CertificateRole::client, "alice", &root);
const auto stranger_root = issue(crypto::CertificateRole::authority, "another root");
const auto stranger = issue(crypto::CertificateRole::client, "alice", &stranger_root);

class TlsPeer {
public:
    explicit TlsPeer(int version, const crypto::IssuedCertificate* certificate = &alice,
                     std::size_t fragment_size = 600)
        : tls({.lowest = version, .highest = version}), fragment_size_(fragment_size)
    {
        if (certificate != nullptr) tls.show(certificate->certificate_pem, certificate->key_pem);
    }

    // Until the gateway has decided.
    void log_in(Conversation& talk)
    {
        Octets flight = tls.feed({});
        for (int i = 0; i < 100 && talk.code() == Code::request; ++i) {
            send(talk, flight);
            Octets heard;
            while (talk.code() == Code::request) {
                const auto fragment = parse_tls_fragment(talk.data()).value();
                heard.insert(heard.end(), fragment.octets.begin(), fragment.octets.end());
                if (!fragment.more) break;
                talk.say(Type::tls, Octets{0});
            }
            flight = tls.feed(heard);
        }
    }

    crypto::TlsTestClient tls;

private:
    void send(Conversation& talk, const Octets& flight) const
    {
        std::size_t sent = 0;
        do {
            TlsFragment fragment;
            const std::size_t size = std::min(fragment_size_, flight.size() - sent);
            fragment.octets = copy_of(View{flight}.subspan(sent, size));
            if (sent == 0 && size < flight.size()) {
                fragment.whole_size = static_cast<std::uint32_t>(flight.size());
            }
            sent += size;
            fragment.more = sent < flight.size();
            talk.say(Type::tls, write_tls_fragment(fragment));
        } while (sent < flight.size() && talk.code() == Code::request);
    }

    std::size_t fragment_size_;
};

// As RFC 5216, Section 2.3, and RFC 9190, Section 2.3, have it.
Octets expected_msk(const TlsPeer& peer, int version)
{
    Octets material(128);
    const std::string label =
        version == TLS1_3_VERSION ? "EXPORTER_EAP_TLS_Key_Material" : "client EAP encryption";
    const std::uint8_t type = 13;
    SSL_export_keying_material(peer.tls.get(), material.data(), material.size(), label.data(),
                               label.size(), &type, 1, version == TLS1_3_VERSION ? 1 : 0);
    material.resize(64);
    return material;
}

std::string person_of(const crypto::IssuedCertificate& certificate)
{
    return crypto::TrustedRoots::from_pem(root.certificate_pem)
        .value()
        .judge(crypto::to_der(certificate.certificate_pem).value())
        .person;
}

}  // namespace

TEST(EapTls, LetsInWhoHasACertificateAndDerivesTheSameKey)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsPeer peer{version};
        Conversation talk{{Type::tls}};
        EXPECT_EQ(to_hex(talk.data()), "20") << "the start";
        peer.log_in(talk);
        EXPECT_EQ(talk.code(), Code::success) << talk.reason;
        ASSERT_TRUE(talk.proved);
        EXPECT_EQ(talk.proved->identity, "CN=alice");
        EXPECT_EQ(talk.proved->person, person_of(alice)) << "as without EAP";
        EXPECT_EQ(talk.proved->msk, expected_msk(peer, version));
        EXPECT_EQ(talk.turns, 2U);
        EXPECT_EQ(peer.tls.received, version == TLS1_3_VERSION ? std::string(1, '\0') : "");
    }
}

TEST(EapTls, LetsInWhoseCertificateHasNoSubject)
{
    const auto nameless = issue(crypto::CertificateRole::client, "", &root);
    TlsPeer peer{TLS1_3_VERSION, &nameless};
    Conversation talk{{Type::tls}};
    peer.log_in(talk);
    EXPECT_EQ(talk.code(), Code::success) << talk.reason;
    EXPECT_EQ(talk.proved.value().identity, "");
    EXPECT_EQ(talk.proved.value().person, person_of(nameless));
}

TEST(EapTls, RefusesAStrangerAndWhoShowsNothing)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const auto* certificate :
             {&stranger, static_cast<const crypto::IssuedCertificate*>(nullptr)}) {
            TlsPeer peer{version, certificate};
            Conversation talk{{Type::tls}};
            peer.log_in(talk);
            EXPECT_EQ(talk.code(), Code::failure);
            EXPECT_FALSE(talk.proved);
            EXPECT_NE(peer.tls.alert_received, -1) << "the client learns why";
        }
    }
}

TEST(EapTls, RefusesAnOldVersion)
{
    TlsPeer peer{TLS1_1_VERSION};
    Conversation talk{{Type::tls}};
    peer.log_in(talk);
    EXPECT_EQ(talk.code(), Code::failure);
}

TEST(EapTls, FragmentsMustFitWhatWasAnnounced)
{
    const auto after = [](const std::vector<std::string>& fragments) {
        Conversation talk{{Type::tls}};
        for (const std::string& fragment : fragments) {
            talk.say(Type::tls, crypto::from_hex(fragment));
        }
        return talk.code();
    };
    EXPECT_EQ(after({"c0000000051603"}), Code::request) << "acknowledged";
    EXPECT_EQ(after({"401603"}), Code::failure) << "no length in the first";
    EXPECT_EQ(after({"c0000080011603"}), Code::failure) << "too long";
    EXPECT_EQ(after({"c0ffffffff1603"}), Code::failure);
    EXPECT_EQ(after({"c0000000051603", "40"}), Code::failure) << "nothing more";
    EXPECT_EQ(after({"c0000000051603", "40010203"}), Code::failure) << "all of it, and yet more";
    EXPECT_EQ(after({"c0000000051603", "0001020304"}), Code::failure) << "more than announced";
    EXPECT_EQ(after({"c0000000051603", "000102"}), Code::failure) << "less than announced";
    EXPECT_EQ(after({"c0000000051603", "80000000060102"}), Code::failure) << "another length";
    EXPECT_EQ(after({"c000000005160301", "800000000500ff"}), Code::failure) << "half a record";
    EXPECT_EQ(after({""}), Code::failure);
    EXPECT_EQ(after({"00"}), Code::failure) << "an acknowledgment of the start";
    EXPECT_EQ(after({"20"}), Code::failure) << "a start of its own";
    EXPECT_EQ(after({"80000000"}), Code::failure) << "half a length";
}

TEST(EapTls, NoConversationGoesOnForEver)
{
    Conversation talk{{Type::tls}};
    int count = 0;
    talk.say(Type::tls, crypto::from_hex("c00000800016"));
    for (; talk.code() == Code::request && count < 1000; ++count) {
        talk.say(Type::tls, crypto::from_hex("4016"));
    }
    EXPECT_EQ(talk.code(), Code::failure);
    EXPECT_LT(count, 80);
}

}  // namespace gateway::eap
