#include "mutants/lying_tls_hello.h"

#include <algorithm>

namespace gateway::mutants {
namespace {

constexpr std::uint16_t empty_renegotiation_info_scsv = 0x00ff;

std::vector<std::uint16_t> numbers(View octets)
{
    std::vector<std::uint16_t> read;
    Cursor cursor{octets};
    while (cursor.remaining() >= 2)
        read.push_back(cursor.u16());
    return read;
}

bool contains(const std::vector<std::uint16_t>& values, std::uint16_t wanted)
{
    return std::ranges::find(values, wanted) != values.end();
}

bool parse_extensions(View octets, std::vector<Extension>& extensions)
{
    Cursor cursor{octets};
    while (cursor.remaining() != 0) {
        const std::uint16_t type = cursor.u16();
        const View data = cursor.take(cursor.u16());
        if (!cursor.ok()) return false;
        extensions.push_back({type, copy_of(data)});
    }
    return true;
}

}  // namespace

const Extension* ClientHello::find(std::uint16_t type) const
{
    const auto found = std::ranges::find(extensions, type, &Extension::type);
    return found == extensions.end() ? nullptr : &*found;
}

bool ClientHello::offers_suite(std::uint16_t suite) const
{
    return contains(suites, suite);
}

bool ClientHello::offers_any(const std::vector<std::uint16_t>& wanted) const
{
    return std::ranges::any_of(wanted, [this](std::uint16_t suite) { return offers_suite(suite); });
}

std::vector<std::uint16_t> ClientHello::versions() const
{
    const Extension* listed = find(extension::supported_versions);
    if (listed == nullptr || listed->data.empty()) return {version};
    return numbers(View{listed->data}.subspan(1));
}

std::uint16_t ClientHello::highest_version() const
{
    std::uint16_t highest = 0;
    for (const std::uint16_t offered : versions()) {
        if (offered >= ssl_3_0 && offered <= tls_1_3) highest = std::max(highest, offered);
    }
    return highest;
}

std::vector<std::uint16_t> ClientHello::numbers_in(std::uint16_t type) const
{
    const Extension* listed = find(type);
    if (listed == nullptr) return {};
    Cursor cursor{listed->data};
    const View list = cursor.take(cursor.u16());
    return cursor.at_end() && list.size() % 2 == 0 ? numbers(list) : std::vector<std::uint16_t>{};
}

std::string ClientHello::server_name() const
{
    const Extension* listed = find(extension::server_name);
    if (listed == nullptr) return {};
    Cursor cursor{listed->data};
    cursor.skip(3);
    const View name = cursor.take(cursor.u16());
    return {name.begin(), name.end()};
}

bool ClientHello::asks_for_secure_renegotiation() const
{
    return find(extension::renegotiation_info) != nullptr ||
           offers_suite(empty_renegotiation_info_scsv);
}

std::optional<ClientHello> parse_client_hello(View body)
{
    ClientHello hello;
    Cursor cursor{body};
    hello.version = cursor.u16();
    hello.random = copy_of(cursor.take(32));
    hello.session_id = copy_of(cursor.take(cursor.u8()));
    const View suites = cursor.take(cursor.u16());
    hello.suites = numbers(suites);
    hello.compressions = copy_of(cursor.take(cursor.u8()));
    if (!cursor.ok() || suites.size() % 2 != 0) return std::nullopt;
    if (cursor.at_end()) return hello;  // without extensions, as before RFC 3546
    const View extensions = cursor.take(cursor.u16());
    if (!cursor.at_end() || !parse_extensions(extensions, hello.extensions)) return std::nullopt;
    return hello;
}

std::optional<Extension> selection_of_http(const ClientHello& hello)
{
    const Octets http{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    const Extension* listed = hello.find(extension::alpn);
    if (listed == nullptr || std::ranges::search(listed->data, http).empty()) return std::nullopt;
    return Extension{extension::alpn, joined({Octets{0, 9}, http})};
}

}  // namespace gateway::mutants
