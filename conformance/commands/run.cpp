#include <sys/resource.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <iostream>

#include "commands/client_credentials.h"
#include "commands/document.h"
#include "commands/identities.h"
#include "commands/inputs.h"
#include "commands/progress.h"
#include "commands/run_folder.h"
#include "commands/settings.h"
#include "commands/write.h"
#include "crypto/digest.h"
#include "crypto/seeded_random.h"
#include "evidence/folder.h"
#include "evidence/manifest.h"
#include "evidence/witness.h"
#include "probes/contents.h"
#include "report/report.h"
#include "transport/live.h"

namespace conformance::commands {

namespace {

using namespace std::chrono_literals;

constexpr unsigned careful_rate = 200;  // a second, on gateways that are not on loopback
constexpr unsigned most_unasked = 50;   // sessions on such a gateway
volatile std::sig_atomic_t interrupted = 0;

std::int64_t epoch_us()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Octets seed_of(const std::string& text)
{
    if (text.empty()) { return crypto::fresh_seed(); }
    const auto seed = from_hex(text);
    if (!seed || seed->empty()) { throw Misuse{"--seed: expected an even number of hexadecimal digits, not '" + text + "'"}; }
    return *seed;
}

void be_careful(const Target& target, RunOptions& options)
{
    if (target.is_loopback()) { return; }
    if (options.intrusive && !options.yes) {
        throw Misuse{"--intrusive on " + target.host +
                     ", which is not on loopback: add --yes if you may test that gateway"};
    }
    if (options.limits && target.sessions.value_or(0) > most_unasked && !options.yes) {
        throw Misuse{"--limits opens " + std::to_string(*target.sessions) + " sessions on " + target.host +
                     ", which is not on loopback: add --yes if you may fill that gateway"};
    }
    options.jobs = 1;
    options.rate = options.rate.value_or(careful_rate);
}

// Each session has a socket of its own.
void open_enough_files(const Target& target)
{
    constexpr rlim_t others = 64;
    const rlim_t wanted = target.sessions.value_or(0) + others;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) { return; }
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < wanted) {
        throw Misuse{"--limits needs " + std::to_string(wanted) + " open files; this shell allows " + std::to_string(limit.rlim_max) +
                     " (ulimit -Hn)"};
    }
    limit.rlim_cur = wanted;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void print_ending(const nlohmann::ordered_json& document, const std::filesystem::path& folder)
{
    const auto results = nlohmann::json::parse(
        document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    std::cout << report::terminal_matrix(results, is_terminal(), terminal_width()) << "\nreport  "
              << (folder / "report.html").string() << "\n";
}

}  // namespace

int run(const RunOptions& given)
{
    auto options = given;
    const auto library = read_library();
    auto target = read_target(options.target);
    const auto edition = edition_of(target, library);
    check_target(target, edition, library);
    const auto seed = seed_of(options.seed);
    target.sessions = sessions_of(target, library);
    resolve(target);
    be_careful(target, options);

    const auto tables = probes::contents();
    const auto surveys = probes::surveys();
    const auto everything = select(tables, library.catalog, edition, library.registries, {});
    check_selection(options.selection, everything, library.catalog);
    auto cases = select(tables, library.catalog, edition, library.registries, options.selection);
    const Extent extent{options.intrusive, options.limits};
    leave_out(cases, options.selection, target, extent);
    if (cases.empty()) { throw NothingSelected{"nothing is selected; `sallyport list` shows what can be"}; }

    Inputs inputs{hex(seed), "", epoch_us(), target.address, options.selection, options.full, options.strict,
                  options.intrusive, options.limits};
    inputs.started = rfc3339(inputs.epoch_us);
    std::optional<evidence::Witness> witness;
    if (!options.capture_interface.empty()) { witness.emplace(options.capture_interface, target.address); }
    const auto client = read_client_files(target);
    const auto password = read_password(target);
    const auto identities = read_identity_files(target);
    if (options.limits) { open_enough_files(target); }
    inputs.identities = identities ? identities->count() : 0;
    auto files = read_input_files(target, edition);
    std::vector<std::filesystem::path> used{target.file, edition.file};
    if (client) {
        files.client = client->certificates;
        used.insert(used.end(), client->paths.begin(), client->paths.end());
    }
    if (identities) { used.insert(used.end(), identities->paths.begin(), identities->paths.end()); }
    RunFolder place{options.out, inputs.started, used};
    const auto& folder = place.path();
    keep_inputs(folder, inputs, files);
    if (witness) { witness->begin(folder / "witness.pcap"); }
    place.begin();

    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });
    transport::Pacer pacer{options.rate.value_or(0)};
    const auto start = std::chrono::steady_clock::now();
    Progress progress{cases.size(), options.no_progress};
    RunSettings settings{
        .target = &target,
        .edition = &edition,
        .registries = &library.registries,
        .patience = patience_for(target, options.limits),
        .today = inputs.started,
        .full = options.full,
        .jobs = options.jobs,
        .network = [&](const std::string&) { return std::make_unique<transport::LiveNetwork>(pacer, start); },
        .random = [&](const std::string& purpose) { return crypto::seeded_random(seed, purpose); },
        .secrets = [&](const std::string& name) {
            Secrets secrets;
            if (client) { secrets.client = live_credentials(*client, crypto::seeded_random(seed, name + "/credentials")); }
            if (password) { secrets.login = live_login(*password); }
            if (identities) { secrets.identities = live_identities(*identities, seed, inputs.started, name + "/identities"); }
            return secrets;
        },
        .keep = [&](const std::string& name, const Attempt& attempt) {
            evidence::write_evidence(folder / name, attempt, inputs.epoch_us);
            if (witness) { witness->expect(attempt.transcript); }
        },
        .judged = [&](const CaseResult& result) { progress.judged(result); },
        .stop = [](const Case&) { return interrupted != 0; },
    };
    const auto results = conformance::run(cases, surveys, settings);

    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const auto result_document =
        document(results, everything,
                 {.library = &library,
                  .target = &target,
                  .edition = &edition,
                  .target_sha256 = hex(crypto::sha256(files.target)),
                  .policy_sha256 = hex(crypto::sha256(files.policy)),
                  .program_sha256 = file_sha256("/proc/self/exe"),
                  .seed = inputs.seed,
                  .started = inputs.started,
                  .selection = options.selection,
                  .duration_s = took.count(),
                  .complete = interrupted == 0,
                  .strict = options.strict,
                  .extent = extent,
                  .folder = folder.string()});
    write_reports(folder, result_document);
    const auto disagreement = witness ? witness->finish() : std::string{};
    evidence::write_manifest(folder, crypto::sha256);
    print_ending(result_document, folder);
    if (!disagreement.empty()) {
        std::cerr << "sallyport: the second witness disagrees: " << disagreement << "\n";
        return Exit::failed;
    }
    return exit_of(result_document);
}

}  // namespace conformance::commands
