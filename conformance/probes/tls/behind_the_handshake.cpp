#include "probes/tls/behind_the_handshake.h"

namespace conformance::probes::tls {

std::optional<Heard> heard_behind(Bench& bench, const Offer& offer,
                                  const std::function<void(Engine&)>& say)
{
    Engine engine{bench};
    if (drive(engine, engine.client_hello(offer.version, {offer.suite})).drive !=
        Answer::Drive::complete) {
        return {};
    }
    say(engine);
    engine.receive_all();
    return Heard{engine.answer, engine.plaintext};
}

void send_altered(Engine& engine, wire::tls::ContentType type, View content)
{
    auto record = engine.records.sealed(type, content);
    record.fragment.back() ^= 1;
    engine.records.send(record);
}

}  // namespace conformance::probes::tls
