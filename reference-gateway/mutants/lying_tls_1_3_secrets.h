// Keys and protected records of the lying server in TLS 1.3, with AES-128-GCM and SHA-256: RFC
// 8446, Sections 5.2, 7.1 and 7.3.
#pragma once

#include <optional>
#include <string_view>

#include "base/octets.h"

namespace gateway::mutants::lying_tls_1_3 {

inline constexpr std::size_t secret_size = 32;

[[nodiscard]] Octets extract(View salt, View secret);
[[nodiscard]] Octets expand(View secret, std::string_view label, View context, std::size_t length);
// Of the messages so far.
[[nodiscard]] Octets derived(View secret, std::string_view label, View transcript);

// Those of one traffic secret.
struct TrafficKeys {
    Octets secret, key, iv;
    std::uint64_t sequence = 0;
};

[[nodiscard]] TrafficKeys traffic_keys(View secret);
// After a KeyUpdate.
[[nodiscard]] TrafficKeys next_keys(const TrafficKeys& keys);

[[nodiscard]] Octets verify_data(View traffic_secret, View transcript);

// What a record says that is opened: a type of zero means nothing but padding.
struct Inner {
    std::uint8_t type = 0;
    Octets content;
    std::size_t padding = 0;
};

[[nodiscard]] std::optional<Inner> open_record(TrafficKeys& keys, View fragment);
// Whatever its tag.
[[nodiscard]] std::optional<Inner> open_record_blindly(TrafficKeys& keys, View fragment);
// The whole record.
[[nodiscard]] Octets seal_record(TrafficKeys& keys, std::uint8_t type, View content);

}  // namespace gateway::mutants::lying_tls_1_3
