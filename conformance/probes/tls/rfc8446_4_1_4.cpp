// RFC 8446, Section 4.1.4: Hello Retry Request.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// A key share whose group is none of the hello's, or no group at all.
bool asks_for_a_group_of(const ServerHello& retry, const ClientHello& hello)
{
    const auto* share = retry.extensions.find(ExtensionType::key_share);
    const auto* groups = hello.extensions.find(ExtensionType::supported_groups);
    return share != nullptr &&
           peers::tls::contains(numbers_in(*groups, true), first_number(*share).value_or(0));
}

Finding judged(Bench& bench, const Engine& engine, const Answer& answer,
               const std::string& expected)
{
    const auto& session = engine.session;
    if (!session.retry) {
        return fail(bench, answer, answer.selected() ? "not-asked-for" : answer.code(), expected);
    }
    if (!asks_for_a_group_of(*session.retry, session.client_hello)) {
        return fail(bench, answer, "group-not-offered", expected);
    }
    if (session.server_hello.is_hello_retry_request()) {
        return fail(bench, answer, "no-hello-after", expected);
    }
    if (answer.suite() != session.retry->suite) {
        return fail(bench, answer, "another-suite", expected);
    }
    if (session.retry->session_id != session.client_hello.session_id ||
        answer.hello.session_id != session.client_hello.session_id) {
        return fail(bench, answer, "another-session-id", expected);
    }
    return answer.drive == Answer::Drive::complete ? pass(bench, answer, expected)
                                                   : fail(bench, answer, expected);
}

// An acceptable group without a key share brings a HelloRetryRequest for it, and the same suite
// afterwards.
Finding missing_share_is_asked_for(Bench& bench)
{
    const std::string expected =
        "a HelloRetryRequest for a group of the hello, then a handshake with the same suite";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Engine engine{bench};
        auto hello = engine.client_hello(tls_1_3, suites);
        replace(hello, key_share({}));
        const auto answer = drive(engine, hello);
        return judged(bench, engine, answer, expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.1.4/hello-retry-request", missing_share_is_asked_for,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_1_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
