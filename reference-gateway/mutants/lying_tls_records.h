// Plain TLS records: the first flight of a client gathered, octets of our own framed. RFC
// 5246, 6.2.1.
#pragma once

#include <cstdint>
#include <optional>

#include "base/octets.h"
#include "mutants/lying_tls_hello.h"

namespace gateway::mutants {

enum class HelloReading : std::uint8_t { unfinished, complete, not_a_hello };

// Listens until the ClientHello is complete or cannot become one, and forgets nothing it heard.
class HelloReader {
public:
    static constexpr std::size_t longest_hello = 65536;

    HelloReading feed(View octets);

    [[nodiscard]] const Octets& heard() const noexcept { return heard_; }
    [[nodiscard]] const ClientHello& hello() const noexcept { return hello_; }

private:
    HelloReading read_message(View handshake);

    Octets heard_;
    ClientHello hello_;
};

[[nodiscard]] Octets plain_records(std::uint8_t type, std::uint16_t version, View content);
[[nodiscard]] Octets handshake_records(std::uint16_t version, View messages);
[[nodiscard]] Octets handshake_message(std::uint8_t type, View body);
[[nodiscard]] Octets fatal_alert(std::uint16_t version, std::uint8_t description);
// handshake_failure, and application data behind it.
[[nodiscard]] Octets an_alert_and_more();

}  // namespace gateway::mutants
