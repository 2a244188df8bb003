// What came back for a ClientHello, in all its forms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/registries.h"
#include "core/link.h"
#include "wire/tls/assembler.h"

namespace conformance::peers::tls {

struct Answer {
    // What ended the reading. `complete`: ServerHelloDone, or the ServerHello of TLS 1.3.
    enum class End { complete, alert, closed, reset, silence, no_connection, not_tls, flood };

    End end = End::silence;
    bool has_hello = false;
    wire::tls::ServerHello hello;
    wire::tls::Alert alert;              // the one that ended it
    std::vector<Octets> certificates;    // DER, as sent; none in TLS 1.3, where they are encrypted
    std::optional<std::uint16_t> curve;  // of an ECDHE ServerKeyExchange
    std::size_t octets = 0;              // heard altogether
    bool connection_refused = false;     // of no_connection: by the target, not by silence
    std::vector<unsigned> frames;        // the hello and what answered it
    std::vector<std::string> complaints;

    // How far the handshake went beyond the hellos. `cannot`: the prober is not able to go on.
    enum class Drive { untried, complete, cannot, failed };
    Drive drive = Drive::untried;
    std::string drive_text;  // why it is not complete

    // A ServerHello (or HelloRetryRequest) came: a version and a suite are selected. How far it
    // went on is `end`.
    [[nodiscard]] bool selected() const { return has_hello; }
    // The server's first flight came whole: as much of an acceptance as hellos can show.
    [[nodiscard]] bool completed() const { return selected() && end == End::complete; }
    [[nodiscard]] std::uint16_t version() const { return has_hello ? hello.selected_version() : 0; }
    [[nodiscard]] std::uint16_t suite() const { return has_hello ? hello.suite : 0; }
    // Anything a TLS server says: a ServerHello or an alert.
    [[nodiscard]] bool is_tls() const { return selected() || end == End::alert; }
    // Nothing was said: it counts as a refusal only when a control succeeds afterwards.
    [[nodiscard]] bool is_absence() const;

    // What ended the reading, in words; empty for `complete`.
    [[nodiscard]] std::string ending() const;

    // accepted, refused-by-alert:70, closed, reset, silent, no-connection, not-tls, flooded; of a
    // handshake that was driven also selected (it could not be gone on with), selected-then-failed
    [[nodiscard]] std::string code() const;
    // How the handshake went on behind the hellos; empty when that was not tried.
    [[nodiscard]] std::string drive_ending() const;
    // A phrase for reports: fatal alert 70 protocol_version
    [[nodiscard]] std::string text(const catalog::Registries& registries) const;
};

}  // namespace conformance::peers::tls
