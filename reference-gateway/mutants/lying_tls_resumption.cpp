#include <algorithm>
#include <memory>

#include "mutants/lying_tls_handshakes.h"
#include "mutants/lying_tls_server.h"

namespace gateway::mutants {
namespace {

// Whoever can be spoken to may go on with a session; what fits is the lie's own affair.
Manners that_remember()
{
    Manners manners;
    manners.sessions = std::make_shared<Sessions>();
    return manners;
}

}  // namespace

tls::TlsListener resuming_with_the_first_suite()
{
    Manners manners = that_remember();
    manners.suite_of_the_resumed = [](const Past& past, const ClientHello& hello) {
        const auto first = std::ranges::find_if(
            hello.suites, [](std::uint16_t suite) { return cipher_of(suite).has_value(); });
        return first == hello.suites.end() ? past.suite : *first;
    };
    return serving_by_hand(manners);
}

tls::TlsListener resuming_without_extended_master_secret()
{
    Manners manners = that_remember();
    manners.resumes = [](const Past& past, const ClientHello& hello) {
        return hello.offers_suite(past.suite) && past.extended;
    };
    return serving_by_hand(manners);
}

tls::TlsListener resuming_old_sessions()
{
    Manners manners = that_remember();
    manners.resumes = [](const Past& past, const ClientHello& hello) {
        const bool extended = hello.find(extension::extended_master_secret) != nullptr;
        return hello.offers_suite(past.suite) && past.extended <= extended;
    };
    return serving_by_hand(manners);
}

}  // namespace gateway::mutants
