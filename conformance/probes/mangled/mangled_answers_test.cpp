// Every probe of IKE and ESP against a gateway that spoils its answers: each ends, and none is
// content with nonsense. $SALLYPORT_MANGLED says how many spoilt answers in all (100,000 in make
// test-full), $SALLYPORT_SEED which.

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "core/recorder.h"
#include "probes/contents.h"
#include "probes/esp/inside.h"
#include "probes/mangled/mangled_gateway.h"

namespace conformance::probes::mangled {
namespace {

constexpr std::size_t usual_answers = 1000;
constexpr auto longest = std::chrono::minutes{5};  // of one probe, by the gateway's clock

std::size_t number_from(const char* name, std::size_t usual)
{
    const auto* value = std::getenv(name);
    return value == nullptr ? usual : std::strtoull(value, nullptr, 10);
}

struct Scene {
    Scene()
    {
        const std::filesystem::path vectors{SALLYPORT_SOURCE "/vectors"};
        registries = catalog::read_registries(vectors);
        catalog = catalog::read_catalog(vectors / "requirements");
        edition.ike = {ike::PretendTunnels::row};
        edition.ipsec = {{20, 256, 0, 0}, {20, 256, 0, 19}, {12, 256, 12, 0}};
        target.host = target.address = "192.0.2.2";
        target.tunnel_types = {"IKEv2"};
        target.address_pool = "172.16.201.0/24";
        target.inside_host = "10.1.0.4";
        MangledGateway good{Manner::never, 1};
        auto here = bench(good, 1);
        for (const auto& survey : surveys()) {
            if (std::ranges::find(survey.areas, "tls") == survey.areas.end()) {
                survey.look(here, learned);
            }
        }
    }

    Bench bench(Network& network, std::uint64_t seed)
    {
        random = crypto::seeded_random(
            Octets{static_cast<std::uint8_t>(seed >> 16), static_cast<std::uint8_t>(seed >> 8),
                   static_cast<std::uint8_t>(seed)},
            "mangled");
        return {
            .target = target,
            .edition = edition,
            .registries = registries,
            .learned = learned,
            .network = network,
            .random = *random,
            .notebook = notebook,
            .patience = {std::vector<Duration>(3, Duration{1000}), Duration{1000}, Duration{1000}},
            .instance = "",
            .today = "2026-01-01T00:00:00Z",
            .full = false,
            .credentials = &credentials};
    }

    // All but the searches of a whole grid, which ask thousands of questions.
    std::vector<conformance::Case> cases()
    {
        std::vector<std::span<const Probe>> tables;
        for (const auto table : contents()) {
            tables.push_back(table);
        }
        auto all = select(tables, catalog, edition, registries, {"ike", "ipsec", "leases"});
        std::erase_if(all, [&](const auto& one) {
            return one.id.find("exact") != std::string::npos ||
                   one.probe->control->missing(learned) || one.probe->control->excused(target);
        });
        return all;
    }

    catalog::Registries registries;
    catalog::Catalog catalog;
    catalog::Edition edition;
    Target target;
    TestCredentials credentials{"secp256r1"};
    Learned learned;
    Notebook notebook;
    std::unique_ptr<Random> random;
};

struct Outcome {
    Finding finding;
    std::map<std::string, std::size_t> spoilt;
    std::size_t heard = 0;
};

Outcome outcome_of(Scene& scene, const conformance::Case& one, Manner manner, std::uint64_t seed)
{
    MangledGateway gateway{manner, seed};
    Transcript transcript;
    Recorder recorder{gateway, transcript};
    scene.notebook = {};
    auto bench = scene.bench(recorder, seed);
    bench.instance = one.instance;
    Outcome outcome;
    EXPECT_NO_THROW(outcome.finding = experiment(*one.probe, bench))
        << one.id << " with the seed " << seed;
    EXPECT_LE(gateway.now(), longest) << one.id << " with the seed " << seed;
    outcome.spoilt = gateway.spoilt();
    outcome.heard = gateway.heard();
    return outcome;
}

// Whether the probe judges what is nonsense. (One that its stimulus ends, in IKE_SA_INIT or
// IKE_AUTH, may pass whatever comes later.)
bool is_about_nonsense(const conformance::Case& one, Manner manner)
{
    using namespace std::string_view_literals;
    static constexpr std::array inside{"rfc7296/1.4/liveness-answered"sv,
                                       "rfc7296/1.4.1/deletion-answered-empty"sv,
                                       "rfc7296/1/nothing-served-before-ike-auth"sv};
    const auto* control = one.probe->control;
    const bool is_inside =
        control == &esp::traffic_passes || std::ranges::find(inside, one.id) != inside.end();
    return is_inside || (manner == Manner::nonsense && control == &ike::tunnel_is_established);
}

// By turns until that many answers were spoilt.
void attack(Manner manner, std::size_t wanted)
{
    Scene scene;
    auto cases = scene.cases();
    ASSERT_GE(cases.size(), 100);
    if (manner != Manner::by_chance) {
        std::erase_if(cases, [&](const auto& one) { return !is_about_nonsense(one, manner); });
        ASSERT_GE(cases.size(), 10);
    }
    auto seed = number_from("SALLYPORT_SEED", 1) * 1000;
    std::map<std::string, std::size_t> spoilt, verdicts;
    std::size_t sum = 0, experiments = 0;
    for (std::size_t i = 0; sum < wanted || i < cases.size(); ++i) {
        const auto& one = cases[i % cases.size()];
        const auto outcome = outcome_of(scene, one, manner, ++seed);
        ++experiments;
        for (const auto& [what, count] : outcome.spoilt) {
            spoilt[what] += count;
            sum += count;
        }
        ++verdicts[to_string(outcome.finding.verdict)];
        if (manner != Manner::by_chance && !outcome.spoilt.empty()) {
            EXPECT_NE(outcome.finding.verdict, Verdict::pass)
                << one.id << " with the seed " << seed << ": " << outcome.finding.code << ", "
                << outcome.finding.observed;
        }
        if (testing::Test::HasFatalFailure()) {
            return;
        }
    }
    std::cout << sum << " spoilt answers in " << experiments << " experiments\n";
    for (const auto& [what, count] : spoilt) {
        std::cout << "    " << count << " to " << what << '\n';
    }
    for (const auto& [verdict, count] : verdicts) {
        std::cout << "    " << verdict << ": " << count << '\n';
    }
}

TEST(Mangled_answers, are_borne_by_every_probe)
{
    attack(Manner::by_chance, number_from("SALLYPORT_MANGLED", usual_answers) * 8 / 10);
}

TEST(Nonsense, is_no_pass_inside_a_tunnel)
{
    attack(Manner::nonsense_inside, number_from("SALLYPORT_MANGLED", usual_answers) / 10);
}

TEST(Nonsense, is_no_pass_behind_IKE_SA_INIT)
{
    attack(Manner::nonsense, number_from("SALLYPORT_MANGLED", usual_answers) / 10);
}

TEST(A_gateway_that_spoils_nothing, passes_what_it_can)
{
    Scene scene;
    std::size_t passes = 0;
    for (const auto& one : scene.cases()) {
        passes += outcome_of(scene, one, Manner::never, 1).finding.verdict == Verdict::pass ? 1 : 0;
    }
    EXPECT_GE(passes, 60);
}

}  // namespace
}  // namespace conformance::probes::mangled
