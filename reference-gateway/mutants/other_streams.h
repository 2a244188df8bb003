// Streams that are not TLS with SSTP in it.
#pragma once

#include "base/stream.h"

namespace gateway::mutants {

// Reads and says nothing.
[[nodiscard]] StreamCoreFactory mute_stream();
// Answers every piece it gets with a plain HTTP refusal, and ends.
[[nodiscard]] StreamCoreFactory web_stream();
// Answers with a page, whatever is asked.
[[nodiscard]] StreamCoreFactory welcoming_web_stream();
// Answers the hard reset of an OpenVPN client in OpenVPN's TCP framing.
[[nodiscard]] StreamCoreFactory openvpn_stream();

}  // namespace gateway::mutants
