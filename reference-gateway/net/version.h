// What the programs say of themselves.
#pragma once

namespace gateway::net {

extern const char* const version;  // 0.1.0-6d0f0a5e3c21, with a + where the tree it was built of differs

}  // namespace gateway::net
