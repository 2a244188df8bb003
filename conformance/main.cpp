// sallyport: the prober's command line. Everything it can do is a function of commands/.

#include <CLI/CLI.hpp>
#include <iostream>

#include "catalog/fault.h"
#include "commands/connect.h"
#include "commands/settings.h"
#include "commands/version.h"
#include "report/text.h"

namespace {

using conformance::commands::Misuse;
using conformance::commands::RunOptions;

// Options and commands of the design that are not there yet say so, rather than do nothing.
void refuse_what_is_not_there(CLI::App& app, const std::string& name)
{
    app.add_flag_callback(name, [name] { throw Misuse{name + ": not there yet; LIMITS.md says what is"}; },
                          "not there yet")
        ->group("");
}

void add_run(CLI::App& app, RunOptions& options, int& status)
{
    auto* run = app.add_subcommand("run", "probe a gateway and judge it");
    run->add_option("TARGET", options.target, "target file")->required();
    run->add_option("SELECT", options.selection, "id prefixes (rfc7296/2.5) or areas (ike, tls, ports)");
    run->add_option("--out", options.out, "run folder: new, empty, or an earlier run's, which is replaced (default: reports/runs/<time>)");
    run->add_option("--seed", options.seed, "hexadecimal; the same seed sends the same octets");
    run->add_option("--jobs", options.jobs, "probes at a time")->check(CLI::Range(1U, 64U));
    run->add_option("--rate", options.rate, "datagrams and segments a second")->check(CLI::Range(1U, 1'000'000U));
    run->add_option("--capture", options.capture_interface, "capture on this interface too, and compare");
    run->add_flag("--full", options.full, "measure rather than infer, however many exchanges it takes");
    run->add_flag("--limits", options.limits, "only how many sessions the gateway carries: fills it, and looks at one more");
    run->add_flag("--strict", options.strict, "an unmet SHOULD is a fail");
    run->add_flag("--intrusive", options.intrusive, "also probes that may disturb the gateway");
    run->add_flag("--yes", options.yes, "I may test that gateway");
    run->add_flag("--no-progress", options.no_progress, "print the ending only");
    for (const auto* name : {"--quick", "--throughput", "--slow", "--redact", "--expected", "--sign"}) {
        refuse_what_is_not_there(*run, name);
    }
    run->callback([&] { status = conformance::commands::run(options); });
}

void add_connect(CLI::App& app, conformance::commands::ConnectOptions& options, int& status)
{
    auto* connect = app.add_subcommand("connect", "be a client of a gateway: an IKEv2 tunnel, with a TUN device, until SIGINT");
    connect->add_option("TARGET", options.target, "target file with certificate and key in [client]")->required();
    connect->add_option("--device", options.device, "name of the TUN device")->capture_default_str();
    connect->add_option("--route", options.routes, "network to be reached through it (default: those the gateway names)");
    connect->add_option("--mtu", options.mtu, "octets of a packet inside")->check(CLI::Range(576U, 9000U))->capture_default_str();
    connect->callback([&] { status = conformance::commands::connect(options); });
}

// `sallyport help` and `sallyport help connect` are `--help` of the one and the other.
void add_help(CLI::App& app, std::string& command)
{
    auto* help = app.add_subcommand("help", "what the commands are, or the options of one");
    help->add_option("COMMAND", command, "command");
    help->callback([&] {
        const auto found = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == command; });
        if (!command.empty() && found.empty()) { throw Misuse{"help: there is no command '" + command + "'"}; }
        const auto* about = command.empty() ? &app : found.front();
        std::cout << app.get_formatter()->make_help(about, "sallyport " + command, CLI::AppFormatMode::Normal);
    });
}

struct ShowOptions {
    std::vector<std::string> selection;
    std::string target, policy, id;
    bool json = false;
    conformance::commands::Extent extent;
};

void add_show(CLI::App& app, ShowOptions& options, int& status)
{
    auto* list = app.add_subcommand("list", "requirements and probes");
    list->add_option("SELECT", options.selection, "id prefixes or areas");
    auto* target = list->add_option("--target", options.target, "expand the families by this target's policy");
    list->add_option("--policy", options.policy, "or by this edition")->excludes(target);
    list->add_flag("--json", options.json, "for programs");
    list->add_flag("--intrusive", options.extent.intrusive, "as a run with this option");
    list->add_flag("--limits", options.extent.limits, "as a run with this option");
    list->callback([&] {
        status = conformance::commands::list(options.selection, options.target, options.policy, options.json, options.extent);
    });
    auto* explain = app.add_subcommand("explain", "one requirement: its sentence, source, control");
    explain->add_option("ID", options.id, "requirement")->required();
    explain->callback([&] { status = conformance::commands::explain(options.id); });
}

struct FolderOptions {
    std::string run, other, format, output;
    std::vector<std::string> selection;
};

void add_folders(CLI::App& app, FolderOptions& options, int& status)
{
    auto* replay = app.add_subcommand("replay", "judge a finished run again from its evidence");
    replay->add_option("RUN", options.run, "run folder")->required();
    replay->add_option("SELECT", options.selection, "id prefixes or areas");
    refuse_what_is_not_there(*replay, "--verify");
    replay->callback([&] { status = conformance::commands::replay(options.run, options.selection); });

    auto* report = app.add_subcommand("report", "render a finished run");
    report->add_option("RUN", options.run, "run folder")->required();
    report->add_option("--format", options.format, "html, junit, markdown or csv")->required();
    report->add_option("--output", options.output, "file (default: standard output)");
    report->callback([&] { status = conformance::commands::render(options.run, options.format, options.output); });

    auto* diff = app.add_subcommand("diff", "what changed between two runs");
    diff->add_option("OLD-RUN", options.run, "run folder")->required();
    diff->add_option("NEW-RUN", options.other, "run folder")->required();
    diff->callback([&] { status = conformance::commands::diff(options.run, options.other); });
}

void add_later(CLI::App& app)
{
    for (const auto* name : {"discover", "audit", "profile", "migrate"}) {
        auto* later = app.add_subcommand(name, "not there yet");
        later->allow_extras();
        later->group("");
        later->callback([name] {
            throw Misuse{"sallyport " + std::string{name} + ": not there yet; LIMITS.md says what is"};
        });
    }
}

int run_command_line(int count, char** words)
{
    CLI::App app{"Conformance tests for point-to-site VPN gateways", "sallyport"};
    using namespace conformance::commands;
    app.set_version_flag("--version", std::string{"sallyport "} + version + " (" + commit + ")");
    app.require_subcommand(1);
    int status = 0;
    RunOptions run;
    ConnectOptions connect;
    std::string command;
    ShowOptions show;
    FolderOptions folders;
    add_run(app, run, status);
    add_connect(app, connect, status);
    add_show(app, show, status);
    add_folders(app, folders, status);
    add_later(app);
    add_help(app, command);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : conformance::commands::misused;
    }
    return status;
}

void complain(const std::exception& error)
{
    std::cerr << "sallyport: " << conformance::report::one_line(error.what()) << "\n";
}

}  // namespace

int main(int count, char** words)
{
    try {
        return run_command_line(count, words);
    } catch (const conformance::commands::NothingSelected& error) {
        complain(error);
        return conformance::commands::nothing_tested;
    } catch (const std::exception& error) {
        complain(error);
        return conformance::commands::misused;
    }
}
