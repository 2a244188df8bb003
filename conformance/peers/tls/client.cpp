#include "peers/tls/client.h"

#include <algorithm>
#include <numeric>

#include "crypto/key_exchange.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;

constexpr std::size_t most_octets = 262'144;
constexpr unsigned most_segments = 4'096;

// X25519 and the NIST curves first, then what an ECDHE suite of another taste may want.
const std::vector<std::uint16_t> curves{29, 23, 24, 25, 30, 26, 27, 28, 22, 21, 19};
const std::vector<std::uint16_t> finite_fields{256, 257, 258, 259, 260};  // RFC 7919
// Of TLS 1.3: curves, and the finite field groups of RFC 7919.
const std::vector<std::uint16_t> groups_1_3{29, 23, 24, 25, 30, 256, 257, 258, 259, 260};
const std::vector<std::uint16_t> signature_schemes{0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501,
                                                   0x0603, 0x0806, 0x0601, 0x0807, 0x0808, 0x0809,
                                                   0x080a, 0x080b, 0x0402, 0x0203, 0x0201, 0x0202};

// Transform numbers of IKEv2, by which the key exchanges are known.
constexpr std::uint16_t ike_ecp256 = 19;
constexpr std::uint16_t ike_curve25519 = 31;
constexpr std::uint8_t uncompressed_point = 4;

// Reads one server's first flight.
class Reading {
public:
    Answer answer;

    // Whether to read on.
    [[nodiscard]] bool take(const Received& received)
    {
        switch (received.kind) {
            case Received::Kind::octets:
                return take_octets(received);
            case Received::Kind::closed:
                answer.end = Answer::End::closed;
                break;
            case Received::Kind::reset:
            case Received::Kind::refused:
                answer.end = Answer::End::reset;
                break;
            case Received::Kind::silence:
                answer.end = Answer::End::silence;
                break;
        }
        if (received.frame != 0) {
            answer.frames.push_back(received.frame);
        }
        return false;
    }

private:
    [[nodiscard]] bool take_octets(const Received& received)
    {
        answer.octets += received.octets.size();
        answer.frames.push_back(received.frame);
        assembler_.feed(received.octets);
        while (auto piece = assembler_.next()) {
            std::ranges::move(piece->complaints, std::back_inserter(answer.complaints));
            if (std::visit([&](const auto& content) { return ends_with(content); },
                           piece->content)) {
                return false;
            }
        }
        if (assembler_.is_derailed()) {
            answer.end = Answer::End::not_tls;
            return false;
        }
        return true;
    }

    bool ends_with(const Alert& alert)
    {
        const bool is_remark =
            alert.level == alert_warning &&
            alert.description != static_cast<std::uint8_t>(AlertDescription::close_notify);
        if (is_remark) {
            return false;
        }
        answer.alert = alert;
        answer.end = Answer::End::alert;
        return true;
    }
    bool ends_with(const ChangeCipherSpec&) { return false; }
    bool ends_with(const Unreadable&) { return false; }
    bool ends_with(const Handshake& message)
    {
        const auto* hello = std::get_if<ServerHello>(&message.body);
        if (hello != nullptr && !answer.has_hello) {
            answer.has_hello = true;
            answer.hello = *hello;
            return ends_when(hello->selected_version() >= tls_1_3);
        }
        if (const auto* body = std::get_if<Certificate>(&message.body)) {
            answer.certificates = body->certificates;
        }
        if (const auto* body = std::get_if<ServerKeyExchange>(&message.body)) {
            answer.curve = body->named_curve();
        }
        return ends_when(answer.has_hello && std::holds_alternative<ServerHelloDone>(message.body));
    }
    bool ends_when(bool over)
    {
        if (over) {
            answer.end = Answer::End::complete;
        }
        return over;
    }

    Assembler assembler_;
};

bool is_flood(const Answer& answer, unsigned segments)
{
    return answer.octets >= most_octets || segments >= most_segments;
}

}  // namespace

Duration whole_patience(const Patience& patience)
{
    return std::accumulate(patience.tries.begin(), patience.tries.end(), Duration{});
}

