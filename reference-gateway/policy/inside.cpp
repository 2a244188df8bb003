#include "policy/inside.h"

#include <net/if.h>

#include <algorithm>

namespace gateway::policy {
namespace {

constexpr unsigned smallest_mtu = 576;    // RFC 791, Section 3.1
constexpr unsigned largest_mtu = 65'000;  // leaves room for ESP, UDP and IP

// As the kernel takes it.
bool is_device_name(const std::string& name)
{
    return !name.empty() && name.size() < IFNAMSIZ && name != "." && name != ".." &&
           std::ranges::all_of(name, [](unsigned char c) {
               return c > ' ' && c < 0x7f && c != '/' && c != ':' && c != '%';
           });
}

Inside::Mode read_mode(TomlTable& inside)
{
    const Text mode = inside.text("mode");
    if (mode.value == "tun") return Inside::Mode::tun;
    if (mode.value != "user") {
        inside.refuse(mode.line, R"("user" or "tun" for 'inside.mode')");
    }
    return Inside::Mode::user;
}

}  // namespace

Inside read_inside(TomlTable& top)
{
    Inside read;
    std::optional<TomlTable> inside = top.optional_table("inside");
    if (!inside) return read;
    read.mode = read_mode(*inside);
    if (read.mode == Inside::Mode::tun) {
        read.mtu = static_cast<std::uint16_t>(
            inside->number_or("mtu", read.mtu, smallest_mtu, largest_mtu));
        if (const auto device = inside->optional_text("device")) {
            if (!is_device_name(device->value)) {
                inside->refuse(device->line,
                               "a name of up to 15 printable characters in 'inside.device'");
            }
            read.device = device->value;
        }
    }
    inside->finish();
    return read;
}

}  // namespace gateway::policy
