// What came back for a request, in all its forms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/link.h"
#include "peers/ike/tuple.h"
#include "wire/ike/message.h"

namespace conformance::peers::ike {

struct Answer {
    enum class Kind { message, silence, refused };  // refused: an ICMP error

    Kind kind = Kind::silence;
    wire::ike::Dissection dissection;
    Octets octets;            // the IKE message, without a non-ESP marker; of one in fragments, the first
    std::vector<Octets> fragments = {};  // all that came for this request, in their order; some may be missing
    bool with_marker = false;  // a non-ESP marker stood before it
    Endpoint from;
    std::vector<unsigned> frames;  // request and answer, retries included
    unsigned requests = 0;         // how many requests it took, COOKIE rounds and retransmissions included

    [[nodiscard]] const wire::ike::Message& message() const { return dissection.message; }
    [[nodiscard]] bool is_message() const { return kind == Kind::message; }
    // The responder selected a proposal.
    [[nodiscard]] bool accepted() const;
    // The first error notify, if any.
    [[nodiscard]] const wire::ike::Notify* error() const;
    [[nodiscard]] bool refused_with(wire::ike::NotifyType type) const;
    // The group an INVALID_KE_PAYLOAD asks for.
    [[nodiscard]] std::optional<std::uint16_t> wanted_group() const;
    [[nodiscard]] std::optional<catalog::IkeRow> selected() const;

    // accepted, refused-by-notify:14, invalid-ke:19, silent, refused, unexpected
    [[nodiscard]] std::string code() const;
    [[nodiscard]] std::string text(const catalog::Registries& registries) const;
};

}  // namespace conformance::peers::ike
