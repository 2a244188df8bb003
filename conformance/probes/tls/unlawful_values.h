// Public values of a client that a server has to refuse, by their group, beside one that is lawful.
#pragma once

#include <string>
#include <vector>

#include "core/probe.h"

namespace conformance::probes::tls {

struct Share {
    std::string name;
    Octets value;
};

struct Trial {
    std::string name;
    std::uint16_t group;
    Octets lawful;
    std::vector<Share> unlawful;
};

[[nodiscard]] Octets lawful_value(Bench& bench, std::uint16_t group);
// In so many octets.
[[nodiscard]] Octets big_endian(std::uint8_t number, std::size_t size);

// 0, 1, p - 1 and p, of a finite field with this prime.
[[nodiscard]] std::vector<Share> values_out_of_range(const Octets& prime);
// Of the small groups of RFC 7919.
[[nodiscard]] std::vector<Trial> values_out_of_range(Bench& bench);
// Of X25519 and X448: the secret is all zeros, whatever the server's private key.
[[nodiscard]] std::vector<Trial> values_of_small_order(Bench& bench);

}  // namespace conformance::probes::tls
