#include "crypto/tls_secrets.h"

#include <algorithm>

#include "crypto/digest.h"
#include "crypto/tls_versions.h"

namespace conformance::crypto {

namespace {

constexpr std::size_t master_octets = 48;
constexpr std::size_t verify_octets = 12;

Octets joined(View first, View second, View third = {}, View fourth = {})
{
    Octets all{first.begin(), first.end()};
    append(all, second);
    append(all, third);
    append(all, fourth);
    return all;
}

// P_hash of RFC 5246, Section 5.
Octets expanded(const std::string& hash, View secret, View seed, std::size_t octets)
{
    Octets stream, link{seed.begin(), seed.end()};
    while (stream.size() < octets) {
        link = hmac(hash, secret, link);
        append(stream, hmac(hash, secret, joined(link, seed)));
    }
    stream.resize(octets);
    return stream;
}

// RFC 6101, Section 6.1: the salt is A, BB, CCC and so on.
Octets ssl_expanded(View secret, View seed, std::size_t octets)
{
    Octets stream;
    for (std::uint8_t round = 0; stream.size() < octets; ++round) {
        const Octets salt(round + 1u, static_cast<std::uint8_t>('A' + round));
        append(stream, digest("MD5", joined(secret, digest("SHA-1", joined(salt, secret, seed)))));
    }
    stream.resize(octets);
    return stream;
}

// RFC 6101, Section 5.6.8: a keyed hash that came before HMAC.
Octets ssl_keyed(const std::string& hash, View secret, View content)
{
    const std::size_t padding = hash == "MD5" ? 48 : 40;
    const auto inner = digest(hash, joined(content, secret, Octets(padding, 0x36)));
    return digest(hash, joined(secret, Octets(padding, 0x5c), inner));
}

Octets ssl_transcript(View master, View content)
{
    return joined(ssl_keyed("MD5", master, content), ssl_keyed("SHA-1", master, content));
}

}  // namespace

TlsSecrets::TlsSecrets(std::uint16_t version, std::string hash)
    : version_{version}, hash_{std::move(hash)}
{
}

Octets TlsSecrets::prf(View secret, std::string_view label, View seed, std::size_t octets) const
{
    const auto labelled = joined(view(label), seed);
    if (version_ >= tls_1_2) {
        return expanded(hash_, secret, labelled, octets);
    }
    // The halves share an octet where their number is odd.
    const auto half = (secret.size() + 1) / 2;
    auto stream = expanded("MD5", secret.first(half), labelled, octets);
    const auto other = expanded("SHA-1", secret.last(half), labelled, octets);
    std::ranges::transform(stream, other, stream.begin(), std::bit_xor<>{});
    return stream;
}

Octets TlsSecrets::master_secret(View premaster, View client_random, View server_random) const
{
    const auto seed = joined(client_random, server_random);
    return version_ == ssl_3_0 ? ssl_expanded(premaster, seed, master_octets)
                               : prf(premaster, "master secret", seed, master_octets);
}

Octets TlsSecrets::extended_master_secret(View premaster, View transcript) const
{
    return prf(premaster, "extended master secret", hashed(transcript), master_octets);
}

Octets TlsSecrets::key_block(View master, View client_random, View server_random,
                             std::size_t octets) const
{
    const auto seed = joined(server_random, client_random);
    return version_ == ssl_3_0 ? ssl_expanded(master, seed, octets)
                               : prf(master, "key expansion", seed, octets);
}

Octets TlsSecrets::verify_data(View master, Sender sender, View transcript) const
{
    const bool client = sender == Sender::client;
    if (version_ == ssl_3_0) {
        return ssl_transcript(master, joined(transcript, view(client ? "CLNT" : "SRVR")));
    }
    return prf(master, client ? "client finished" : "server finished", hashed(transcript),
               verify_octets);
}

Octets TlsSecrets::transcript_to_sign(View master, View transcript) const
{
    return version_ == ssl_3_0 ? ssl_transcript(master, transcript) : hashed(transcript);
}

Octets TlsSecrets::hashed(View transcript) const
{
    return version_ >= tls_1_2 ? digest(hash_, transcript)
                               : joined(digest("MD5", transcript), digest("SHA-1", transcript));
}

}  // namespace conformance::crypto
