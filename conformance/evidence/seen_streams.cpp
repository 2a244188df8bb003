#include "evidence/seen_streams.h"

#include <algorithm>

namespace conformance::evidence {

void SeenStreams::add(const SeenPacket& packet)
{
    const bool again = !streams_.empty() && streams_.back().begin == packet.sequence + 1;
    if (packet.opens && !again) { streams_.push_back({packet.sequence + 1, {}}); }
    if (packet.opens || packet.payload.empty()) { return; }
    if (streams_.empty()) { streams_.push_back({packet.sequence, {}}); }  // its SYN came before the capture began
    auto& stream = streams_.back();
    stream.parts.emplace(packet.sequence - stream.begin, Octets{packet.payload.begin(), packet.payload.end()});
}

std::vector<Octets> SeenStreams::whole() const
{
    std::vector<Octets> all;
    for (const auto& stream : streams_) {
        Octets octets;
        for (const auto& [distance, part] : stream.parts) {
            if (distance > octets.size()) { break; }
            const auto known = octets.size() - distance;
            if (known < part.size()) { append(octets, View{part}.subspan(known)); }
        }
        all.push_back(std::move(octets));
    }
    return all;
}

bool each_begins_one(std::vector<Octets> expected, std::vector<Octets> seen)
{
    // The longest first: what a shorter one could begin, too, is left to it.
    std::ranges::sort(expected, std::ranges::greater{}, &Octets::size);
    return std::ranges::all_of(expected, [&](const Octets& one) {
        const auto found = std::ranges::find_if(seen, [&](const Octets& other) {
            return other.size() >= one.size() && std::equal(one.begin(), one.end(), other.begin());
        });
        if (found == seen.end()) { return false; }
        seen.erase(found);
        return true;
    });
}

}  // namespace conformance::evidence
