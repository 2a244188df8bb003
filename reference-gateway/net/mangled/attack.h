// Sends the clients' messages of one point of the exchange in every bad shape, behind the
// encryption and in front of it, and sees that the gateway bears it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "net/mangled/mangling.h"
#include "net/mangled/world.h"

namespace gateway::mangled {

struct Point {
    std::string name;
    void (World::*reach)();
};

// Where what is wrong with a message stands: in what it encrypts, in the header (sealed anew), in
// its octets as they go over the wire, or in when it comes.
enum class Kind : std::uint8_t { inside, header, outside, order };
inline constexpr std::size_t kinds = 4;

class Attack final : public World {
public:
    Attack(const Point& point, std::uint64_t seed) : point_(point), dice_(seed) {}

    // At least so many messages, then a clean client, then nobody.
    void run(std::size_t messages);

    // How many were sent, of each kind, and how many of them were answered.
    [[nodiscard]] std::size_t sent() const;
    [[nodiscard]] const std::array<std::size_t, kinds>& counts() const { return counts_; }
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t longest_answer() const { return longest_answer_; }

private:
    void TestBody() override {}

    struct Content {
        std::uint8_t exchange = 0;
        ChainOctets chain;
    };

    void learn_what_others_say();
    void one_client();
    [[nodiscard]] std::vector<Octets> mangled(const Octets& clean, Kind kind);
    [[nodiscard]] Octets inside(ike::Unsealed message);
    [[nodiscard]] Octets header(ike::Unsealed message);
    [[nodiscard]] Octets outside(Octets message);
    [[nodiscard]] Octets in_the_clear(const Octets& message, Kind kind);
    [[nodiscard]] Octets packet(Kind kind);
    [[nodiscard]] Octets at_its_turn(const Octets& clean);
    void send(const Octets& message, Kind kind);
    [[nodiscard]] bool is_traffic() const { return point_.reach == &World::at_traffic; }

    Point point_;
    Dice dice_;
    std::vector<Part> spare_;
    std::vector<Content> contents_;
    std::vector<Octets> earlier_;
    std::uint32_t answered_requests_ = 0;  // of the present client, since it stopped
    std::array<std::size_t, kinds> counts_{};
    std::size_t answered_ = 0, longest_answer_ = 0;
};

}  // namespace gateway::mangled
