// The server's handshake messages as octets, and their fields, found by reading them: RFC
// 5246, 7.4.
#pragma once

#include "mutants/mechanical/field.h"

namespace gateway::mutants::mechanical {

// The first flight and Finished of a server that answers to every extension it knows.
[[nodiscard]] Octets sample_tls_messages();

// Of all messages in the octets: the name is the message's, a slash, and the field's; that of a
// whole message has no slash.
[[nodiscard]] std::vector<Field> fields_of_tls_messages(View messages);

}  // namespace gateway::mutants::mechanical