std::string name_of(const Target& target)
{
    if (!target.server_name.empty()) {
        return target.server_name;
    }
    return target.host == target.address ? std::string{} : target.host;
}

ClientHello listing(Groups groups, ClientHello hello)
{
    if (groups == Groups::curves) {
        return hello;
    }
    for (auto& extension : hello.extensions.list) {
        if (extension.is(ExtensionType::supported_groups)) {
            auto all = curves;
            all.insert(all.end(), finite_fields.begin(), finite_fields.end());
            extension = supported_groups(all);
        }
    }
    return hello;
}

Octets octets_of(const ClientHello& hello, std::uint16_t record_version)
{
    Octets octets;
    for (const auto& record :
         records(ContentType::handshake, record_version, encode(handshake(hello)))) {
        append(octets, encode(record));
    }
    return octets;
}

ClientHello Client::hello(std::uint16_t version, Suites suites)
{
    return hello(version, std::move(suites), version >= tls_1_3 ? shares() : Extension{});
}

ClientHello Client::hello(std::uint16_t version, Suites suites, const Extension& shares)
{
    ClientHello hello;
    hello.version = std::min(version, tls_1_2);
    hello.random = bench_.random.octets(32);
    hello.suites = std::move(suites);
    if (version == ssl_3_0) {
        hello.suites.push_back(empty_renegotiation_info_scsv);
        return hello;
    }
    // A session id makes the handshake of TLS 1.3 look like one of 1.2 to what lies between (RFC
    // 8446, Appendix D.4).
    if (version >= tls_1_3) {
        hello.session_id = bench_.random.octets(32);
    }
    add_extensions(hello, version, shares);
    return hello;
}

void Client::add_extensions(ClientHello& hello, std::uint16_t version, const Extension& shares)
{
    auto& extensions = hello.extensions;
    if (const auto name = name_of(bench_.target); !name.empty()) {
        extensions.add(server_name(name));
    }
    extensions.add(supported_groups(version >= tls_1_3 ? groups_1_3 : curves));
    if (version >= tls_1_2) {
        extensions.add(signature_algorithms(signature_schemes));
    }
    if (version >= tls_1_3) {
        extensions.add(supported_versions({version}));
        extensions.add(shares);
        return;
    }
    extensions.add(uncompressed_points());
    extensions.add(extended_master_secret());
    extensions.add(empty_renegotiation_info());
}

Extension Client::shares()
{
    const auto first = crypto::key_exchange(ike_curve25519, bench_.random)->public_value();
    Octets second{uncompressed_point};
    append(second, crypto::key_exchange(ike_ecp256, bench_.random)->public_value());
    return key_share({{x25519, first}, {secp256r1, second}});
}

Answer Client::ask(const ClientHello& hello)
{
    // The lowest record version that goes with the hello: RFC 5246, Appendix E.1.
    return ask_octets(octets_of(hello, std::min(hello.version, tls_1_0)),
                      whole_patience(bench_.patience));
}

Answer Client::ask_octets(View octets, Duration patience)
{
    Reading reading;
    auto& answer = reading.answer;
    const auto link = bench_.network.open(
        Transport::tcp, {bench_.target.address, bench_.target.ports.tls}, bench_.patience.connect);
    if (link->opened() != Received::Kind::octets) {
        answer.end = Answer::End::no_connection;
        answer.connection_refused = link->opened() != Received::Kind::silence;
        return std::move(answer);
    }
    answer.frames.push_back(link->send(octets));

    // Time is that of the recorded events alone, so that a replay stops reading where the run did.
    auto received = link->receive(patience);
    const auto began = received.at;
    unsigned segments = 1;
    while (reading.take(received)) {
        if (is_flood(answer, segments++)) {
            answer.end = Answer::End::flood;
            break;
        }
        const auto spent = received.at - began;
        if (spent >= patience) {
            answer.end = Answer::End::silence;
            break;
        }
        received = link->receive(patience - spent);
    }
    return std::move(answer);
}

}  // namespace conformance::peers::tls
