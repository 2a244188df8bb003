// TCP 443 that is not the SSTP that is claimed.
#include "mutants/other_streams.h"
#include "mutants/port_mutants.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "p2s/ports/tls-443";

// Where no TLS answers, nothing can be learned about TLS.
const std::vector<std::string> all_of_tls = {
    "p2s/tls", "rfc5246", "rfc5746", "rfc6066", "rfc7301", "rfc7507", "rfc7568", "rfc7627",
    "rfc7919", "rfc8422", "rfc8446", "rfc8996", "rfc9155", "rfc9325"};

}  // namespace

std::vector<Mutant> serves_something_else_on_443()
{
    return {{"closes_port_443", requirement, "classified-as:closed", "ports", all_of_tls,
             [](net::Ingredients& gateway) { gateway.tls_settings.reset(); }},
            {"serves_openvpn_on_443", requirement, "classified-as:openvpn", "ports", all_of_tls,
             [](net::Ingredients& gateway) {
                 gateway.tls_settings.reset();
                 gateway.more_tcp.push_back({gateway.configuration.listen.tls, openvpn_stream()});
             }},
            {"serves_the_web_on_443",
             requirement,
             "classified-as:tls",
             "ports",
             {},
             [](net::Ingredients& gateway) { gateway.inside_tls = web_stream(); }},
            {"welcomes_everybody_on_443",
             requirement,
             "classified-as:tls",
             "ports",
             {},
             [](net::Ingredients& gateway) { gateway.inside_tls = welcoming_web_stream(); }}};
}

}  // namespace gateway::mutants
