// The parts of `sallyport connect`: a tunnel to the target, opened with its client's certificate,
// and what goes through it.
#pragma once

#include <vector>

#include "commands/watched_network.h"
#include "peers/ike/living_sa.h"
#include "peers/ike/tunnel.h"
#include "transport/tun.h"

namespace conformance::commands {

// The gateway does not want us, or proves nothing; main never sees it.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// An IKE SA with a Child SA, whose gateway has proven that it has the key of its certificate; and
// the same as what stays of it.
struct Opened {
    peers::ike::Tunnel tunnel;
    peers::ike::LivingSa sa;
};
// Throws Refused, or Interrupted; an IKE SA that there is by then is deleted.
[[nodiscard]] Opened opened_tunnel(Bench& bench, WatchedNetwork& network);

// What was agreed.
struct Agreement {
    std::uint32_t address = 0;
    std::vector<transport::Ipv4Network> behind;  // by the gateway's traffic selectors
    std::vector<std::string> lines;              // for a person
};
// Throws Refused where the gateway gave no address.
[[nodiscard]] Agreement agreement_of(const Bench& bench, const peers::ike::Tunnel& tunnel);

// Carries packets both ways until a signal comes (0) or the tunnel ends otherwise (1), and takes
// its leave.
[[nodiscard]] int carry(Bench& bench, peers::ike::LivingSa sa, const peers::ike::ChildSa& child,
                        transport::UdpLink& link, transport::TunDevice& device);

}  // namespace conformance::commands
