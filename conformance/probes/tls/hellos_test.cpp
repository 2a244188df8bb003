// The probes of what a ServerHello holds, and the survey they rest on.
#include <algorithm>
#include <functional>

#include "probes/tls/pretend_experiment.h"

namespace conformance::probes::tls {
namespace {

using namespace pretend;
using namespace wire::tls;

TEST(A_survey, does_not_rest_on_a_suite_that_was_not_offered)
{
    World world;
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        if (asked.suites.size() == 4) {
            answer.suite = 0xc013;
        }
    };
    world.network.respond = server;
    expect(found(world, "rfc5246/7.4.1.3/suite-was-offered"), Verdict::fail,
           "selected-not-offered");
    EXPECT_EQ(world.learned[learned_hello], "TLS 1.2/0xC030");
}

TEST(A_survey, does_not_rest_on_a_version_that_nobody_knows)
{
    World world;
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) { answer.version ^= 0x8000; };
    world.network.respond = server;
    expect(found(world, "rfc5246/7.4.1.3/suite-was-offered"), Verdict::inconclusive,
           "control-before");
    EXPECT_FALSE(world.learned.contains(learned_hello));
}

TEST(A_suite_that_was_not_offered, fails)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        if (asked.suites.size() > 100) {
            answer.suite = 0x002f;
        }
    };
    World world;
    world.network.respond = server;
    expect(found(world, "rfc5246/7.4.1.3/suite-was-offered"), Verdict::pass,
           "accepted");  // 002F was among them
    server.deviate = [](ServerHello& answer, const ClientHello&) { answer.suite = 0xcca8; };
    world.network.respond = server;
    world.learned[learned_hello] = "TLS 1.2/0xC030";
    auto bench = world.bench();
    expect(probe("rfc5246/7.4.1.3/suite-was-offered").stimulus(bench), Verdict::fail,
           "selected-not-offered");
}

TEST(Odd_extensions, fail)
{
    auto server = gateway_of_2024();
    const auto add = [](std::uint16_t type) {
        return [type](ServerHello& answer, const ClientHello&) {
            answer.extensions.add({type, {}, {}});
        };
    };
    const std::string id = "rfc5246/7.4.1.4/extensions-were-requested";
    server.deviate = add(35);
    expect(found(server, id), Verdict::fail, "unrequested-extension");
    server.deviate = add(65'281);
    expect(found(server, id), Verdict::fail, "duplicate-extension");
    server.deviate =
        add(11);  // ec_point_formats: asked for by the usual hello, not by the frugal one
    expect(found(server, id), Verdict::fail, "unrequested-extension");
}

TEST(The_signalling_suite, may_be_answered_by_renegotiation_info)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) {
        if (answer.extensions.list.empty()) {
            answer.extensions.add(empty_renegotiation_info());
        }
    };
    expect(found(server, "rfc5246/7.4.1.4/extensions-were-requested"), Verdict::pass, "accepted");
}

TEST(Compression, fails_when_it_was_not_offered_and_is_advised_against_when_it_was)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) { answer.compression_method = 1; };
    expect(found(server, "rfc5246/7.4.1.3/null-compression"), Verdict::fail,
           "compression-selected");
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        answer.compression_method = asked.compression_methods[0];
    };
    const auto finding = found(server, "rfc9325/3.3/no-compression");
    expect(finding, Verdict::pass, "compression-selected");
    ASSERT_EQ(finding.advisories.size(), 1u);
    EXPECT_TRUE(finding.advisories[0].unmet_should);
}

TEST(An_extension_that_is_due, fails_when_it_is_missing)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) {
        answer.extensions.list.clear();
    };
    expect(found(server, "rfc5746/3.6/renegotiation-info-present"), Verdict::fail, "missing");
    expect(found(server, "rfc7627/5.2/extended-master-secret"), Verdict::fail, "missing");
    server.deviate = [](ServerHello& answer, const ClientHello&) {
        answer.extensions.add({16, {0, 3, 2, 'h', '3'}, {}});
    };
    expect(found(server, "rfc7301/3.2/protocol-was-listed"), Verdict::fail, "protocol-not-listed");
}

TEST(A_refusal_without_common_parameters, is_judged_by_its_alert)
{
    auto server = gateway_of_2024();
    const auto id = "rfc8446/4.1.1/no-common-parameters";
    expect(found(server, id), Verdict::pass, "refused-by-alert:40");
    server.refusal = {heard({21, 3, 3, 0, 2, 2, 71})};
    expect(found(server, id), Verdict::pass, "refused-by-alert:71");
    server.refusal = {heard({21, 3, 3, 0, 2, 2, 47})};
    expect(found(server, id), Verdict::fail, "refused-by-alert:47");
    server.refusal = {ended(Received::Kind::closed)};
    const auto closed = found(server, id);
    expect(closed, Verdict::pass, "closed");
    EXPECT_EQ(closed.advisories.size(), 1u);
    expect(found(server, "rfc8446/6.2/fatal-error-alerted"), Verdict::pass, "no-alert");
}

