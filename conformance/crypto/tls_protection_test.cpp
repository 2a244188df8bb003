// Every bulk cipher of the registry that can be computed opens what it sealed, at each version it
// is for, and nothing else. Known answers of other software stand in
// peers/tls/captured_keys_test.cpp.
#include "crypto/tls_protection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "catalog/registries.h"
#include "crypto/seeded_random.h"

namespace conformance::crypto {
namespace {

using Direction = TlsLayer::Direction;

constexpr std::uint8_t application_data = 23;

// The words after WITH (in TLS 1.3, after TLS) of a suite's name.
std::string bulk_of(const std::string& suite)
{
    const auto with = suite.find("_WITH_");
    return with == std::string::npos ? suite.substr(4) : suite.substr(with + 6);
}

struct Ends {
    std::unique_ptr<Random> random = seeded_random(Octets(32, 3), "protection");
    std::unique_ptr<TlsProtection> sealing, opening;

    explicit Ends(TlsLayer layer)
    {
        const auto sizes = key_lengths(layer);
        const TlsKeys keys{random->octets(sizes.mac), random->octets(sizes.key),
                           random->octets(sizes.iv)};
        sealing = tls_protection(layer, keys, *random);
        layer.direction = Direction::opening;
        opening = tls_protection(layer, keys, *random);
    }
};

void opens_what_it_sealed(const TlsLayer& layer)
{
    Ends ends{layer};
    for (const std::size_t size : {0u, 1u, 15u, 16u, 1000u}) {
        const TlsText content{application_data, ends.random->octets(size)};
        const auto sealed = ends.sealing->seal(content);
        EXPECT_EQ(ends.opening->open(sealed), content) << size;
    }
    const auto sealed = ends.sealing->seal({application_data, {1}});
    EXPECT_TRUE(ends.opening->open(sealed));
    EXPECT_FALSE(ends.opening->open(sealed)) << "the same record again";
}

void refuses_what_was_altered(const TlsLayer& layer)
{
    Ends ends{layer};
    const auto sealed = ends.sealing->seal({application_data, ends.random->octets(40)});
    for (std::size_t i = 0; i < sealed.octets.size(); i += 7) {
        Ends again{layer};
        auto altered = again.sealing->seal({application_data, again.random->octets(40)});
        altered.octets[i] ^= 1;
        EXPECT_FALSE(again.opening->open(altered)) << i;
    }
    for (std::size_t length = 0; length < sealed.octets.size(); ++length) {
        Ends again{layer};
        auto shorter = again.sealing->seal({application_data, again.random->octets(40)});
        shorter.octets.resize(length);
        EXPECT_FALSE(again.opening->open(shorter)) << length;
    }
}

TEST(Every_cipher, opens_what_it_sealed)
{
    const auto registries = catalog::read_registries(std::string{SALLYPORT_SOURCE} + "/vectors");
    std::set<std::string> bulks;
    for (const auto& suite : registries.suites) {
        const auto cipher = tls_cipher(bulk_of(suite.name));
        if (!cipher || suite.signalling || !bulks.insert(bulk_of(suite.name)).second) {
            continue;
        }
        SCOPED_TRACE(suite.name);
        for (auto version = suite.min_version; version <= suite.max_version; ++version) {
            opens_what_it_sealed({*cipher, version, false, Direction::sealing});
        }
        refuses_what_was_altered({*cipher, suite.max_version, false, Direction::sealing});
        if (cipher->mode == TlsCipher::Mode::cbc) {
            opens_what_it_sealed({*cipher, 0x0303, true, Direction::sealing});
            refuses_what_was_altered({*cipher, 0x0303, true, Direction::sealing});
        }
    }
    EXPECT_GT(bulks.size(), 35u);
}

TEST(A_cipher, is_known_by_the_words_of_its_suite)
{
    const auto cipher = tls_cipher("AES_256_CBC_SHA384").value_or(TlsCipher{});
    EXPECT_EQ(cipher.mac, "SHA-384");
    EXPECT_EQ(cipher.hash, "SHA-384");
    EXPECT_EQ(tls_cipher("AES_128_CBC_SHA").value_or(TlsCipher{}).hash, "SHA-256");
    EXPECT_EQ(tls_cipher("AES_128_CCM_8").value_or(TlsCipher{}).name, "AES-128/CCM(8,3)");
    EXPECT_EQ(tls_cipher("RC2_CBC_40_MD5"), std::nullopt);
    EXPECT_EQ(tls_cipher("SM4_GCM_SM3"), std::nullopt);
    EXPECT_EQ(tls_cipher(""), std::nullopt);
}

TEST(A_key_block, has_no_iv_where_each_record_brings_one)
{
    const auto cipher = *tls_cipher("AES_256_CBC_SHA");
    EXPECT_EQ(key_lengths({cipher, 0x0301, false, Direction::sealing}).iv, 16u);
    EXPECT_EQ(key_lengths({cipher, 0x0302, false, Direction::sealing}).iv, 0u);
    EXPECT_EQ(key_lengths({cipher, 0x0302, false, Direction::sealing}).mac, 20u);
    EXPECT_EQ(key_lengths({*tls_cipher("AES_128_GCM_SHA256"), 0x0303}).iv, 4u);
    EXPECT_EQ(key_lengths({*tls_cipher("AES_128_GCM_SHA256"), 0x0304}).iv, 12u);
}

TEST(A_lie, is_told_before_the_encryption)
{
    Ends padding{{*tls_cipher("AES_128_CBC_SHA"), 0x0303, false, Direction::sealing}};
    padding.sealing->alter = [](Octets& plain) { plain.at(10) ^= 1; };
    const auto sealed = padding.sealing->seal({application_data, Octets(8, 1)});
    EXPECT_FALSE(padding.opening->open(sealed)) << "an octet of the MAC";

    Ends zeros{{*tls_cipher("AES_128_GCM_SHA256"), 0x0304, false, Direction::sealing}};
    zeros.sealing->alter = [](Octets& plain) { plain.insert(plain.end(), 20, 0); };
    const TlsText content{application_data, {1, 2, 3}};
    EXPECT_EQ(zeros.opening->open(zeros.sealing->seal(content)), content);
    zeros.sealing->alter = [](Octets& plain) { plain.assign(plain.size(), 0); };
    EXPECT_FALSE(zeros.opening->open(zeros.sealing->seal(content)));
}

}  // namespace
}  // namespace conformance::crypto
