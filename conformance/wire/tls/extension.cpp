#include "wire/tls/extension.h"

#include <algorithm>

namespace conformance::wire::tls {

namespace {

Extension extension(ExtensionType type, Octets data = {})
{
    Extension result;
    result.type = static_cast<std::uint16_t>(type);
    result.data = std::move(data);
    return result;
}

template <class Length>
Extension list_of_numbers(ExtensionType type, const std::vector<std::uint16_t>& numbers)
{
    Writer out;
    counted(out, "list", numbers, Computed<Length>{});
    return extension(type, out.take());
}

}  // namespace

void Extensions::add(Extension one)
{
    present = true;
    list.push_back(std::move(one));
}

const Extension* Extensions::find(ExtensionType type) const
{
    const auto found =
        std::ranges::find_if(list, [&](const Extension& one) { return one.is(type); });
    return found == list.end() ? nullptr : &*found;
}

void write(Writer& out, const Extensions& extensions)
{
    if (!extensions.present) {
        return;
    }
    Writer block;
    for (const auto& one : extensions.list) {
        fields(block, one);
    }
    block.rest("undelimited", extensions.undelimited);
    counted(out, "extensions", block.take(), extensions.length);
}

void read(Reader& in, Extensions& extensions, std::vector<std::string>& complaints)
{
    if (!in.ok() || in.left() == 0) {
        return;
    }
    extensions.present = true;
    Octets block;
    counted(in, "extensions", block, extensions.length);
    Reader inner{block};
    while (inner.left() != 0) {
        const auto before = View{block}.last(inner.left());
        Extension one;
        fields(inner, one);
        if (!inner.ok()) {
            complaints.push_back("extensions: " + inner.complaint());
            extensions.undelimited.assign(before.begin(), before.end());
            return;
        }
        extensions.list.push_back(std::move(one));
    }
}

Extension server_name(std::string_view name)
{
    constexpr std::uint8_t host_name = 0;
    Writer entry;
    entry.u8("name_type", host_name);
    const auto octets = view(name);
    counted(entry, "HostName", Octets{octets.begin(), octets.end()}, Computed<std::uint16_t>{});
    Writer list;
    counted(list, "server_name_list", entry.take(), Computed<std::uint16_t>{});
    return extension(ExtensionType::server_name, list.take());
}

Extension supported_groups(const std::vector<std::uint16_t>& groups)
{
    return list_of_numbers<std::uint16_t>(ExtensionType::supported_groups, groups);
}

Extension uncompressed_points()
{
    return extension(ExtensionType::ec_point_formats, {1, 0});
}

Extension signature_algorithms(const std::vector<std::uint16_t>& schemes)
{
    return list_of_numbers<std::uint16_t>(ExtensionType::signature_algorithms, schemes);
}

Extension supported_versions(const std::vector<std::uint16_t>& versions)
{
    return list_of_numbers<std::uint8_t>(ExtensionType::supported_versions, versions);
}

Extension extended_master_secret()
{
    return extension(ExtensionType::extended_master_secret);
}

Extension empty_renegotiation_info()
{
    return extension(ExtensionType::renegotiation_info, {0});
}

Extension encrypt_then_mac()
{
    return extension(ExtensionType::encrypt_then_mac);
}

Extension session_ticket(Octets ticket)
{
    return extension(ExtensionType::session_ticket, std::move(ticket));
}

Extension application_protocols(const std::vector<std::string>& names)
{
    Writer list;
    for (const auto& name : names) {
        const auto octets = view(name);
        counted(list, "ProtocolName", Octets{octets.begin(), octets.end()},
                Computed<std::uint8_t>{});
    }
    Writer out;
    counted(out, "protocol_name_list", list.take(), Computed<std::uint16_t>{});
    return extension(ExtensionType::application_layer_protocol_negotiation, out.take());
}

Extension psk_with_dhe()
{
    return extension(ExtensionType::psk_key_exchange_modes, {1, 1});
}

Extension pre_shared_key(const Octets& ticket, std::uint32_t obfuscated_age, const Octets& binder)
{
    Writer identity;
    counted(identity, "identity", ticket, Computed<std::uint16_t>{});
    identity.u32("obfuscated_ticket_age", obfuscated_age);
    Writer one_binder;
    counted(one_binder, "PskBinderEntry", binder, Computed<std::uint8_t>{});
    Writer offer;
    counted(offer, "identities", identity.take(), Computed<std::uint16_t>{});
    counted(offer, "binders", one_binder.take(), Computed<std::uint16_t>{});
    return extension(ExtensionType::pre_shared_key, offer.take());
}

Extension key_share(const std::vector<KeyShareEntry>& shares)
{
    Writer entries;
    for (const auto& share : shares) {
        entries.u16("group", share.group);
        counted(entries, "key_exchange", share.key_exchange, Computed<std::uint16_t>{});
    }
    Writer list;
    counted(list, "client_shares", entries.take(), Computed<std::uint16_t>{});
    return extension(ExtensionType::key_share, list.take());
}

std::optional<KeyShareEntry> share_in(const Extension& key_share)
{
    KeyShareEntry share;
    Reader in{key_share.data};
    in.u16("group", share.group);
    counted(in, "key_exchange", share.key_exchange, Computed<std::uint16_t>{});
    return in.ok() ? std::optional{std::move(share)} : std::nullopt;
}

std::optional<std::uint16_t> first_number(const Extension& extension)
{
    Reader in{extension.data};
    std::uint16_t number = 0;
    in.u16("number", number);
    return in.ok() ? std::optional{number} : std::nullopt;
}

std::vector<std::uint16_t> numbers_in(const Extension& extension, bool from_client)
{
    Reader in{extension.data};
    std::vector<std::uint16_t> numbers;
    if (extension.is(ExtensionType::supported_groups) ||
        extension.is(ExtensionType::signature_algorithms)) {
        counted(in, "list", numbers, Computed<std::uint16_t>{});
    } else if (extension.is(ExtensionType::supported_versions) && from_client) {
        counted(in, "list", numbers, Computed<std::uint8_t>{});
    } else if (extension.is(ExtensionType::supported_versions) ||
               extension.is(ExtensionType::key_share)) {
        if (from_client) {
            Octets shares;
            counted(in, "client_shares", shares, Computed<std::uint16_t>{});
            Reader inner{shares};
            while (inner.left() != 0) {
                Octets share;
                std::uint16_t group = 0;
                inner.u16("group", group);
                counted(inner, "key_exchange", share, Computed<std::uint16_t>{});
                if (inner.ok()) {
                    numbers.push_back(group);
                }
            }
        } else if (const auto number = first_number(extension)) {
            numbers.push_back(*number);
        }
    }
    return numbers;
}

std::string name_in(const Extension& server_name)
{
    Reader in{server_name.data};
    Octets list, name;
    counted(in, "server_name_list", list, Computed<std::uint16_t>{});
    Reader inner{list};
    std::uint8_t type = 0;
    inner.u8("name_type", type);
    counted(inner, "HostName", name, Computed<std::uint16_t>{});
    return {name.begin(), name.end()};
}

}  // namespace conformance::wire::tls
