// Notify payloads as they come: RFC 7296, Section 3.10.
#pragma once

#include <optional>
#include <vector>

#include "ike/payload_chain.h"

namespace gateway::ike {

struct ReceivedNotify {
    std::uint16_t type = 0;
    View data;

    [[nodiscard]] bool is(NotifyType of) const noexcept
    {
        return type == static_cast<std::uint16_t>(of);
    }
    [[nodiscard]] bool is_error() const noexcept { return type < first_status_type; }

    static constexpr std::uint16_t first_status_type = 16384;
};

// What cannot be read is left out.
[[nodiscard]] std::vector<ReceivedNotify> notifies_of(const Chain& chain);
[[nodiscard]] std::optional<ReceivedNotify> notify_of(const Chain& chain, NotifyType type);

}  // namespace gateway::ike
