// run.json and inputs/: what a run was started with, kept in its folder so that a replay needs nothing else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "commands/settings.h"

namespace conformance::commands {

struct Inputs {
    std::string seed, started;  // hexadecimal; RFC 3339
    std::int64_t epoch_us = 0;  // microseconds since 1970 at the start
    std::string address;        // what the host resolved to
    std::vector<std::string> selection;
    bool full = false, strict = false, intrusive = false, limits = false;
    std::uint64_t identities = 0;  // how many the client could have been
};

// Of the target and policy files, read before anything is written; and the client's certificates, but never a key.
struct InputFiles {
    Octets target, policy;
    std::vector<Octets> client;
};

[[nodiscard]] InputFiles read_input_files(const Target& target, const catalog::Edition& edition);
// Keeps them, and writes run.json. Throws std::runtime_error when the folder cannot be written.
void keep_inputs(const std::filesystem::path& run, const Inputs& inputs, const InputFiles& files);

// Takes away what keep_inputs wrote, whole or in part.
void remove_inputs(const std::filesystem::path& run) noexcept;

// Throws std::runtime_error when the folder is not a run.
[[nodiscard]] Inputs read_inputs(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path kept_target(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path kept_policy(const std::filesystem::path& run);
// Empty where the run had none.
[[nodiscard]] std::vector<Octets> kept_client(const std::filesystem::path& run);

// RFC 3339 in UTC, from microseconds since 1970.
[[nodiscard]] std::string rfc3339(std::int64_t epoch_us);

}  // namespace conformance::commands