TEST(Protocols_without_overlap, are_refused_by_who_knows_the_extension)
{
    const std::string id = "rfc7301/3.2/protocol-was-listed";
    const auto alpn = ExtensionType::application_layer_protocol_negotiation;
    const auto http = application_protocols({"http/1.1"});
    auto server = gateway_of_2024();
    server.deviate = [&](ServerHello& answer, const ClientHello& asked) {
        const auto* listed = asked.extensions.find(alpn);
        if (listed != nullptr && !std::ranges::search(listed->data, view("http/1.1")).empty()) {
            answer.extensions.add(http);
        }
    };
    expect(found(server, id), Verdict::fail, "goes-on-without");
    const auto refusing = [&](const Received& end) {
        return [server, end, alpn](View octets) mutable {
            Assembler assembler;
            assembler.feed(octets);
            const auto piece = assembler.next();
            const auto* message = piece ? std::get_if<Handshake>(&piece->content) : nullptr;
            const auto* hello = message ? std::get_if<ClientHello>(&message->body) : nullptr;
            const auto* listed = hello ? hello->extensions.find(alpn) : nullptr;
            const bool fits =
                !listed || !std::ranges::search(listed->data, view("http/1.1")).empty();
            return fits ? server(octets) : Script{end};
        };
    };
    World world;
    world.network.respond = refusing(heard({21, 3, 3, 0, 2, 2, 120}));
    expect(found(world, id), Verdict::pass, "refused-by-alert:120");
    world.network.respond = refusing(heard({21, 3, 3, 0, 2, 2, 40}));
    expect(found(world, id), Verdict::fail, "another-alert");
    world.network.respond = refusing(ended(Received::Kind::closed));
    const auto closed = found(world, id);
    expect(closed, Verdict::pass, "no-alert");
    EXPECT_TRUE(closed.rests_on_absence);
}

TEST(A_filled_renegotiation_info, fails_when_it_is_accepted)
{
    expect(found(gateway_of_2024(), "rfc5746/3.6/filled-info-refused"), Verdict::fail, "accepted");
}

TEST(A_handshake_that_cannot_be_completed, leaves_its_probes_inconclusive)
{
    for (const auto* id :
         {"rfc8446/4.4.4/wrong-finished-refused", "rfc5246/7.2.1/close-notify-answered",
          "rfc5746/3.7/renegotiation-bound"}) {
        expect(found(gateway_of_2024(), id), Verdict::inconclusive, "prerequisite-missing");
    }
}

using Minded = std::function<bool(const ClientHello&)>;

// A server of TLS 1.2 and 1.3 that refuses the hellos it minds.
Respond minding(const Minded& minded, Octets refusal)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_3] = {0x1301};
    return [minded, refusal, server](View octets) mutable {
        Assembler assembler;
        assembler.feed(octets);
        const auto piece = assembler.next();
        const auto* message = piece ? std::get_if<Handshake>(&piece->content) : nullptr;
        const auto* hello = message != nullptr ? std::get_if<ClientHello>(&message->body) : nullptr;
        return hello != nullptr && minded(*hello) ? Script{heard(refusal)} : server(octets);
    };
}

bool lists_unknown(const ClientHello& hello, ExtensionType type)
{
    const auto* extension = hello.extensions.find(type);
    return extension != nullptr && std::ranges::any_of(numbers_in(*extension, true), is_grease);
}

Finding of_unknown_values(const Minded& minded, Octets refusal)
{
    World world;
    world.network.respond = minding(minded, std::move(refusal));
    return found(world, "rfc8446/9.3/unknown-values-ignored");
}

TEST(A_server_that_stumbles_over_unknown_extensions, fails)
{
    const auto finding = of_unknown_values(
        [](const ClientHello& hello) {
            return std::ranges::any_of(hello.extensions.list,
                                       [](const auto& one) { return is_grease(one.type); });
        },
        {21, 3, 3, 0, 2, 2, 50});
    expect(finding, Verdict::fail, "refused-by-alert:50");
    EXPECT_EQ(finding.observed,
              "TLS 1.2 with unknown extensions: fatal alert 50 decode_error; "
              "TLS 1.3 with unknown extensions: fatal alert 50 decode_error");
}

TEST(A_server_that_stumbles_over_unknown_values_of_tls_1_3, fails_by_their_name)
{
    for (const auto& [type, name] :
         {std::pair{ExtensionType::supported_versions, "versions"},
          std::pair{ExtensionType::key_share, "key shares and their groups"}}) {
        const auto finding = of_unknown_values(
            [type](const ClientHello& hello) { return lists_unknown(hello, type); },
            {21, 3, 3, 0, 2, 2, 47});
        expect(finding, Verdict::fail, "refused-by-alert:47");
        EXPECT_EQ(finding.observed, "TLS 1.3 with unknown " + std::string{name} +
                                        ": fatal alert 47 illegal_parameter");
    }
}

TEST(A_server_of_other_protocols, is_not_asked_for_unknown_ones)
{
    const auto finding = of_unknown_values(
        [](const ClientHello& hello) {
            return hello.extensions.find(
                       ExtensionType::application_layer_protocol_negotiation) != nullptr;
        },
        {21, 3, 3, 0, 2, 2, 120});
    expect(finding, Verdict::pass, "accepted");
    ASSERT_EQ(finding.details.size(), 2u);
    EXPECT_TRUE(finding.details[1].starts_with("TLS 1.3 with unknown cipher suites, groups"));
    EXPECT_FALSE(finding.details[1].contains("ALPN"));
}

TEST(A_group_that_nobody_knows, is_not_to_be_selected_in_tls_1_3)
{
    const auto id = "rfc8446/4.1.1/no-common-parameters";
    World world;
    world.network.respond = minding([](const auto&) { return false; }, {});
    const auto finding = found(world, id);
    expect(finding, Verdict::fail, "selected-not-offered");
    EXPECT_TRUE(finding.observed.contains("TLS 1.3 without a known group: TLS 1.3 ServerHello"))
        << finding.observed;
    World other;
    other.network.respond = minding(
        [](const ClientHello& hello) {
            const auto* groups = hello.extensions.find(ExtensionType::supported_groups);
            return groups != nullptr && numbers_in(*groups, true).size() == 1;
        },
        {21, 3, 3, 0, 2, 2, 47});
    expect(found(other, id), Verdict::fail, "refused-by-alert:47");
}

}  // namespace
}  // namespace conformance::probes::tls
