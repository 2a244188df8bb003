#include "evidence/transcript_file.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace conformance::evidence {

namespace {

using nlohmann::ordered_json;

constexpr std::array kinds{Event::Kind::opened, Event::Kind::sent,  Event::Kind::received,
                           Event::Kind::silence, Event::Kind::closed, Event::Kind::reset,
                           Event::Kind::refused, Event::Kind::hung_up, Event::Kind::paused};

ordered_json json_of(const Endpoint& endpoint) { return {endpoint.address, endpoint.port}; }

std::string outcome_word(Received::Kind outcome)
{
    switch (outcome) {
        case Received::Kind::octets: return "open";
        case Received::Kind::silence: return "silent";
        default: return "refused";
    }
}

ordered_json json_of(const Event& event)
{
    ordered_json line{{"at_us", event.at.count()}, {"link", event.link}, {"event", to_string(event.kind)}};
    switch (event.kind) {
        case Event::Kind::opened:
            line["transport"] = event.transport == Transport::udp ? "udp" : "tcp";
            line["local"] = json_of(event.local);
            line["remote"] = json_of(event.remote);
            line["outcome"] = outcome_word(event.outcome);
            break;
        case Event::Kind::received: line["from"] = json_of(event.from); [[fallthrough]];
        case Event::Kind::sent: line["octets"] = hex(event.octets); break;
        default: break;
    }
    return line;
}

Endpoint endpoint_of(const nlohmann::json& pair)
{
    return {pair.at(0).get<std::string>(), pair.at(1).get<std::uint16_t>()};
}

Event::Kind kind_of(const std::string& word)
{
    for (const auto kind : kinds) {
        if (to_string(kind) == word) { return kind; }
    }
    throw std::runtime_error{"no event is called '" + word + "'"};
}

Event event_of(const nlohmann::json& line)
{
    Event event;
    event.at = Instant{line.at("at_us").get<std::int64_t>()};
    event.link = line.at("link").get<unsigned>();
    event.kind = kind_of(line.at("event").get<std::string>());
    if (event.kind == Event::Kind::opened) {
        event.transport = line.at("transport") == "udp" ? Transport::udp : Transport::tcp;
        event.local = endpoint_of(line.at("local"));
        event.remote = endpoint_of(line.at("remote"));
        const auto outcome = line.at("outcome").get<std::string>();
        event.outcome = outcome == "open"     ? Received::Kind::octets
                        : outcome == "silent" ? Received::Kind::silence
                                              : Received::Kind::refused;
    }
    if (line.contains("from")) { event.from = endpoint_of(line.at("from")); }
    if (line.contains("octets")) {
        const auto octets = from_hex(line.at("octets").get<std::string>());
        if (!octets) { throw std::runtime_error{"'octets' is not hexadecimal"}; }
        event.octets = *octets;
    }
    return event;
}

}  // namespace

std::string transcript_text(const Transcript& transcript)
{
    std::string text;
    for (const auto& event : transcript.events()) {
        text += json_of(event).dump() + "\n";
    }
    return text;
}

Transcript read_transcript(const std::filesystem::path& path)
{
    std::ifstream in{path};
    if (!in) { throw std::runtime_error{path.string() + ": cannot be read; expected a transcript"}; }
    Transcript transcript;
    std::string line;
    for (unsigned number = 1; std::getline(in, line); ++number) {
        try {
            transcript.add(event_of(nlohmann::json::parse(line)));
        } catch (const std::exception& error) {
            throw std::runtime_error{path.string() + ":" + std::to_string(number) + ": " + error.what()};
        }
    }
    return transcript;
}

}  // namespace conformance::evidence
