// A UDP socket that hears answers from any port, so that a reply from the wrong one is seen.
#pragma once

#include "transport/pacer.h"
#include "transport/socket.h"

namespace conformance::transport {

class UdpLink : public Link {
   public:
    UdpLink(const Endpoint& remote, Pacer& pacer);

    [[nodiscard]] Received::Kind opened() const override { return Received::Kind::octets; }
    unsigned send(View octets) override;
    [[nodiscard]] Received receive(Duration patience) override;
    [[nodiscard]] Endpoint local() const override { return socket_.local(); }
    [[nodiscard]] Endpoint remote() const override { return remote_; }
    // For who waits for something else too.
    [[nodiscard]] int descriptor() const { return socket_.descriptor(); }

   private:
    [[nodiscard]] bool take_error();

    Endpoint remote_;
    Address address_;
    Socket socket_;
    Pacer& pacer_;
    bool refused_ = false;
};

}  // namespace conformance::transport
