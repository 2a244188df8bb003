#include "probes/tls/resumption.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

ClientHello with(MasterSecret secret, ClientHello hello)
{
    if (secret == MasterSecret::old) {
        std::erase_if(hello.extensions.list, [](const auto& one) {
            return one.is(ExtensionType::extended_master_secret);
        });
    }
    return hello;
}

}  // namespace

Remembered remembered(Bench& bench, const Offer& offer, Memory memory, MasterSecret secret)
{
    Engine engine{bench};
    auto hello = with(secret, engine.client_hello(offer.version, {offer.suite}));
    if (memory == Memory::ticket) {
        hello = engine.asking_for_ticket(std::move(hello));
    }
    const auto answer = drive(engine, hello);
    if (answer.drive != Answer::Drive::complete) {
        throw Unmet{"no session is made: " + answer.text(bench.registries)};
    }
    take_leave(engine, bench.patience);
    const auto found = peers::tls::resumption(engine);
    const bool is_of_that_kind =
        found && found->ticket.empty() == (memory == Memory::session_id) &&
        found->extended_master_secret == (secret == MasterSecret::extended);
    return {is_of_that_kind ? found : std::nullopt, answer};
}

Attempt resume(Bench& bench, const Resumption& earlier, const Suites& suites, MasterSecret secret)
{
    Engine engine{bench};
    const auto hello =
        engine.resuming(with(secret, engine.client_hello(earlier.version, suites)), earlier);
    Attempt attempt{drive(engine, hello), false};
    attempt.resumed = engine.session.resumed;
    take_leave(engine, bench.patience);
    return attempt;
}

std::string name_of(Memory memory)
{
    return memory == Memory::ticket ? "by a ticket" : "by the session id";
}

}  // namespace conformance::probes::tls
