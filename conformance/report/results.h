// A finished run as the renderers see it: results.json (reports/schema/results.schema.json), read
// and checked once.

#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace conformance::report {

enum class Verdict { pass, fail, inconclusive, not_applicable };
enum class Status { tested, not_judged, untested, not_selected, waived };
enum class Direction { sent, received, event };

struct Advisory {
    std::string code;
    std::string text;
    std::string source;
};

struct Intermittent {
    std::uint64_t failed = 0;
    std::uint64_t of = 0;
};

struct Step {
    std::optional<std::uint64_t> frame;
    Direction direction = Direction::event;
    double time_ms = 0;
    std::string summary;
    std::vector<std::string> details;
};

struct ProbeResult {
    std::string id;
    std::string requirement;
    std::string area;
    std::string level;
    std::string title;
    std::string source;
    Verdict verdict = Verdict::inconclusive;
    std::string code;
    std::string expected;
    std::string observed;
    std::vector<Advisory> advisories;
    std::optional<Intermittent> intermittent;
    std::vector<std::uint64_t> frames;
    std::string evidence;
    std::string look;
    double duration_ms = 0;
    std::vector<Step> exchange;
    std::vector<std::string> details;
};

struct RequirementResult {
    std::string id;
    std::string level;
    std::string area;
    std::string text;
    std::string source;
    Status status = Status::untested;
    std::optional<Verdict> verdict;
    std::string reason;
};

struct Measurement {
    std::string name;
    double value = 0;
    std::string unit;
    std::string text;
};

struct Tool {
    std::string name;
    std::string version;
    std::string commit;
    std::string sha256;
};

struct Target {
    std::string path;
    std::string name;  // empty where the file gives none, as is sku
    std::string sku;
    std::string host;
    std::vector<std::string> addresses;
    std::vector<std::string> tunnel_types;
    std::uint64_t ike_port = 0;
    std::uint64_t nat_t_port = 0;
    std::uint64_t tls_port = 0;
    std::vector<std::string> claims;  // "mobike = false"
    std::string sha256;
};

struct Policy {
    std::string edition;
    std::string title;
    std::string source;
    std::string sha256;
};

struct Totals {
    std::uint64_t pass = 0;
    std::uint64_t fail = 0;
    std::uint64_t inconclusive = 0;
    std::uint64_t not_applicable = 0;
    std::uint64_t advisories = 0;

    [[nodiscard]] std::uint64_t judged() const
    {
        return pass + fail + inconclusive + not_applicable;
    }
    [[nodiscard]] std::uint64_t of(Verdict verdict) const;
    void count(const ProbeResult& probe);
    bool operator==(const Totals&) const = default;
};

struct Results {
    Tool tool;
    Target target;
    Policy policy;
    std::string catalog_sha256;
    std::string seed;
    std::vector<std::string> selection;
    std::string started;
    double duration_s = 0;
    bool complete = false;
    bool strict = false;
    Totals summary;
    std::vector<Measurement> measurements;
    std::vector<ProbeResult> probes;
    std::vector<RequirementResult> requirements;

    [[nodiscard]] const RequirementResult* requirement(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> areas() const;  // in the order they first appear
};

// What is wrong with a results document: where in it, and what was expected there.
struct MalformedResults : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Throws MalformedResults.
[[nodiscard]] Results read(const nlohmann::json& document);

[[nodiscard]] std::string_view word(Verdict verdict);    // as results.json writes it
[[nodiscard]] std::string_view spoken(Verdict verdict);  // "not applicable"
[[nodiscard]] std::string_view spoken(Status status);

}  // namespace conformance::report
