// What a gateway is assembled from. A mutant changes one of these before the gateway starts.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "admission/admission.h"
#include "base/random.h"
#include "base/stream.h"
#include "ike/child_traffic.h"
#include "ike/responder.h"
#include "inside/echo_host.h"
#include "leases/leases.h"
#include "policy/configuration.h"
#include "tls/tls_listener.h"

namespace gateway::net {

// What answers datagrams on a port that no tunnel type needs; a mutant's business.
using DatagramAnswer = std::function<std::optional<Octets>(const Path&, View)>;

struct UdpService {
    std::uint16_t port = 0;
    DatagramAnswer answer;
};

struct TcpService {
    std::uint16_t port = 0;
    StreamCoreFactory factory;
};

using AroundIke = std::function<std::unique_ptr<ike::Core>(std::unique_ptr<ike::Core>)>;

struct Ingredients {
    policy::Configuration configuration;
    std::unique_ptr<Random> random;
    ike::Seams ike_seams;
    ike::Limits ike_limits;
    std::optional<ike::Credentials> ike_credentials;  // none: no client is let in
    ike::Network network;
    std::shared_ptr<leases::Leases> leases;  // none: there are no addresses to give
    std::shared_ptr<admission::Admission> admission;
    ike::TrafficSeams traffic_seams;
    inside::EchoHostSettings inside;  // what lies behind the gateway
    // May put itself before the IKE responder, or in its place.
    AroundIke around_ike = [](std::unique_ptr<ike::Core> core) { return core; };
    bool listens_for_ike = false;
    // What the TLS port speaks; nothing: it stays closed.
    std::optional<tls::TlsSettings> tls_settings;
    tls::TlsListener tls_listener = tls::tls_listener;
    StreamCoreFactory inside_tls;
    std::vector<UdpService> more_udp;
    std::vector<TcpService> more_tcp;
};

}  // namespace gateway::net
