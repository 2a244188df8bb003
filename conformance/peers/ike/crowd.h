// Many well-behaved clients in one loop: each an identity with a socket and a Tunnel of its own,
// several at a time. All send the public value of one key (RFC 7296, Section 2.12); what proves the
// gateway is not verified for each of them again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "peers/ike/tunnel.h"

namespace conformance::peers::ike {

class Crowd {
public:
    struct Shape {
        catalog::IkeRow row;
        Port port = Port::ike;
        std::function<void(wire::ike::Message&)> alter;  // each IKE_SA_INIT request; may be nothing
        std::size_t at_a_time = 4;  // half open: many a gateway bears no more of one address
    };

    // How somebody did not come in.
    struct Refusal {
        Conclusion conclusion;    // of IKE_AUTH; or the answer to IKE_SA_INIT alone
        std::uint16_t error = 0;  // the notify that says so; 0: none

        [[nodiscard]] bool is_silent() const { return !conclusion.answer.is_message(); }
    };

    // `bench` has identities.
    Crowd(Bench& bench, Shape shape);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // Whose turn it is: those who have not been here yet, and then those who left, the latest
    // first; or the other way round.
    enum class Turn { of_newcomers, of_those_who_left };

    // Identities that nobody uses, or has been refused with.
    [[nodiscard]] std::size_t identities_left() const;
    // So many more want to come in, until one is refused: how many did come in. Who was refused
    // alone is the first to try again.
    std::size_t come(std::size_t count, Turn turn = Turn::of_newcomers);
    // It does not try again: somebody else does.
    void leave_out_who_was_refused();
    // The first that was refused in the last come().
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }
    [[nodiscard]] std::size_t inside() const { return inside_.size(); }
    // Whoever left and came again counts twice.
    [[nodiscard]] std::size_t ever_inside() const { return ever_inside_; }

    // How many of those inside, the latest ones left out, no longer answer an empty INFORMATIONAL.
    // Nobody is asked any more once `most_silent` did not.
    static constexpr std::size_t most_silent = 10;
    [[nodiscard]] std::size_t without_answer(std::size_t but_the_latest = 0);
    // The tunnels of those inside, in the order of their coming; each stays where it is.
    [[nodiscard]] std::vector<Tunnel*> tunnels() const;
    [[nodiscard]] std::size_t at_a_time() const { return shape_.at_a_time; }
    // An address that two of those inside have.
    [[nodiscard]] std::optional<Octets> shared_address() const;
    [[nodiscard]] std::size_t with_address() const;
    // The first of those inside deletes its IKE SA; whether that was answered.
    [[nodiscard]] bool first_leaves();
    // Everybody does.
    void everybody_leaves();
    // What the latest one came in by.
    [[nodiscard]] std::vector<unsigned> frames_of_the_latest() const;

private:
    struct Client;

    [[nodiscard]] std::size_t next_identity(Turn turn);
    [[nodiscard]] std::unique_ptr<Client> newcomer(Turn turn);
    void begin_ike_auth(Client& client);
    void end_ike_auth(Client& client);
    void refuse(Conclusion conclusion, const std::vector<wire::ike::Payload>& payloads);

    Bench& bench_;
    Shape shape_;
    std::shared_ptr<crypto::KeyExchange> key_;
    std::size_t next_identity_ = 0, ever_inside_ = 0;
    std::optional<std::size_t> tries_again_;       // who was refused alone
    std::vector<std::size_t> left_;                // who has left, the latest last
    std::vector<std::unique_ptr<Client>> inside_;  // in the order of their coming
    std::optional<Refusal> refusal_;
};

}  // namespace conformance::peers::ike
