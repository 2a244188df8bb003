// Application data that whatever speaks HTTP answers, SSTP too.
#pragma once

#include <algorithm>

#include "core/octets.h"

namespace conformance::probes::tls {

[[nodiscard]] inline View http_question()
{
    return view("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n");
}

// What else comes may have been sent before anything was asked.
[[nodiscard]] inline bool is_http_answer(View plaintext)
{
    const auto start = view("HTTP/");
    return plaintext.size() >= start.size() &&
           std::ranges::equal(plaintext.first(start.size()), start);
}

}  // namespace conformance::probes::tls
