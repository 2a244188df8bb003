// The requests that the gateway itself makes within an IKE SA: numbered from 0, one on its way at a
// time, repeated octet by octet until it is answered or given up (RFC 7296, Sections 2.1 to 2.4).
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "base/instant.h"
#include "ike/header.h"

namespace gateway::ike {

struct Retransmission {
    Instant first = std::chrono::seconds{1};  // until it is repeated; then twice as long each time
    Instant longest = std::chrono::seconds{32};
    unsigned times = 12;
};

enum class Purpose : std::uint8_t {
    liveness,
    check_address,  // whether the peer is where it says: RFC 4555, Section 3.7
    rekey_child_sa,
    create_child_sa,  // in the place of one that the peer has lost
    delete_child_sa,
    rekey_ike_sa,
    delete_ike_sa,
};

struct Errand {
    Purpose purpose{};
    std::uint32_t child = 0;  // the SPI that the gateway receives under
    std::uint16_t group = 0;  // which the peer has asked for

    friend bool operator==(const Errand&, const Errand&) = default;
};

class OwnRequests {
public:
    // To be done when its turn comes, unless that is so already.
    void want(const Errand& errand);
    void want_first(const Errand& errand);
    [[nodiscard]] bool wants(Purpose purpose, std::uint32_t child = 0) const;
    // What is wanted of Child SAs, taken away from here.
    [[nodiscard]] std::deque<Errand> take_what_is_for_children();

    // The next errand, which is on its way from now on; nothing where another is.
    [[nodiscard]] std::optional<Errand> begin();
    [[nodiscard]] const std::optional<Errand>& on_its_way() const noexcept { return current_; }
    [[nodiscard]] bool is_sent() const noexcept { return !messages_.empty(); }
    [[nodiscard]] std::uint32_t message_id() const noexcept { return next_id_; }
    // One message, or its fragments.
    void sent(ExchangeType exchange, std::vector<Octets> messages, Instant now,
              const Retransmission& usual);
    // The errand may have more to do before it is finished.
    void answered();
    void finish();

    [[nodiscard]] bool awaits(const Header& response) const noexcept;
    // What is to be sent once more.
    [[nodiscard]] std::vector<Octets> repetition(Instant now, const Retransmission& usual);
    [[nodiscard]] bool is_given_up(Instant now, const Retransmission& usual) const noexcept;
    [[nodiscard]] std::optional<Instant> due() const noexcept;

private:
    std::deque<Errand> wanted_;
    std::optional<Errand> current_;
    std::uint32_t next_id_ = 0;
    ExchangeType exchange_{};
    std::vector<Octets> messages_;
    unsigned repeated_ = 0;
    Instant wait_{}, due_{};
};

}  // namespace gateway::ike
