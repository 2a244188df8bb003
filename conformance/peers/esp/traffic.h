// The packets of one Child SA, in UDP beside the IKE of its tunnel: RFC 3948 and RFC 4303. Each packet is a value that can be altered
// before it is sealed, and octets that can be altered before they are sent.
#pragma once

#include <optional>
#include <vector>

#include "peers/ike/tunnel.h"
#include "wire/esp/packet.h"

namespace conformance::peers::esp {

// A packet of ours, still in the clear.
struct Draft {
    std::uint32_t spi = 0, sequence = 0;
    wire::esp::Content content;
};

// A packet of the gateway.
struct Arrival {
    wire::esp::Packet packet;
    wire::esp::Content content;
    Octets iv;
    unsigned frame = 0;
};

// Seals and opens by the keys of one Child SA: ours go from the initiator to the responder.
class Seal {
public:
    explicit Seal(ike::ChildSa sa) : sa_{std::move(sa)}, lengths_{*crypto::lengths(sa_.protection)} {}

    [[nodiscard]] std::uint32_t spi() const;  // of our packets
    // The content that holds this IP packet, padded as usual to whole blocks, at least to 4 octets.
    [[nodiscard]] wire::esp::Content content_of(Octets inner) const;
    [[nodiscard]] Octets sealed(const Draft& draft, Random& random) const;
    [[nodiscard]] Octets sealed_with(const Draft& draft, View iv) const;
    // Nothing where it is a packet of another SA, or its ICV does not fit.
    [[nodiscard]] std::optional<Arrival> opened(View octets, bool by_initiator) const;
    [[nodiscard]] const crypto::ProtectionLengths& lengths() const { return lengths_; }

private:
    [[nodiscard]] std::size_t unit() const;

    ike::ChildSa sa_;
    crypto::ProtectionLengths lengths_;
};

class Traffic {
public:
    // Throws Unmet where the tunnel is not on the port that ESP travels on. The tunnel stays where it is.
    Traffic(Bench& bench, ike::Tunnel& tunnel, ike::ChildSa sa);

    // The next packet, around this IP packet.
    [[nodiscard]] Draft next(Octets inner);
    [[nodiscard]] Octets sealed(const Draft& draft) { return seal_.sealed(draft, bench_.random); }
    // The frame it became.
    unsigned send(View octets);
    // The next packet of this SA, or of those heard too; nothing when the patience ends. What else arrives is let go.
    [[nodiscard]] std::optional<Arrival> receive(Duration patience);
    // Of several SAs between the same addresses a gateway may answer on any.
    void hear_too(ike::ChildSa sa) { others_.emplace_back(std::move(sa)); }

    // As if more packets had been sent.
    void skip_to(std::uint32_t sequence) { sent_ = sequence - 1; }
    [[nodiscard]] std::uint32_t sent() const { return sent_; }
    [[nodiscard]] std::uint32_t spi() const { return seal_.spi(); }

private:
    void tell(unsigned frame, const wire::esp::Content& content, std::uint32_t sequence);

    Bench& bench_;
    ike::Tunnel& tunnel_;
    Seal seal_;
    std::vector<Seal> others_;
    std::uint32_t sent_ = 0;
};

// "ping 172.16.201.9 to 10.1.0.4, identifier 1, sequence 2", for a person.
[[nodiscard]] std::string words(const wire::esp::Content& content);

}  // namespace conformance::peers::esp
