#include "net/datagram_train.h"

#include <algorithm>

#include "net/packet_info.h"

namespace gateway::net {
namespace {

constexpr std::size_t most_octets = 65000;  // of one datagram, as which they begin their way
constexpr std::size_t most_datagrams = 64;  // UDP_MAX_SEGMENTS of older kernels

}  // namespace

bool DatagramTrain::couple(const Path& path, View octets)
{
    if (octets_.empty()) {
        path_ = path;
        each_ = octets.size();
        octets_.assign(octets.begin(), octets.end());
        return true;
    }
    const bool has_shorter_end = octets_.size() % each_ != 0;
    if (has_shorter_end || octets.empty() || octets.size() > each_ || path != path_ ||
        octets_.size() + octets.size() > most_octets || octets_.size() / each_ == most_datagrams) {
        return false;
    }
    octets_.insert(octets_.end(), octets.begin(), octets.end());
    return true;
}

void DatagramTrain::depart(int socket)
{
    if (octets_.empty()) return;
    const bool is_one = octets_.size() <= each_;
    if (is_one ||
        !send_together_along_path(socket, path_, octets_, static_cast<std::uint16_t>(each_))) {
        send_one_by_one(socket);
    }
    octets_.clear();
}

void DatagramTrain::send_one_by_one(int socket) const
{
    View rest = octets_;
    while (!rest.empty()) {
        const auto next = rest.first(std::min(each_, rest.size()));
        send_along_path(socket, path_, next);
        rest = rest.subspan(next.size());
    }
}

}  // namespace gateway::net
