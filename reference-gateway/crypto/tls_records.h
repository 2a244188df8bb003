// The stream of one TLS connection cut into its records on the way to OpenSSL, which gives another
// alert than the one that RFC 8446, Section 5, names for a change_cipher_spec it does not expect.
#pragma once

#include <cstddef>
#include <optional>

#include "base/octets.h"

namespace gateway::crypto {

class TlsRecords {
public:
    void add(View from_wire);

    // What came of the record that is under way, or of the next one; nothing: more has to come
    // first. In TLS 1.3 a change_cipher_spec of anything but the octet 1 bears a type that no
    // record has, so that it is unexpected.
    [[nodiscard]] std::optional<Octets> next(bool is_tls_1_3);

private:
    [[nodiscard]] std::optional<Octets> begun(bool is_tls_1_3);
    [[nodiscard]] Octets taken(std::size_t size);

    Octets waiting_;
    std::size_t missing_ = 0;  // of the record that is under way
};

}  // namespace gateway::crypto
