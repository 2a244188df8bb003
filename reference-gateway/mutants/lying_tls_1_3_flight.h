// What the lying server says in TLS 1.3: RFC 8446, Sections 4.1.3, 4.1.4, 4.3.1, 4.4 and 4.6.1.
#pragma once

#include <optional>

#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {

inline constexpr std::uint16_t aes_128_gcm_sha256 = 0x1301;

// The client's share of this group; nothing when it sent none.
[[nodiscard]] std::optional<Octets> share_of(const ClientHello& hello,
                                             std::uint16_t group = secp256r1);

struct Share {
    std::uint16_t group = 0;
    Octets value;
};

// The ticket that the client offers first, and its binder; nothing when it offers none.
struct OfferedTicket {
    Octets ticket;
    Octets binder;  // none: it is missing
    std::size_t binders_size = 0;  // of all of them, with their length
};
[[nodiscard]] std::optional<OfferedTicket> ticket_of(const ClientHello& hello);

[[nodiscard]] Octets hello_retry_request(const ClientHello& hello, std::uint16_t suite);
[[nodiscard]] Octets server_hello(const ClientHello& hello, std::uint16_t suite,
                                  const Share& share, bool resumes);
[[nodiscard]] Octets encrypted_extensions(const std::optional<Extension>& one);
[[nodiscard]] Octets certificate(const std::string& chain_pem);
// Over the messages so far.
[[nodiscard]] Octets certificate_verify(const std::string& key_pem, View transcript);
[[nodiscard]] Octets new_session_ticket(std::uint32_t lifetime, View ticket);

}  // namespace gateway::mutants::lying_tls_1_3
