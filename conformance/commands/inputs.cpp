#include "commands/inputs.h"

#include <array>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crypto/pem.h"
#include "evidence/manifest.h"

namespace conformance::commands {

namespace {

constexpr auto schema = "urn:sallyport:run:1";

void keep(const Octets& octets, const std::filesystem::path& to)
{
    std::ofstream out{to, std::ios::binary};
    out.write(static_cast<const char*>(static_cast<const void*>(octets.data())),
              static_cast<std::streamsize>(octets.size()));
    if (!out.flush()) { throw std::runtime_error{to.string() + ": cannot be written"}; }
}

std::filesystem::path path_of_client(const std::filesystem::path& run) { return run / "inputs" / "client.pem"; }

}  // namespace

std::string rfc3339(std::int64_t epoch_us)
{
    const auto seconds = static_cast<std::time_t>(epoch_us / 1'000'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return {text.data(), length};
}

std::filesystem::path kept_target(const std::filesystem::path& run) { return run / "inputs" / "target.toml"; }
std::filesystem::path kept_policy(const std::filesystem::path& run) { return run / "inputs" / "policy.toml"; }

std::vector<Octets> kept_client(const std::filesystem::path& run)
{
    const auto path = path_of_client(run);
    if (!std::filesystem::exists(path)) { return {}; }
    const auto octets = evidence::read_file(path);
    return crypto::certificates_of({octets.begin(), octets.end()});
}

InputFiles read_input_files(const Target& target, const catalog::Edition& edition)
{
    return {evidence::read_file(target.file), evidence::read_file(edition.file), {}};
}

void keep_inputs(const std::filesystem::path& run, const Inputs& inputs, const InputFiles& files)
{
    std::filesystem::create_directories(run / "inputs");
    keep(files.target, kept_target(run));
    keep(files.policy, kept_policy(run));
    if (!files.client.empty()) {
        const auto pem = crypto::pem_of(files.client);
        keep({pem.begin(), pem.end()}, path_of_client(run));
    }
    const nlohmann::ordered_json object{{"schema", schema},
                                        {"seed", inputs.seed},
                                        {"started", inputs.started},
                                        {"epoch_us", inputs.epoch_us},
                                        {"address", inputs.address},
                                        {"selection", inputs.selection},
                                        {"full", inputs.full},
                                        {"strict", inputs.strict},
                                        {"intrusive", inputs.intrusive},
                                        {"limits", inputs.limits},
                                        {"identities", inputs.identities}};
    std::ofstream out{run / "run.json"};
    out << object.dump(2) << "\n";
    if (!out.flush()) { throw std::runtime_error{(run / "run.json").string() + ": cannot be written"}; }
}

void remove_inputs(const std::filesystem::path& run) noexcept
{
    std::error_code ignored;
    for (const auto& file : {kept_target(run), kept_policy(run), path_of_client(run), run / "inputs", run / "run.json"}) {
        std::filesystem::remove(file, ignored);
    }
}

Inputs read_inputs(const std::filesystem::path& run)
{
    const auto path = run / "run.json";
    if (!std::filesystem::exists(path)) {
        throw std::runtime_error{run.string() + ": not a run folder; expected run.json in it"};
    }
    try {
        const auto octets = evidence::read_file(path);
        const auto object = nlohmann::json::parse(octets.begin(), octets.end());
        if (object.at("schema") != schema) { throw std::runtime_error{"unknown schema"}; }
        Inputs inputs;
        object.at("seed").get_to(inputs.seed);
        object.at("started").get_to(inputs.started);
        object.at("epoch_us").get_to(inputs.epoch_us);
        object.at("address").get_to(inputs.address);
        object.at("selection").get_to(inputs.selection);
        object.at("full").get_to(inputs.full);
        object.at("strict").get_to(inputs.strict);
        object.at("intrusive").get_to(inputs.intrusive);
        inputs.limits = object.value("limits", false);
        inputs.identities = object.value("identities", std::uint64_t{0});
        return inputs;
    } catch (const std::exception& error) {
        throw std::runtime_error{path.string() + ": not written by sallyport run: " + error.what()};
    }
}

}  // namespace conformance::commands
