// One connection, by itself to the TLS port over TCP, whatever is spoken on it; reading is bounded in
// octets, time and pieces.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bench.h"

namespace conformance::peers::tls {

class Conversation {
public:
    explicit Conversation(Bench& bench);
    // Over another connection.
    Conversation(std::unique_ptr<Link> link, const Patience& patience);

    [[nodiscard]] bool is_open() const { return link_->opened() == Received::Kind::octets; }
    [[nodiscard]] bool was_refused() const { return link_->opened() == Received::Kind::refused; }

    // The patience for what follows begins anew.
    void send(View octets);
    void be_brief(Duration patience) { whole_ = patience; }
    // The next octets; nothing when the connection, the patience or the bounds are at an end.
    [[nodiscard]] std::optional<Octets> next();

    [[nodiscard]] std::size_t heard() const { return heard_; }
    [[nodiscard]] const std::vector<unsigned>& frames() const { return frames_; }
    [[nodiscard]] bool hung_up() const;
    [[nodiscard]] Received::Kind last() const { return ending_; }
    // What the server did last instead of sending: closes the connection.
    [[nodiscard]] std::string ending() const;

private:
    void note(unsigned frame);

    Duration whole_;
    std::unique_ptr<Link> link_;
    std::optional<Instant> first_;
    Instant last_{};
    unsigned segments_ = 0;
    std::size_t heard_ = 0;
    Received::Kind ending_ = Received::Kind::silence;
    std::vector<unsigned> frames_;
};

}  // namespace conformance::peers::tls
