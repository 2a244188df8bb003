#include "peers/tls/classify.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "peers/tls/client.h"
#include "peers/tls/conversation.h"
#include "peers/tls/drive.h"
#include "peers/tls/hard_reset.h"
#include "wire/tls/record.h"

namespace conformance::peers::tls {

namespace {

using Kind = Classification::Kind;

// The request that opens SSTP: [MS-SSTP], Section 4.1. The content length is the largest 64-bit
// number, for the stream that follows.
std::string sstp_request(Bench& bench)
{
    const auto name = name_of(bench.target);
    const auto id = hex(bench.random.octets(16));
    return "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n"
           "Content-Length: 18446744073709551615\r\n"
           "Host: " +
           (name.empty() ? bench.target.address : name) +
           "\r\n"
           "SSTPCORRELATIONID: {" +
           id.substr(0, 8) + "-" + id.substr(8, 4) + "-" + id.substr(12, 4) + "-" +
           id.substr(16, 4) + "-" + id.substr(20) + "}\r\n\r\n";
}

constexpr auto length_of_a_stream = "18446744073709551615";
constexpr std::size_t longest_head = 4'096;

// The lines of an HTTP head, as text that may be shown.
std::vector<std::string> lines_of(const Octets& head)
{
    std::vector<std::string> lines{""};
    for (const auto octet : head) {
        if (octet == '\n') {
            lines.emplace_back();
        } else if (octet != '\r') {
            lines.back() += octet >= 0x20 && octet < 0x7f ? static_cast<char>(octet) : '.';
        }
    }
    return lines;
}

// The value of a header, whose name is written in small letters; empty without one.
std::string value_of(const std::vector<std::string>& lines, const std::string& name)
{
    for (const auto& line : lines) {
        const auto colon = line.find(':');
        const bool is_it =
            std::ranges::equal(line.substr(0, colon), name, [](char one, char other) {
                return (one >= 'A' && one <= 'Z' ? one - 'A' + 'a' : one) == other;
            });
        if (colon == std::string::npos || !is_it) {
            continue;
        }
        const auto begin = line.find_first_not_of(' ', colon + 1);
        return begin == std::string::npos
                   ? ""
                   : line.substr(begin, line.find_last_not_of(' ') - begin + 1);
    }
    return "";
}

bool is_http_200(const std::string& line)
{
    return line == "HTTP/1.1 200" || line.starts_with("HTTP/1.1 200 ");
}

struct TlsTrial {
    bool connected = false, refused = false;
    bool spoke_tls = false, established = false;
    std::vector<std::string> head{""};  // the answer to the SSTP request
    std::string ending;
    bool hung_up = false;
    std::size_t heard = 0;
    std::vector<unsigned> frames;
};

void ask_for_sstp(Bench& bench, Engine& engine, TlsTrial& trial)
{
    using Came = Incoming::Kind;
    constexpr std::string_view empty_line = "\r\n\r\n";
    engine.send_application_data(view(sstp_request(bench)));
    Octets plaintext;
    while (plaintext.size() < longest_head && std::ranges::search(plaintext, empty_line).empty()) {
        const auto incoming = engine.records.next();
        if (incoming.kind != Came::application_data && incoming.kind != Came::handshake) {
            break;
        }
        if (incoming.kind == Came::application_data) {
            append(plaintext, incoming.octets);
        }
    }
    plaintext.resize(std::min(plaintext.size(), longest_head));
    trial.head = lines_of(plaintext);
}

TlsTrial try_tls(Bench& bench)
{
    TlsTrial trial;
    Engine engine{bench};
    const auto& conversation = engine.records.conversation();
    trial.connected = conversation.is_open();
    trial.refused = conversation.was_refused();
    if (!trial.connected) {
        trial.frames = trial.refused ? std::vector<unsigned>{1, 2} : std::vector<unsigned>{1};
        return trial;
    }
    const auto suites = usual_suites_at(wire::tls::tls_1_2, bench.registries);
    const auto answer = drive(engine, engine.client_hello(wire::tls::tls_1_2, suites));
    trial.spoke_tls = answer.is_tls();
    trial.established = answer.drive == Answer::Drive::complete;
    if (trial.established) {
        ask_for_sstp(bench, engine, trial);
    }
    trial.ending =
        answer.drive_text.empty() || trial.established ? conversation.ending() : answer.drive_text;
    trial.hung_up = conversation.hung_up();
    trial.heard = conversation.heard();
    trial.frames = conversation.frames();
    return trial;
}

struct OpenVpnTrial {
    bool answered = false;
    std::string ending;
    bool hung_up = false;
    std::size_t heard = 0;
    std::vector<unsigned> frames;
};

OpenVpnTrial try_openvpn(Bench& bench)
{
    OpenVpnTrial trial;
    Conversation conversation{bench};
    trial.ending = "takes no second connection";
    if (!conversation.is_open()) {
        return trial;
    }
    conversation.send(with_length(openvpn_hard_reset(bench.random)));
    Octets stream;
    std::optional<bool> verdict;
    while (!verdict) {
        const auto octets = conversation.next();
        if (!octets) {
            break;
        }
        append(stream, *octets);
        verdict = begins_with_server_reset(stream);
    }
    trial.answered = verdict.value_or(false);
    trial.ending = conversation.ending();
    trial.hung_up = conversation.hung_up();
    trial.heard = conversation.heard();
    trial.frames = conversation.frames();
    return trial;
}

// A web server says 200 to many things. What opens a stream has the length of a stream.
Classification behind_a_handshake(const TlsTrial& trial)
{
    const auto begins = trial.head.front().substr(0, 80);
    const auto length = value_of(trial.head, "content-length");
    if (is_http_200(begins) && length == length_of_a_stream) {
        return {Kind::sstp,
                "the TLS handshake completes and SSTP_DUPLEX_POST is answered with " + begins,
                trial.frames};
    }
    std::string answer =
        begins.empty() ? "nothing: the server " + trial.ending : "'" + begins + "'";
    if (is_http_200(begins)) {
        answer += length.empty() ? " without a Content-Length"
                                 : " and a Content-Length of '" + length.substr(0, 80) + "'";
        answer += ", not with the " + std::string{length_of_a_stream} + " that opens a stream";
    }
    return {Kind::tls,
            "the TLS handshake completes, but SSTP_DUPLEX_POST is answered with " + answer,
            trial.frames};
}

}  // namespace

std::string to_string(Kind kind)
{
    switch (kind) {
        case Kind::sstp:
            return "sstp";
        case Kind::openvpn:
            return "openvpn";
        case Kind::tls:
            return "tls";
        case Kind::closed:
            return "closed";
        case Kind::unknown:
            return "unknown";
    }
    return "unknown";
}

Classification classify_tls_port(Bench& bench)
{
    const auto tls = try_tls(bench);
    if (!tls.connected) {
        return {
            Kind::closed,
            tls.refused ? "the TCP connection was refused" : "the TCP connection was not answered",
            tls.frames};
    }
    if (tls.established) {
        return behind_a_handshake(tls);
    }
    if (tls.spoke_tls) {
        return {Kind::tls, "a TLS server answers, but the handshake ends: " + tls.ending,
                tls.frames};
    }
    const auto openvpn = try_openvpn(bench);
    if (openvpn.answered) {
        return {Kind::openvpn, "an OpenVPN hard reset is answered by a hard reset of the server",
                openvpn.frames};
    }
    auto frames = tls.frames;
    frames.insert(frames.end(), openvpn.frames.begin(), openvpn.frames.end());
    if (tls.heard == 0 && openvpn.heard == 0) {
        const bool hangs_up = tls.hung_up && openvpn.hung_up;
        return {Kind::unknown,
                "without an octet of answer the server " + tls.ending +
                    " after a TLS ClientHello and " + openvpn.ending +
                    " after an OpenVPN hard reset" +
                    (hangs_up ? ", as OpenVPN with tls-auth does" : ""),
                frames};
    }
    return {Kind::unknown,
            "neither TLS nor OpenVPN: " + std::to_string(tls.heard + openvpn.heard) +
                " octets of something else",
            frames};
}

}  // namespace conformance::peers::tls
