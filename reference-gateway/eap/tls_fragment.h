// The Type-Data of EAP-TLS: RFC 5216, Section 3.1.
#pragma once

#include <cstdint>
#include <optional>

#include "base/octets.h"

namespace gateway::eap {

struct TlsFragment {
    std::optional<std::uint32_t> whole_size;  // of the messages that this is a fragment of
    bool more = false;
    bool start = false;
    Octets octets;

    [[nodiscard]] bool is_acknowledgment() const noexcept
    {
        return !whole_size && !more && !start && octets.empty();
    }
};

[[nodiscard]] std::optional<TlsFragment> parse_tls_fragment(View data);
[[nodiscard]] Octets write_tls_fragment(const TlsFragment& fragment);

}  // namespace gateway::eap
