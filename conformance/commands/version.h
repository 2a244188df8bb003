// What the program says of itself.
#pragma once

namespace conformance::commands {

extern const char* const version;
extern const char* const commit;  // with a + where the tree it was built of differs; "unknown"

}  // namespace conformance::commands
