// What the command line says, and the data every command starts from.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "catalog/edition.h"
#include "catalog/requirement.h"
#include "core/bench.h"
#include "core/run.h"

namespace conformance::commands {

// Exit status, as documented: `failed` also where a difference or a tampered file was found.
enum Exit : int { passed = 0, failed = 1, misused = 2, inconclusive_only = 3, nothing_tested = 4 };

// Usage that the option parser cannot see; main prints it and exits with `misused`.
class Misuse : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

// Words of SELECT that name nothing; main prints it and exits with `nothing_tested`.
class NothingSelected : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

struct RunOptions {
    std::string target;
    std::vector<std::string> selection;
    std::string out;   // empty: reports/runs/<time>
    std::string seed;  // hexadecimal; empty: a fresh one
    unsigned jobs = 1;
    std::optional<unsigned> rate;  // datagrams and segments a second
    bool full = false, limits = false, strict = false, intrusive = false, yes = false, no_progress = false;
    std::string capture_interface;  // a second witness; empty: none
};

// vectors/, read once.
struct Library {
    std::filesystem::path folder;
    catalog::Registries registries;
    catalog::Catalog catalog;
    std::string catalog_sha256;
};

[[nodiscard]] Library read_library();
// The edition a target names: of vectors/policies, or a path, which is relative to the target file or to the current folder.
[[nodiscard]] catalog::Edition edition_of(const Target& target, const Library& library);
// The edition or path that --policy names.
[[nodiscard]] catalog::Edition edition_named(const std::string& policy, const Library& library);

// Throws catalog::Fault where a target claims what its edition or the table of SKUs does not have, or lacks a file.
void check_target(const Target& target, const catalog::Edition& edition, const Library& library);

// Throws NothingSelected where a word of SELECT names none of `cases`, which are all that can be selected.
void check_selection(const std::vector<std::string>& selection, const std::vector<Case>& cases,
                     const catalog::Catalog& catalog);

// How far a run goes.
struct Extent {
    bool intrusive = false;  // else only safe probes run on a gateway beyond loopback
    bool limits = false;     // it is about nothing but the number of sessions; else about everything but that
};
// Why a case is no part of a run on this target (without one: on loopback); nothing where it is.
[[nodiscard]] const char* why_left_out(const Case& one, const Target* target, const Extent& extent);
// Throws NothingSelected where a word names nothing else.
void leave_out(std::vector<Case>& cases, const std::vector<std::string>& selection, const Target& target, const Extent& extent);

// How many IKEv2 and OpenVPN sessions the target is said to carry: by its own words, or its SKU's.
[[nodiscard]] std::optional<unsigned> sessions_of(const Target& target, const Library& library);

// How long to wait for this target, where sessions are counted or not: a replay waits as long, in recorded time.
[[nodiscard]] Patience patience_for(const Target& target, bool counts_sessions = false);

[[nodiscard]] std::string file_sha256(const std::filesystem::path& path);

int run(const RunOptions& options);
// What a run so far would leave out is marked.
int list(const std::vector<std::string>& selection, const std::string& target, const std::string& policy, bool json,
         const Extent& extent);
int explain(const std::string& id);
int replay(const std::filesystem::path& run, const std::vector<std::string>& selection);
int render(const std::filesystem::path& run, const std::string& format, const std::string& output);
int diff(const std::filesystem::path& older, const std::filesystem::path& newer);

}  // namespace conformance::commands
