// What the gateway tells about itself: a name and ordered words, one line per event.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gateway {

struct Event {
    std::string name;
    std::vector<std::pair<std::string, std::string>> words;
};

using EventSink = std::function<void(const Event&)>;

// `name key=value key="value with spaces"`; whatever a peer may have put into a value cannot break
// the line.
[[nodiscard]] std::string to_line(const Event& event);

}  // namespace gateway
