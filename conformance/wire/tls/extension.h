// Extensions of ClientHello and ServerHello, RFC 5246, Section 7.4.1.4: a block that may be absent,
// each with its own length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/tls/numbers.h"
#include "wire/tls/vector.h"

namespace conformance::wire::tls {

struct Extension {
    std::uint16_t type = 0;
    Octets data;
    Computed<std::uint16_t> length;

    [[nodiscard]] bool is(ExtensionType wanted) const
    {
        return type == static_cast<std::uint16_t>(wanted);
    }
    bool operator==(const Extension&) const = default;
};

template <class Wire, Is<Extension> E>
void fields(Wire& wire, E& extension)
{
    wire.u16("extension_type", extension.type);
    counted(wire, "extension_data", extension.data, extension.length);
}

// A hello of SSL 3.0 ends before the block, which is not the same as an empty block.
struct Extensions {
    bool present = false;
    std::vector<Extension> list;
    Octets undelimited;  // what follows the last extension that could be cut off
    Computed<std::uint16_t> length;

    void add(Extension extension);
    [[nodiscard]] const Extension* find(ExtensionType type) const;
    bool operator==(const Extensions&) const = default;
};

void write(Writer& out, const Extensions& extensions);
void read(Reader& in, Extensions& extensions, std::vector<std::string>& complaints);

// The block as one field among others.
inline void block(Writer& out, const Extensions& extensions)
{
    write(out, extensions);
}
inline void block(Reader& in, Extensions& extensions)
{
    std::vector<std::string> unheard;
    read(in, extensions, unheard);
}

// What a client says.
[[nodiscard]] Extension server_name(std::string_view name);  // RFC 6066, Section 3
[[nodiscard]] Extension supported_groups(
    const std::vector<std::uint16_t>& groups);  // RFC 8422, Section 5.1.1
[[nodiscard]] Extension uncompressed_points();  // RFC 8422, Section 5.1.2
[[nodiscard]] Extension signature_algorithms(const std::vector<std::uint16_t>& schemes);
[[nodiscard]] Extension supported_versions(const std::vector<std::uint16_t>& versions);
[[nodiscard]] Extension extended_master_secret();    // RFC 7627, Section 5.1
[[nodiscard]] Extension empty_renegotiation_info();  // RFC 5746, Section 3.4
[[nodiscard]] Extension encrypt_then_mac();          // RFC 7366, Section 2
[[nodiscard]] Extension session_ticket(Octets ticket);  // RFC 5077, Section 3.2; empty: asks for one
[[nodiscard]] Extension application_protocols(
    const std::vector<std::string>& names);  // RFC 7301, Section 3.1

struct KeyShareEntry {
    std::uint16_t group = 0;
    Octets key_exchange;
};
[[nodiscard]] Extension key_share(
    const std::vector<KeyShareEntry>& shares);  // RFC 8446, Section 4.2.8
// RFC 8446, Sections 4.2.9 and 4.2.11: one ticket, used with a fresh key share.
[[nodiscard]] Extension psk_with_dhe();
[[nodiscard]] Extension pre_shared_key(const Octets& ticket, std::uint32_t obfuscated_age,
                                       const Octets& binder);

// The one share of a server.
[[nodiscard]] std::optional<KeyShareEntry> share_in(const Extension& key_share);

// What a server selected: the version of supported_versions, the group of key_share.
[[nodiscard]] std::optional<std::uint16_t> first_number(const Extension& extension);

// Lines that tell what stands in an extension of a client (or server); none when there is no more
// to say than its octets.
[[nodiscard]] std::vector<std::uint16_t> numbers_in(const Extension& extension, bool from_client);
[[nodiscard]] std::string name_in(const Extension& server_name);

}  // namespace conformance::wire::tls
