// sallyport-mutant: the reference gateway with one sentence broken.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "mutants/contents.h"
#include "mutants/listing.h"
#include "mutants/mechanical/contents.h"
#include "net/command_line.h"
#include "net/run.h"
#include "net/version.h"

namespace {

namespace mechanical = gateway::mutants::mechanical;
using gateway::mutants::Mutant;
using Change = std::function<void(gateway::net::Ingredients&)>;

// Made by hand, or from the structure of what the gateway says.
Change change_named(const std::string& name)
{
    const std::vector<Mutant> all = gateway::mutants::all_mutants();
    const auto found = std::ranges::find(all, name, &Mutant::name);
    if (found != all.end()) return found->change;
    const std::vector<mechanical::Mutant> made = mechanical::all_mutants();
    const auto other = std::ranges::find(made, name, &mechanical::Mutant::name);
    if (other != made.end()) return other->change;
    throw std::runtime_error("there is no mutant '" + name +
                             "'; --list and --list-mechanical name them all");
}

int print(const std::string& text)
{
    return std::fputs(text.c_str(), stdout) < 0 ? gateway::net::exit_usage : 0;
}

int print_list(bool json)
{
    const std::vector<Mutant> all = gateway::mutants::all_mutants();
    const std::string text =
        json ? gateway::mutants::as_json(all) : gateway::mutants::as_table(all);
    return print(text);
}

int print_mechanical_list()
{
    return print(mechanical::names_of(mechanical::all_mutants()));
}

int serve(int argc, char** argv)
{
    CLI::App app{"The reference gateway, with one sentence broken"};
    gateway::net::CommandLine line;
    bool list = false;
    bool list_mechanical = false;
    bool json = false;
    std::string name;
    line.add_to(app);
    app.set_version_flag("--version", gateway::net::version);
    app.add_flag("--json", json, "with --list: as JSON")
        ->needs(app.add_flag("--list", list, "name every mutant, and what it breaks"));
    app.add_flag("--list-mechanical", list_mechanical,
                 "name every mutant made from the rules and the replies");
    app.add_option("--mutant", name, "the mutant to be");
    try {
        app.parse(argc, argv);
        if (!list && !list_mechanical && (name.empty() || !line.is_complete())) {
            throw CLI::ValidationError(
                "give --list, or --mutant NAME with either a configuration file or --demo");
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : gateway::net::exit_usage;
    }
    if (list) return print_list(json);
    if (list_mechanical) return print_mechanical_list();

    const Change change = change_named(name);
    gateway::net::Ingredients ingredients = line.ingredients();
    change(ingredients);
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
