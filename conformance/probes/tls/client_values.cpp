#include "probes/tls/client_values.h"

namespace conformance::probes::tls {

using namespace wire::tls;

void finish_with(peers::tls::Engine& engine, const Octets& value, const Octets& premaster)
{
    if (engine.session.certificate_requested) {
        engine.send(engine.certificate());
    }
    ClientKeyExchange exchange;
    exchange.value = value;
    engine.session.premaster = premaster;
    engine.send(handshake(exchange, engine.session.dialect()));
    engine.change_cipher_spec();
    engine.send(engine.finished());
}

Reaction reaction_to_finish(peers::tls::Engine& engine)
{
    if (engine.receive_until({HandshakeType::finished}) &&
        engine.session.server_finished.value_or(false)) {
        return Reaction::accepted;
    }
    const auto& answer = engine.answer;
    return answer.end == peers::tls::Answer::End::alert || is_mute_end(answer)
               ? Reaction::refused
               : Reaction::unclear;
}

}  // namespace conformance::probes::tls
