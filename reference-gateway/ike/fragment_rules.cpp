// What RFC 7383, Section 2.6, asks of each fragment, before it is kept.
#include "ike/rules.h"

namespace gateway::ike {
namespace {

std::optional<Refusal> is_agreed_upon(const FragmentArrival& fragment)
{
    if (fragment.is_agreed) return std::nullopt;
    return Drop{"fragments-not-agreed"};
}

std::optional<Refusal> is_numbered_within_its_total(const FragmentArrival& fragment)
{
    const auto [number, total] = fragment.numbers;
    if (number != 0 && number <= total) return std::nullopt;
    return Drop{"fragment-number"};
}

std::optional<Refusal> is_of_no_smaller_total(const FragmentArrival& fragment)
{
    if (fragment.numbers.total >= fragment.stored_total) return std::nullopt;
    return Drop{"fragment-of-a-smaller-total"};
}

std::optional<Refusal> is_new(const FragmentArrival& fragment)
{
    if (!fragment.is_stored) return std::nullopt;
    return Drop{"fragment-repeated"};
}

std::optional<Refusal> is_authentic(const FragmentArrival& fragment)
{
    if (fragment.is_authentic) return std::nullopt;
    return Drop{"not-authentic"};
}

}  // namespace

std::vector<Rule<FragmentArrival>> fragment_rules()
{
    return {
        {"rfc7383/2.4/no-fragments-unless-agreed", is_agreed_upon},
        {"rfc7383/2.6/invalid-fragment-numbers-discarded", is_numbered_within_its_total},
        {"rfc7383/2.6/smaller-total-discarded", is_of_no_smaller_total},
        {"rfc7383/2.6/repeated-fragment-discarded", is_new},
        {"rfc7383/2.6/altered-fragment-discarded", is_authentic},
    };
}

}  // namespace gateway::ike
