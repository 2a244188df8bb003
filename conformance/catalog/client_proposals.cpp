#include "catalog/client_proposals.h"

#include <algorithm>
#include <charconv>

namespace conformance::catalog {

namespace {

constexpr std::size_t most_proposals = 255;   // Proposal Num is one octet
constexpr std::size_t most_transforms = 255;  // and so is Num Transforms
constexpr std::uint16_t no_esn = 0;

struct NamedCipher {
    const Transform* transform = nullptr;
    std::uint16_t key_length = 0;
};

// ENCR_AES_CBC-256, ENCR_3DES.
NamedCipher cipher_named(const std::string& text, const std::vector<Transform>& known)
{
    const auto dash = text.rfind('-');
    if (dash == std::string::npos) {
        return {find(known, text), 0};
    }
    NamedCipher named{find(known, text.substr(0, dash)), 0};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + dash + 1, end, named.key_length);
    const bool is_number = error == std::errc{} && stopped == end && named.key_length != 0;
    return is_number ? named : NamedCipher{};
}

std::vector<Cipher> ciphers(TomlTable& row, const Registries& registries, bool& aead)
{
    const auto words = row.strings("encr");
    if (words.empty()) {
        row.fault("encr", "at least one cipher");
    }
    std::vector<Cipher> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto [transform, key_length] = cipher_named(words[i], registries.encryption);
        const bool is_known =
            transform != nullptr && (transform->key_lengths.empty()
                                         ? key_length == 0
                                         : std::ranges::find(transform->key_lengths, key_length) !=
                                               transform->key_lengths.end());
        if (!is_known) {
            row.fault(
                "encr", i,
                "IANA's name of a cipher, and its key length, such as ENCR_AES_CBC-256, not '" +
                    words[i] + "'");
        }
        if (i != 0 && transform->aead != aead) {
            row.fault("encr", i, "no AEAD beside other ciphers in one proposal");
        }
        aead = transform->aead;
        result.push_back({transform->number, key_length});
    }
    return result;
}

std::vector<std::uint16_t> named(TomlTable& row, std::string_view key,
                                 const std::vector<Transform>& known)
{
    const auto words = row.strings(key);
    if (words.empty()) {
        row.fault(key, "at least one transform");
    }
    std::vector<std::uint16_t> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto* transform = find(known, words[i]);
        if (transform == nullptr) {
            row.fault(key, i,
                      "an IANA name, such as " + known.back().name + ", not '" + words[i] + "'");
        }
        result.push_back(transform->number);
    }
    return result;
}

std::vector<std::uint16_t> groups(TomlTable& row, const Registries& registries)
{
    const auto numbers = row.integers("group", 1, 65'535);
    if (numbers.empty()) {
        row.fault("group", "at least one group");
    }
    std::vector<std::uint16_t> result;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = static_cast<std::uint16_t>(numbers[i]);
        if (find(registries.group, number) == nullptr) {
            row.fault("group", i, "the number of a registered key exchange method");
        }
        result.push_back(number);
    }
    return result;
}

ClientProposal proposal(TomlTable& row, ProposalsFor what, const Registries& registries)
{
    ClientProposal result;
    bool aead = false;
    result.encryption = ciphers(row, registries, aead);
    if (!aead) {
        result.integrity = named(row, "integ", registries.integrity);
    } else if (row.has("integ")) {
        row.fault("integ", "no integrity transform beside an AEAD");
    }
    if (what == ProposalsFor::ike) {
        result.prf = named(row, "prf", registries.prf);
        result.group = groups(row, registries);
    } else {
        const auto esn =
            row.has("esn") ? row.integers("esn", 0, 1) : std::vector<std::int64_t>{no_esn};
        if (esn.empty()) {
            row.fault("esn", "0, 1 or both");
        }
        result.esn.assign(esn.begin(), esn.end());
    }
    const auto count = result.encryption.size() + result.integrity.size() + result.prf.size() +
                       result.group.size() + result.esn.size();
    if (count > most_transforms) {
        row.fault("encr", "at most 255 transforms in a proposal");
    }
    row.finish();
    return result;
}

}  // namespace

std::vector<ClientProposal> read_client_proposals(TomlTable& table, ProposalsFor what,
                                                  const Registries& registries)
{
    std::vector<ClientProposal> result;
    for (auto& row : table.tables("proposals")) {
        result.push_back(proposal(row, what, registries));
    }
    if (result.empty() || result.size() > most_proposals) {
        table.fault("proposals", "1 to 255 proposals");
    }
    return result;
}

}  // namespace conformance::catalog
