// Stands around the IKE responder and has its way with some of the replies it sends.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ike/core.h"
#include "net/ingredients.h"

namespace gateway::mutants::mechanical {

struct Tampering {
    std::string reply;  // as name_of_ike_reply() has it
    // What goes out in its place, without the non-ESP marker.
    std::function<std::vector<Octets>(Octets message)> instead;
    Instant delay{};
};

[[nodiscard]] net::AroundIke tampering_with(Tampering tampering);

}  // namespace gateway::mutants::mechanical
