// One TLS connection seen from the server, without I/O: octets of the wire in and out, octets of
// the application in and out. OpenSSL between two memory BIOs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/octets.h"
#include "crypto/tls_context.h"
#include "crypto/tls_records.h"

using SSL = struct ssl_st;

namespace gateway::crypto {

enum class TlsState : std::uint8_t { handshaking, established, ended_by_peer, failed };

struct TlsProgress {
    Octets send;      // to the wire
    Octets received;  // from the application beyond it
};

class TlsSession {
public:
    explicit TlsSession(const TlsContext& context);
    ~TlsSession();
    TlsSession(TlsSession&&) = delete;
    TlsSession& operator=(TlsSession&&) = delete;

    [[nodiscard]] TlsProgress feed(View from_wire);
    // Only when established.
    [[nodiscard]] Octets protect(View plain);
    // close_notify, unless the session has failed or never was.
    [[nodiscard]] Octets close();

    [[nodiscard]] TlsState state() const noexcept { return state_; }
    [[nodiscard]] bool shook_hands() const noexcept { return shook_hands_; }
    // What the handshake has agreed on: "TLS 1.2", IANA's name of the suite, the group or nothing.
    [[nodiscard]] std::string version() const;
    [[nodiscard]] std::string suite() const;
    [[nodiscard]] std::string group() const;
    // Of the client's certificate, as RFC 2253 writes it; empty when there is none.
    [[nodiscard]] std::string peer_subject() const;
    // Of the client, where it was let in by a certificate: crypto/trust.h.
    [[nodiscard]] std::string peer_person() const;
    // Keying material for other protocols (RFC 5705), once the handshake is over; no context is not
    // the same as an empty one in TLS 1.2.
    [[nodiscard]] Octets exported(std::string_view label, std::optional<View> context,
                                  std::size_t size) const;
    // Of the failed one; fatal alerts only.
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }
    [[nodiscard]] std::optional<std::uint8_t> alert_sent() const noexcept { return alert_sent_; }
    [[nodiscard]] std::optional<std::uint8_t> alert_received() const noexcept
    {
        return alert_received_;
    }

private:
    [[nodiscard]] bool has_ended() const;
    void hear(View record, Octets& plain);
    static void note_alert(const SSL* session, int where, int detail);
    void shake_hands();
    void read(Octets& plain);
    void settle(int outcome);
    Octets take_output();

    struct Release {
        void operator()(SSL* session) const noexcept;
    };

    std::unique_ptr<SSL, Release> session_;
    TlsRecords records_;
    TlsState state_ = TlsState::handshaking;
    bool shook_hands_ = false;
    std::string failure_;
    std::optional<std::uint8_t> alert_sent_;
    std::optional<std::uint8_t> alert_received_;
};

}  // namespace gateway::crypto
