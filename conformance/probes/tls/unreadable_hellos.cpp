#include "probes/tls/unreadable_hellos.h"

#include <array>

#include "wire/tls/numbers.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

void lengthen(wire::Computed<std::uint16_t>& length, std::size_t octets)
{
    length.forge(static_cast<std::uint16_t>(octets));
}

void spoil(ClientHello& hello, ExtensionType type, const Octets& data)
{
    for (auto& one : hello.extensions.list) {
        if (one.is(type)) {
            one.data = data;
        }
    }
}

// Each has no reading, whatever the lengths around it promise.
const std::array mutations{
    Mutation{"session_id longer than it may be",
             [](ClientHello& hello) { hello.session_id_length.forge(200); }},
    Mutation{
        "an odd length of cipher_suites",
        [](ClientHello& hello) { lengthen(hello.suites_length, hello.suites.size() * 2 - 1); }},
    Mutation{"cipher_suites longer than the message",
             [](ClientHello& hello) { lengthen(hello.suites_length, 0xfffe); }},
    Mutation{"no cipher suite at all", [](ClientHello& hello) { hello.suites.clear(); }},
    Mutation{"compression_methods longer than the message",
             [](ClientHello& hello) { hello.compression_methods_length.forge(255); }},
    Mutation{"extensions longer than the message",
             [](ClientHello& hello) { lengthen(hello.extensions.length, 0xffff); }},
    Mutation{"the last extension longer than the block",
             [](ClientHello& hello) { lengthen(hello.extensions.list.back().length, 0x0100); }},
    Mutation{"an odd list of supported_groups",
             [](ClientHello& hello) {
                 spoil(hello, ExtensionType::supported_groups, {0, 3, 0, 23, 0});
             },
             true},
    Mutation{"supported_groups longer than its extension",
             [](ClientHello& hello) {
                 spoil(hello, ExtensionType::supported_groups, {0, 200, 0, 23});
             },
             true},
};

}  // namespace

std::span<const Mutation> unreadable_hellos()
{
    return mutations;
}

}  // namespace conformance::probes::tls
