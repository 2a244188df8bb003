#include "probes/tls/tls_1_3_tickets.h"

#include "probes/tls/handshake.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

bool resumes(Bench& bench, const Resumption& earlier)
{
    Engine engine{bench};
    const auto hello = engine.resuming(engine.client_hello(tls_1_3, {earlier.suite}), earlier);
    return drive(engine, hello).drive == Answer::Drive::complete && engine.session.resumed;
}

}  // namespace

std::optional<Resumption> ticket_of_tls_1_3(Bench& bench, const Suites& suites)
{
    Engine engine{bench};
    establish_tls_1_3(engine, lasting_hello(engine, suites));
    engine.records.flush();
    engine.records.be_brief(bench.patience.quiet);
    engine.receive_all();
    return peers::tls::resumption(engine);
}

Finding where_tls_1_3_resumes(Bench& bench, const std::string& expected,
                              const std::function<Finding(const Suites&)>& experiment)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        const auto first = ticket_of_tls_1_3(bench, suites);
        if (!first || !resumes(bench, *first)) {
            return nothing_to_judge(expected, first ? "no session is resumed" : "no ticket comes",
                                    {});
        }
        return experiment(suites);
    });
}

}  // namespace conformance::probes::tls
