#include "commands/connect.h"

#include <ctime>
#include <iostream>

#include "commands/client_credentials.h"
#include "commands/connection.h"
#include "commands/inputs.h"
#include "commands/settings.h"
#include "core/probe.h"
#include "crypto/seeded_random.h"
#include "report/text.h"

namespace conformance::commands {

namespace {

std::vector<transport::Ipv4Network> networks_named(const std::vector<std::string>& texts)
{
    std::vector<transport::Ipv4Network> networks;
    for (const auto& text : texts) {
        const auto network = transport::network_of(text);
        if (!network) {
            throw Misuse{"--route: expected an IPv4 network such as 10.1.0.0/16, not '" + text +
                         "'"};
        }
        networks.push_back(*network);
    }
    return networks;
}

// What reaches the gateway must not go into the tunnel.
void check_routes(const std::vector<transport::Ipv4Network>& routes, const Target& target)
{
    const auto gateway = transport::network_of(target.address);
    for (const auto& route : routes) {
        if (gateway && route.holds(gateway->address)) {
            throw Misuse{"a route of " + to_string(route) + " would hold the gateway itself, " +
                         target.address +
                         ": name the networks to be reached through the tunnel by --route"};
        }
    }
}

void connect_inside(Bench& bench, WatchedNetwork& network, const ConnectOptions& options,
                    transport::TunDevice& device, int& status)
{
    auto routes = networks_named(options.routes);
    check_routes(routes, bench.target);
    heed_signals();
    auto [tunnel, first] = opened_tunnel(bench, network);
    try {
        const auto agreement = agreement_of(bench, tunnel);
        if (routes.empty()) {
            routes = agreement.behind;
        }
        check_routes(routes, bench.target);
        device.configure(agreement.address, options.mtu);
        for (const auto& text : agreement.lines) {
            std::cout << report::one_line(text) << "\n";
        }
        for (const auto& route : routes) {
            device.route(route);
            std::cout << "route        " << to_string(route) << " through " << device.name()
                      << "\n";
        }
    } catch (const std::exception&) {
        tunnel.leave();
        throw;
    }
    std::cout << "connected to " << bench.target.host << "; SIGINT (Ctrl-C) ends it" << std::endl;
    status = carry(bench, std::move(first), *tunnel.child(), network.link(), device);
}

}  // namespace

int connect(const ConnectOptions& options)
{
    const auto library = read_library();
    auto target = read_target(options.target);
    const auto edition = edition_of(target, library);
    check_target(target, edition, library);
    if (!target.offers("IKEv2")) {
        throw Misuse{target.file + ": tunnel_types has no IKEv2, which is what `connect` speaks"};
    }
    const auto client = read_client_files(target);
    const auto password = read_password(target);
    const bool by_password = target.client_proof == ClientProof::eap_mschapv2;
    if (!by_password && !client) {
        throw Misuse{target.file +
                     ": needs certificate and key in [client], by which the gateway lets us in, or "
                     "authentication = \"eap-mschapv2\" with a user"};
    }
    resolve(target);
    transport::TunDevice device{options.device};

    const auto seed = crypto::fresh_seed();
    const auto random = crypto::seeded_random(seed, "connect");
    const auto credentials =
        client ? live_credentials(*client, crypto::seeded_random(seed, "connect/credentials"))
               : nullptr;
    const auto login = password ? live_login(*password) : nullptr;
    WatchedNetwork network{std::chrono::steady_clock::now()};
    const Learned nothing;
    Notebook notebook;
    Bench bench{.target = target,
                .edition = edition,
                .registries = library.registries,
                .learned = nothing,
                .network = network,
                .random = *random,
                .notebook = notebook,
                .patience = patience_for(target),
                .instance = {},
                .today = rfc3339(static_cast<std::int64_t>(std::time(nullptr)) * 1'000'000),
                .credentials = credentials.get(),
                .login = login.get()};
    int status = Exit::failed;
    try {
        connect_inside(bench, network, options, device, status);
    } catch (const Refused& refused) {
        std::cerr << "sallyport: " << report::one_line(refused.what()) << "\n";
    } catch (const Interrupted& interrupted) {
        std::cerr << "sallyport: " << interrupted.what() << "\n";
    } catch (const Unmet& unmet) {
        std::cerr << "sallyport: " << unmet.what() << "\n";
    }
    return status;
}

}  // namespace conformance::commands
