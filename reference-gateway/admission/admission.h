// How many sessions the gateway carries at a time: a figure for each kind, and a place for each
// session.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace gateway::admission {

// The tunnel types that share one figure.
struct Limit {
    std::vector<std::string> tunnel_types;
    std::size_t most = 0;
};

// The seam: a mutant brings an admission of its own, or wraps this one.
class Admission {
public:
    virtual ~Admission() = default;
    // Takes a place for one session more of this tunnel type; false: there is none left.
    [[nodiscard]] virtual bool admit(const std::string& tunnel_type) = 0;
    // Gives back a place that was taken.
    virtual void release(const std::string& tunnel_type) = 0;
};

// A tunnel type without a figure is always admitted. May be used by several threads at once.
class Places final : public Admission {
public:
    explicit Places(const std::vector<Limit>& limits);

    [[nodiscard]] bool admit(const std::string& tunnel_type) override;
    void release(const std::string& tunnel_type) override;
    [[nodiscard]] std::size_t taken(const std::string& tunnel_type) const;

private:
    struct Room {
        Limit limit;
        std::size_t taken = 0;
    };

    // Nothing where there is no figure.
    [[nodiscard]] const Room* room_of(const std::string& tunnel_type) const;
    [[nodiscard]] Room* room_of(const std::string& tunnel_type);

    mutable std::mutex mutex_;
    std::vector<Room> rooms_;
};

}  // namespace gateway::admission
