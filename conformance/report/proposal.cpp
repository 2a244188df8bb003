// The words of a proposal's slug, as a reader knows them.

#include <algorithm>
#include <array>
#include <span>

#include "report/matrix.h"

namespace conformance::report {

namespace {

struct Word {
    std::string_view slug;
    std::string_view name;
    std::string_view number = {};
};

constexpr std::array ciphers{
    Word{"cbc", "AES-CBC"},
    Word{"ctr", "AES-CTR"},
    Word{"gcm", "AES-GCM-16"},
    Word{"gcm12", "AES-GCM-12"},
    Word{"gcm8", "AES-GCM-8"},
    Word{"ccm", "AES-CCM-16"},
    Word{"3des", "3DES"},
    Word{"des", "DES"},
    Word{"camelliacbc", "Camellia-CBC"},
    Word{"chacha20poly1305", "ChaCha20-Poly1305"},
};
constexpr std::array hashes{
    Word{"md5", "MD5"},         Word{"sha1", "SHA-1"},      Word{"sha256", "SHA2-256"},
    Word{"sha384", "SHA2-384"}, Word{"sha512", "SHA2-512"}, Word{"aesxcbc", "AES-XCBC"},
};
constexpr std::array groups{
    Word{"modp768", "MODP 768", "1"},
    Word{"modp1024", "MODP 1024", "2"},
    Word{"modp1536", "MODP 1536", "5"},
    Word{"modp2048", "MODP 2048", "14"},
    Word{"modp3072", "MODP 3072", "15"},
    Word{"modp4096", "MODP 4096", "16"},
    Word{"modp6144", "MODP 6144", "17"},
    Word{"modp8192", "MODP 8192", "18"},
    Word{"ecp256", "ECP 256", "19"},
    Word{"ecp384", "ECP 384", "20"},
    Word{"ecp521", "ECP 521", "21"},
    Word{"modp1024s160", "MODP 1024/160", "22"},
    Word{"modp2048s224", "MODP 2048/224", "23"},
    Word{"modp2048s256", "MODP 2048/256", "24"},
    Word{"ecp192", "ECP 192", "25"},
    Word{"ecp224", "ECP 224", "26"},
    Word{"brainpool224", "Brainpool P224r1", "27"},
    Word{"brainpool256", "Brainpool P256r1", "28"},
    Word{"brainpool384", "Brainpool P384r1", "29"},
    Word{"brainpool512", "Brainpool P512r1", "30"},
    Word{"curve25519", "Curve25519", "31"},
    Word{"x448", "Curve448", "32"},
};

const Word* find(std::span<const Word> words, std::string_view slug)
{
    const auto found = std::ranges::find(words, slug, &Word::slug);
    return found == words.end() ? nullptr : &*found;
}

std::string hash(std::string_view slug)
{
    const auto* known = find(hashes, slug);
    return std::string(known ? known->name : slug);
}

// "cbc256" is a cipher and its key length; a cipher's own name may end in a digit too.
std::string cipher(std::string_view slug)
{
    if (const auto* whole = find(ciphers, slug)) return std::string(whole->name);
    const auto digits = slug.find_last_not_of("0123456789") + 1;
    const auto* known = find(ciphers, slug.substr(0, digits));
    if (!known) return std::string(slug);
    return std::string(known->name) + " " + std::string(slug.substr(digits));
}

std::vector<std::string_view> split(std::string_view slug)
{
    std::vector<std::string_view> parts;
    for (auto dash = slug.find('-'); dash != std::string_view::npos; dash = slug.find('-')) {
        parts.push_back(slug.substr(0, dash));
        slug.remove_prefix(dash + 1);
    }
    parts.push_back(slug);
    return parts;
}

}  // namespace

Proposal proposal(std::string_view slug)
{
    const auto parts = split(slug);
    if (parts.size() < 3 || parts.size() > 4) return {std::string(slug), "", "", "", ""};
    const auto* group = find(groups, parts.back());
    return {cipher(parts.front()), parts.size() == 4 ? hash(parts[1]) : "",
            hash(parts[parts.size() - 2]), std::string(group ? group->number : parts.back()),
            std::string(group ? group->name : "")};
}

}  // namespace conformance::report
