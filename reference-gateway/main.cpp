// sallyport-gateway: the reference gateway.
#include <cstdio>
#include <exception>

#include "net/command_line.h"
#include "net/run.h"
#include "net/version.h"

namespace {

int serve(int argc, char** argv)
{
    CLI::App app{"A point-to-site VPN gateway, made to be checked"};
    gateway::net::CommandLine line;
    line.add_to(app);
    app.set_version_flag("--version", gateway::net::version);
    try {
        app.parse(argc, argv);
        if (!line.is_complete()) {
            throw CLI::ValidationError("give either a configuration file or --demo");
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : gateway::net::exit_usage;
    }
    gateway::net::run(line.ingredients());
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return serve(argc, argv);
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "sallyport-gateway: %s\n", error.what()));
        return gateway::net::exit_usage;
    }
}
