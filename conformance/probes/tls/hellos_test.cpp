// The probes of what a ServerHello holds, and the survey they rest on.
#include <algorithm>

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
    const auto finding = found(server, "rfc5246/7.4.1.3/null-compression");
    EXPECT_EQ(finding.verdict, Verdict::pass);
    EXPECT_EQ(finding.advisories.size(), 1u);
}

TEST(A_server_that_stumbles_over_unknown_extensions, fails)
{
    World world;
    auto server = gateway_of_2024();
    world.network.respond = [&](View octets) {
        Assembler assembler;
        assembler.feed(octets);
        const auto piece = *assembler.next();
        const auto& hello = std::get<ClientHello>(std::get<Handshake>(piece.content).body);
        const bool unknown = std::ranges::any_of(
            hello.extensions.list, [](const auto& one) { return is_grease(one.type); });
        return unknown ? Script{heard({21, 3, 3, 0, 2, 2, 50})} : server(octets);
    };
    expect(found(world, "rfc8446/9.3/unknown-values-ignored"), Verdict::fail,
           "refused-by-alert:50");
}

}  // namespace
}  // namespace conformance::probes::tls
