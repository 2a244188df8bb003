#include "ike/upkeep.h"

namespace gateway::ike {

Term term_of(const Lifetime& lifetime, Instant now, std::uint8_t chance)
{
    const Instant end = now + lifetime.whole;
    return {now, end - lifetime.margin - lifetime.margin * chance / 256, end};
}

}  // namespace gateway::ike
