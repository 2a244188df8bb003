// Application data that whatever speaks HTTP answers, SSTP too.
#pragma once

#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

[[nodiscard]] View http_question();
[[nodiscard]] bool is_http_answer(View plaintext);

// Whether such a thing comes on a connection of TLS 1.3 on which nothing is asked: then it answers
// nothing.
[[nodiscard]] bool speaks_unasked(Bench& bench, const Suites& suites);

}  // namespace conformance::probes::tls
