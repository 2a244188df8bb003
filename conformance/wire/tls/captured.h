// For tests: a conversation of pcaps/, as the two streams of octets and the messages in them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "catalog/toml_file.h"
#include "wire/tls/assembler.h"

namespace conformance::wire::tls::captured {

inline std::filesystem::path folder(const std::string& conversation)
{
    return std::filesystem::path{SALLYPORT_SOURCE} / "pcaps" / conversation;
}

inline Octets octets_of(catalog::TomlTable table, std::string_view key)
{
    return from_hex(table.string(key)).value_or(Octets{});
}

inline std::vector<Piece> pieces_of(View stream)
{
    Assembler assembler;
    assembler.feed(stream);
    std::vector<Piece> pieces;
    while (auto piece = assembler.next()) {
        pieces.push_back(std::move(*piece));
    }
    EXPECT_TRUE(assembler.rest().empty());
    return pieces;
}

inline std::vector<Handshake> messages_of(View stream)
{
    std::vector<Handshake> messages;
    for (const auto& piece : pieces_of(stream)) {
        EXPECT_TRUE(piece.complaints.empty()) << piece.complaints.front();
        if (const auto* message = std::get_if<Handshake>(&piece.content)) {
            messages.push_back(*message);
        }
    }
    return messages;
}

struct Streams {
    Octets client, server;
};

inline Streams streams(const std::string& conversation)
{
    const catalog::TomlFile file{folder(conversation) / "expect.toml"};
    auto root = file.root();
    return {octets_of(root.table("client_stream"), "octets"),
            octets_of(root.table("server_stream"), "octets")};
}

}  // namespace conformance::wire::tls::captured
