// Any octets are records and handshake messages, or are said not to be; what was decoded encodes to
// what it was decoded from, and a stream says the same in whatever pieces it arrives.
#include <algorithm>
#include <cstdlib>

#include "wire/tls/authentication.h"
#include "wire/tls/narrate.h"
#include "wire/tls/session.h"

namespace {

using namespace conformance;
using namespace conformance::wire::tls;

template <class... Messages>
void later_messages(View body, const Dialect& dialect)
{
    const auto holds = [&](const auto& message) {
        if (message && !std::ranges::equal(encode(*message, dialect), body)) {
            std::abort();
        }
    };
    (holds(read<Messages>(body, dialect)), ...);
}

void read_later_messages(View body)
{
    for (const auto version : {ssl_3_0, tls_1_0, tls_1_2, tls_1_3}) {
        for (const auto exchange : {Exchange::rsa, Exchange::dhe, Exchange::ecdhe}) {
            later_messages<ServerParameters, ClientKeyExchange, CertificateRequest,
                           CertificateVerify, RequestWithExtensions, CertificateEntries,
                           NewSessionTicket, EncryptedExtensions, KeyUpdate>(
                body, {version, exchange, true});
        }
    }
}

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

Octets copied(View octets)
{
    return {octets.begin(), octets.end()};
}

void read_records(View octets)
{
    auto rest = octets;
    Octets again;
    while (beginning(rest) == Beginning::record) {
        append(again, encode(take_record(rest)));
    }
    append(again, rest);
    demand(again == copied(octets));
}

void read_extensions(const Extensions& extensions)
{
    for (const auto& one : extensions.list) {
        (void)numbers_in(one, true);
        (void)numbers_in(one, false);
        (void)name_in(one);
        (void)first_number(one);
    }
}

void read_message(std::uint8_t type, View body, const catalog::Registries& registries)
{
    std::vector<std::string> complaints;
    const auto message = decode_handshake(type, body, complaints);
    const auto encoded = encode(message);
    demand(copied(View{encoded}.subspan(handshake_header_octets)) == copied(body));
    if (const auto* hello = std::get_if<ClientHello>(&message.body)) {
        read_extensions(hello->extensions);
    }
    if (const auto* hello = std::get_if<ServerHello>(&message.body)) {
        read_extensions(hello->extensions);
    }

    Narration narration{registries};
    for (const auto& record : records(ContentType::handshake, tls_1_2, encoded)) {
        (void)narration.tell(encode(record));
    }
}

std::vector<Piece> pieces_of(std::initializer_list<View> segments)
{
    Assembler assembler;
    std::vector<Piece> pieces;
    for (const auto segment : segments) {
        assembler.feed(segment);
        while (auto piece = assembler.next()) {
            pieces.push_back(std::move(*piece));
        }
    }
    return pieces;
}

bool same(const Piece& one, const Piece& other)
{
    return one.content == other.content && one.complaints == other.complaints;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const catalog::Registries registries;
    const View octets{data, size};
    read_records(octets);
    if (size != 0) {
        read_message(data[0], octets.subspan(1), registries);
    }
    demand(std::ranges::equal(pieces_of({octets}),
                              pieces_of({octets.first(size / 2), octets.subspan(size / 2)}), same));

    read_later_messages(octets);

    Narration halves{registries};
    (void)halves.tell(octets.first(size / 2));
    (void)halves.tell(octets.subspan(size / 2));
    return 0;
}
