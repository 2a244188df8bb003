// RFC 5246, Section 7.4.1.3: Server Hello, of a session that is resumed.

#include <array>

#include "probes/tls/resumption.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// A resumed session keeps the cipher suite it was made with.
Finding resumed_session_keeps_its_suite(Bench& bench)
{
    const std::string expected = "the suite of the session, or a handshake that begins anew";
    const auto offer = completing_offer(bench);
    // Before that of the session, which is lawful, and instead of it.
    const auto others = peers::tls::without(
        peers::tls::usual_suites_at(offer.version, bench.registries), {offer.suite});
    auto behind = others;
    behind.push_back(offer.suite);
    std::string resumed;
    std::vector<unsigned> frames;
    Answer last;
    for (const auto memory : {Memory::session_id, Memory::ticket}) {
        const auto [session, made] = remembered(bench, offer, memory, MasterSecret::extended);
        last = made;
        for (const auto& suites : {behind, others}) {
            if (!session) {
                continue;
            }
            const auto attempt = resume(bench, *session, suites, MasterSecret::extended);
            const auto observed =
                "resumed " + name_of(memory) + ": " + attempt.answer.text(bench.registries);
            if (attempt.resumed && attempt.answer.suite() != session->suite) {
                return conformance::fail("another-suite", expected, observed,
                                         attempt.answer.frames);
            }
            if (attempt.resumed) {
                resumed += (resumed.empty() ? "" : "; ") + observed;
                frames = attempt.answer.frames;
            }
        }
    }
    return resumed.empty() ? nothing_to_judge(expected, "no session is resumed", last)
                           : conformance::pass("kept", expected, resumed, frames);
}

const std::array table{
    Probe{"rfc5246/7.4.1.3/resumed-session-keeps-its-suite", resumed_session_keeps_its_suite,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5246_7_4_1_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
