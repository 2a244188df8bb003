// A TCP connection.
#pragma once

#include "transport/pacer.h"
#include "transport/socket.h"

namespace conformance::transport {

class TcpLink : public Link {
   public:
    TcpLink(const Endpoint& remote, Duration patience, Pacer& pacer);

    [[nodiscard]] Received::Kind opened() const override { return opened_; }
    unsigned send(View octets) override;
    [[nodiscard]] Received receive(Duration patience) override;
    [[nodiscard]] Endpoint local() const override { return local_; }
    [[nodiscard]] Endpoint remote() const override { return remote_; }

   private:
    Endpoint remote_, local_;
    Address address_;
    Socket socket_;
    Pacer& pacer_;
    Received::Kind opened_ = Received::Kind::silence;
};

}  // namespace conformance::transport
