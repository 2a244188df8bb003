// `sallyport connect`: a client of the target, for people and measurements.
#pragma once

#include <string>
#include <vector>

namespace conformance::commands {

struct ConnectOptions {
    std::string target;
    std::string device = "sallyport0";
    std::vector<std::string> routes;  // empty: what the gateway's traffic selectors hold
    unsigned mtu = 1400;              // octets of an IP packet that still fits into ESP and UDP
};

// A client with a TUN device, until SIGINT or SIGTERM.
int connect(const ConnectOptions& options);

}  // namespace conformance::commands
