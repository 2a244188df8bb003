// For tests: a gateway in memory, and a probe carried out on it as a run does: survey, control
// before, stimulus, control after.
#pragma once

#include <gtest/gtest.h>

#include "catalog/toml_file.h"
#include "core/attempt.h"
#include "peers/tls/pretend_server.h"
#include "probes/tls/controls.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls::pretend {

using namespace peers::tls::pretend;
using namespace wire::tls;
using peers::tls::Suites;

inline const Suites suites_of_2024{0xc030, 0xc02f, 0xc028, 0xc027};

inline std::vector<Octets> captured_chain()
{
    const catalog::TomlFile file{std::string{SALLYPORT_SOURCE} +
                                 "/pcaps/nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384/expect.toml"};
    std::vector<Octets> chain;
    for (const auto& text : file.root().strings("certificates")) {
        chain.push_back(from_hex(text).value_or(Octets{}));
    }
    return chain;
}

inline Server gateway_of_2024()
{
    return {.suites = {{tls_1_2, suites_of_2024}}, .certificates = captured_chain()};
}

inline const Probe& probe(const std::string& id)
{
    for (const auto& table :
         {version_floor_probes(), policy_version_probes(), policy_suite_probes(),
          exactness_probes(), rfc5246_7_2_probes(), rfc5246_7_4_1_probes(), rfc5746_3_probes(),
          rfc6066_3_probes(), rfc7301_3_probes(), rfc7627_5_probes(), rfc8446_4_1_1_probes(),
          rfc8446_4_1_3_probes(), rfc8446_4_4_probes(), rfc8446_6_probes(), rfc8446_9_3_probes(), rfc9325_probes(),
          certificate_probes()}) {
        for (const auto& one : table) {
            if (id == one.requirement) {
                return one;
            }
        }
    }
    throw std::logic_error{"no probe " + id};
}

// Survey, then the experiment, as a run does it.
inline Finding found(World& world, const std::string& id, const std::string& instance = "")
{
    auto looking = world.bench();
    survey_tls(looking, world.learned);
    const auto& one = probe(id);
    if (const auto claim = one.control->excused(world.target)) {
        Finding finding;
        finding.verdict = Verdict::not_applicable;
        finding.observed = *claim;
        return finding;
    }
    if (const auto gap = one.control->missing(world.learned)) {
        return inconclusive("control-before", "", *gap);
    }
    auto bench = world.bench(instance);
    return experiment(one, bench);
}

inline Finding found(Server server, const std::string& id, const std::string& instance = "")
{
    World world;
    world.network.respond = std::move(server);
    return found(world, id, instance);
}

inline void expect(const Finding& finding, Verdict verdict, const std::string& code)
{
    EXPECT_EQ(to_string(finding.verdict), to_string(verdict))
        << finding.code << ": " << finding.observed;
    EXPECT_EQ(finding.code, code) << finding.observed;
}

}  // namespace conformance::probes::tls::pretend
