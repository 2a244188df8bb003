#include "net/command_line.h"

#include "net/assembly.h"
#include "policy/data_folder.h"

namespace gateway::net {
namespace {

constexpr int highest_port_base = 65535 - 4500;

}  // namespace

void CommandLine::add_to(CLI::App& app)
{
    app.add_option("configuration", configuration, "the gateway's configuration, TOML");
    auto* demo_flag =
        app.add_flag("--demo", demo, "run on loopback with a certificate made on the spot");
    app.add_option("--port-base", demo_options.port_base,
                   "IKE listens on base + 500 and base + 4500, TLS on base + 443")
        ->check(CLI::Range(0, highest_port_base))
        ->capture_default_str()
        ->needs(demo_flag);
    app.add_option("--address", demo_options.address, "the loopback address of --demo")
        ->check(CLI::ValidIPV4)
        ->capture_default_str()
        ->needs(demo_flag);
    app.add_option("--policy", demo_options.policy, "the edition of --demo, a name or a path")
        ->capture_default_str()
        ->needs(demo_flag);
    app.add_option("--target-file", target_file, "write a target file for the prober there")
        ->needs(demo_flag);
}

Ingredients CommandLine::ingredients() const
{
    const auto data = policy::data_folder();
    if (demo) {
        Demo made = make_demo(demo_options, data);
        if (!target_file.empty()) write_target(made, target_file);
        const auto roots = crypto::TrustedRoots::from_pem(made.authority.certificate_pem);
        return assemble(std::move(made.configuration), made.identity, roots.value());
    }
    policy::Configuration read = policy::read_configuration(configuration, data);
    const auto identity = identity_of(read);
    const auto roots = roots_of(read);
    return assemble(std::move(read), identity, roots);
}

}  // namespace gateway::net
