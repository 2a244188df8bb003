// TLS inside EAP: flights cut into fragments, each of which the other side asks on for. RFC 5216,
// Sections 2.1.5 and 3.1.
#pragma once

#include "core/link.h"
#include "peers/eap/packet.h"

namespace conformance::peers::eap {

class TlsLink : public Link {
public:
    // `start` is the Request that begins it.
    TlsLink(Octets start, Ask ask);

    [[nodiscard]] Received::Kind opened() const override { return Received::Kind::octets; }
    // Leaves with the next receive(), which brings the flight that answers it; with nothing to send
    // it asks on. `closed` where something else than TLS comes.
    unsigned send(View octets) override;
    [[nodiscard]] Received receive(Duration patience) override;
    [[nodiscard]] Endpoint local() const override { return {}; }
    [[nodiscard]] Endpoint remote() const override { return {}; }

    // The last packet that came; nothing where none comes any more.
    [[nodiscard]] const std::optional<Octets>& last() const { return last_; }

private:
    [[nodiscard]] bool goes_on() const;
    // Whether what comes for it goes on with TLS.
    bool exchange(std::uint8_t flags, View data);
    bool send_flight();

    Ask ask_;
    std::optional<Octets> last_;
    Octets unsent_;
    unsigned turns_ = 0;
};

}  // namespace conformance::peers::eap
