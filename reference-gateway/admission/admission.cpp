#include "admission/admission.h"

#include <algorithm>
#include <utility>

namespace gateway::admission {

Places::Places(const std::vector<Limit>& limits)
{
    for (const Limit& limit : limits) {
        rooms_.push_back({limit});
    }
}

bool Places::admit(const std::string& tunnel_type)
{
    const std::lock_guard lock{mutex_};
    Room* room = room_of(tunnel_type);
    if (room == nullptr) return true;
    if (room->taken >= room->limit.most) return false;
    ++room->taken;
    return true;
}

void Places::release(const std::string& tunnel_type)
{
    const std::lock_guard lock{mutex_};
    Room* room = room_of(tunnel_type);
    if (room != nullptr && room->taken > 0) --room->taken;
}

std::size_t Places::taken(const std::string& tunnel_type) const
{
    const std::lock_guard lock{mutex_};
    const Room* room = room_of(tunnel_type);
    return room == nullptr ? 0 : room->taken;
}

const Places::Room* Places::room_of(const std::string& tunnel_type) const
{
    const auto found = std::ranges::find_if(rooms_, [&](const Room& room) {
        return std::ranges::find(room.limit.tunnel_types, tunnel_type) !=
               room.limit.tunnel_types.end();
    });
    return found == rooms_.end() ? nullptr : &*found;
}

Places::Room* Places::room_of(const std::string& tunnel_type)
{
    return const_cast<Room*>(std::as_const(*this).room_of(tunnel_type));
}

}  // namespace gateway::admission
