#include "esp/inbound_sa.h"
#include "esp/outbound_sa.h"

namespace gateway::esp {
namespace {

std::optional<Drop> has_the_usual_padding(const Opened& opened)
{
    std::uint8_t expected = 0;
    for (const std::uint8_t octet : opened.padding) {
        if (octet != ++expected) return Drop::bad_padding;
    }
    return std::nullopt;
}

std::optional<Drop> is_no_dummy(const Opened& opened)
{
    if (opened.next_header == next_header_none) return Drop::dummy;
    return std::nullopt;
}

}  // namespace

std::vector<InboundRule> inbound_rules()
{
    return {
        {"rfc4303/2.4/padding-inspected", has_the_usual_padding},
        {"rfc4303/2.6/dummy-packet-discarded", is_no_dummy},
    };
}

}  // namespace gateway::esp
