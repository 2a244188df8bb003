// The key schedule of TLS 1.3, RFC 8446, Section 7.1, as its few functions; `hash` is that of the
// suite, a transcript is all handshake messages so far.
#pragma once

#include <string>
#include <string_view>

#include "core/octets.h"

namespace conformance::crypto {

class TlsSchedule {
public:
    explicit TlsSchedule(std::string hash) : hash_{std::move(hash)} {}

    [[nodiscard]] const std::string& hash() const { return hash_; }

    // An empty pre-shared key stands for none.
    [[nodiscard]] Octets early_secret(View pre_shared_key = {}) const;
    [[nodiscard]] Octets handshake_secret(View early_secret, View shared_secret) const;
    [[nodiscard]] Octets master_secret(View handshake_secret) const;

    // Derive-Secret: "c hs traffic", "s ap traffic", "exp master", "res master", ...
    [[nodiscard]] Octets derived(View secret, std::string_view label, View transcript) const;
    // HKDF-Expand-Label.
    [[nodiscard]] Octets expanded(View secret, std::string_view label, View context,
                                  std::size_t octets) const;
    // The verify_data of Finished, and the binder of a pre-shared key: Section 4.4.4.
    [[nodiscard]] Octets verify_data(View base_secret, View transcript) const;
    // After a KeyUpdate: Section 7.2.
    [[nodiscard]] Octets next_traffic_secret(View secret) const;

private:
    [[nodiscard]] Octets extracted(View salt, View secret) const;

    std::string hash_;
};

}  // namespace conformance::crypto
