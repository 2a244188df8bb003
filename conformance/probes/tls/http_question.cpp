#include "probes/tls/http_question.h"

#include <algorithm>

namespace conformance::probes::tls {

View http_question()
{
    return view("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n");
}

bool is_http_answer(View plaintext)
{
    const auto start = view("HTTP/");
    return plaintext.size() >= start.size() &&
           std::ranges::equal(plaintext.first(start.size()), start);
}

bool speaks_unasked(Bench& bench, const Suites& suites)
{
    Engine engine{bench};
    establish_tls_1_3(engine, engine.client_hello(wire::tls::tls_1_3, suites));
    engine.receive_all();
    return is_http_answer(engine.plaintext);
}

}  // namespace conformance::probes::tls
