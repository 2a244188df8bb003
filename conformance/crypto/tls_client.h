// A complete TLS client up to TLS 1.2 over octets in and out, for finding out what speaks behind a
// handshake. It verifies no certificate and takes whatever the server selects: it is there to look,
// not to trust.
#pragma once

#include <memory>
#include <string>

#include "core/random.h"

namespace conformance::crypto {

class TlsClient {
public:
    // `random` outlives the client. Its first octets to send are the ClientHello.
    TlsClient(Random& random, const std::string& server_name);
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    void feed(View octets);               // from the server
    [[nodiscard]] Octets take_to_send();  // for the server
    [[nodiscard]] Octets take_plaintext();
    void write(View plaintext);  // once established

    [[nodiscard]] bool is_established() const;
    // Why the connection is over; empty while it is not.
    [[nodiscard]] const std::string& ended() const;

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace conformance::crypto
