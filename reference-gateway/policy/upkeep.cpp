#include "policy/upkeep.h"

#include <algorithm>

namespace gateway::policy {
namespace {

constexpr std::int64_t day = 86400;

std::chrono::seconds read_seconds(TomlTable& table, std::string_view key,
                                  std::chrono::seconds otherwise, std::int64_t low,
                                  std::int64_t high)
{
    return std::chrono::seconds{table.number_or(key, otherwise.count(), low, high)};
}

void read_ike(TomlTable table, Upkeep& upkeep)
{
    upkeep.liveness = read_seconds(table, "liveness", upkeep.liveness, 0, day);
    upkeep.timeout = read_seconds(table, "timeout", upkeep.timeout, 1, 60);
    upkeep.retransmissions =
        static_cast<unsigned>(table.number_or("retransmissions", upkeep.retransmissions, 1, 20));
    table.finish();
}

// Without a margin of its own a short lifetime has a tenth.
void read_lifetimes(TomlTable table, Upkeep& upkeep)
{
    upkeep.ike_sa = read_seconds(table, "ike_sa", upkeep.ike_sa, 10, 30 * day);
    upkeep.child_sa = read_seconds(table, "child_sa", upkeep.child_sa, 10, 30 * day);
    const auto shorter = std::min(upkeep.ike_sa, upkeep.child_sa);
    upkeep.margin = read_seconds(table, "margin", shorter / 10, 1, day);
    if (2 * upkeep.margin >= shorter) {
        table.refuse(table.line_of("margin"),
                     "'lifetimes.margin' to be less than half of either lifetime");
    }
    table.finish();
}

}  // namespace

Upkeep read_upkeep(TomlTable& top)
{
    Upkeep upkeep;
    if (auto table = top.optional_table("ike")) read_ike(std::move(*table), upkeep);
    if (auto table = top.optional_table("lifetimes")) read_lifetimes(std::move(*table), upkeep);
    return upkeep;
}

}  // namespace gateway::policy
