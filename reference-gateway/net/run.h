// Runs a gateway until somebody ends it with SIGTERM or SIGINT.
#pragma once

#include "net/ingredients.h"

namespace gateway::net {

void run(Ingredients ingredients);

}  // namespace gateway::net
