// Mutants about what follows the hellos: keys, signatures, records, alerts.
#pragma once

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] Mutant tls_mutant(std::string name, std::string requirement, std::string code,
                                tls::TlsListener listener, std::vector<std::string> also = {});

[[nodiscard]] std::vector<Mutant> lying_tls_handshake_mutants();

}  // namespace gateway::mutants
