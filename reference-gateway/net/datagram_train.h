// Datagrams of one size that go one way, handed to the system at once; the last may be shorter.
#pragma once

#include "base/endpoint.h"

namespace gateway::net {

class DatagramTrain {
public:
    // False where this one goes another way, or does not fit behind the others: first they depart.
    [[nodiscard]] bool couple(const Path& path, View octets);
    // Sends all of them, and is empty afterwards.
    void depart(int socket);
    [[nodiscard]] bool is_empty() const noexcept { return octets_.empty(); }

private:
    void send_one_by_one(int socket) const;

    Path path_;
    Octets octets_;
    std::size_t each_ = 0;  // octets of each but the last
};

}  // namespace gateway::net
