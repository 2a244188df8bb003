// sallyport-mutant: the reference gateway with one sentence broken.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "mutants/contents.h"
#include "mutants/listing.h"
#include "net/command_line.h"
#include "net/run.h"

namespace {

using gateway::mutants::Mutant;

Mutant mutant_named(const std::string& name)
{
    const std::vector<Mutant> all = gateway::mutants::all_mutants();
    const auto found = std::ranges::find(all, name, &Mutant::name);
    if (found == all.end()) {
        throw std::runtime_error("there is no mutant '" + name + "'; --list names them all");
    }
    return *found;
}

int print_list(bool json)
{
    const std::vector<Mutant> all = gateway::mutants::all_mutants();
    const std::string text =
        json ? gateway::mutants::as_json(all) : gateway::mutants::as_table(all);
    return std::fputs(text.c_str(), stdout) < 0 ? gateway::net::exit_usage : 0;
}

int serve(int argc, char** argv)
{
    CLI::App app{"The reference gateway, with one sentence broken"};
    gateway::net::CommandLine line;
    bool list = false;
    bool json = false;
    std::string name;
    line.add_to(app);
    app.set_version_flag("--version", GATEWAY_VERSION);
    app.add_flag("--json", json, "with --list: as JSON")
        ->needs(app.add_flag("--list", list, "name every mutant, and what it breaks"));
    app.add_option("--mutant", name, "the mutant to be");
    try {
        app.parse(argc, argv);
        if (!list && (name.empty() || !line.is_complete())) {
            throw CLI::ValidationError(
                "give --list, or --mutant NAME with either a configuration file or --demo");
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : gateway::net::exit_usage;
    }
    if (list) return print_list(json);

    const Mutant mutant = mutant_named(name);
    gateway::net::Ingredients ingredients = line.ingredients();
    mutant.change(ingredients);
    gateway::net::run(std::move(ingredients));
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return serve(argc, argv);
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "sallyport-mutant: %s\n", error.what()));
        return gateway::net::exit_usage;
    }
}
