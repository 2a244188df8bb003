// The Child SAs there are, and what they carry: ESP packets in, inner packets out, and the other way
// round. Sans I/O, like the responder that opens and closes them.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/random.h"
#include "esp/inbound_sa.h"
#include "esp/outbound_sa.h"
#include "ike/core.h"

namespace gateway::ike {

struct TrafficSeams {
    esp::InboundSeams inbound;
    esp::OutboundSeams outbound;
    // Whether an inner packet that came is one the SA may carry.
    std::function<bool(const ChildSa&, View packet)> is_selected;
    // The SA whose packet this is in spite of an SPI that none has: there is no such thing.
    std::function<std::optional<std::uint32_t>(const Path&, View packet)> in_spite_of_its_spi =
        [](const Path&, View) { return std::nullopt; };

    TrafficSeams();
};

// An ESP packet and its way, both good until the next one.
struct Parcel {
    const Path& path;
    View octets;
    bool is_plain_esp = false;  // not in UDP: the ports of the path count for nothing
};

class ChildTraffic {
public:
    explicit ChildTraffic(Random& random, TrafficSeams seams = {})
        : random_(random), seams_(std::move(seams))
    {
    }

    void open(ChildSa sa);
    void close(std::uint32_t inbound_spi);
    void move(const Move& move);
    [[nodiscard]] std::optional<ChildUse> use(std::uint32_t inbound_spi) const;
    [[nodiscard]] std::size_t size() const noexcept { return carriers_.size(); }

    // Whether a datagram on the port that IKE and ESP share is a packet of one of them.
    [[nodiscard]] bool knows(const Path& path, View packet) const;
    // The inner packet, a part of `packet`, or why it is dropped. Where it came without UDP, the ports
    // of the path count for nothing.
    [[nodiscard]] std::expected<View, std::string> on_esp(const Path& path,
                                                          std::span<std::uint8_t> packet,
                                                          Instant now, bool is_plain = false);
    // To the client whose packet this is; nothing when it is nobody's.
    [[nodiscard]] std::optional<Parcel> on_inside(View packet);

private:
    struct Carrier {
        ChildSa sa;
        esp::InboundSa inbound;
        esp::OutboundSa outbound;
        Instant heard{};
    };

    [[nodiscard]] std::optional<std::uint32_t> sa_of(const Path& path, View packet) const;
    [[nodiscard]] Carrier* towards(View packet);
    void inherit(ChildSa& sa) const;
    static void follow(ChildSa& sa, const Path& path, bool is_plain);

    Random& random_;
    TrafficSeams seams_;
    std::unordered_map<std::uint32_t, Carrier> carriers_;  // by inbound SPI
    // Of each address, the SPIs of its SAs, the newest last.
    std::map<Octets, std::vector<std::uint32_t>> by_address_;
    Octets sealed_;  // what on_inside() made last
};

}  // namespace gateway::ike
