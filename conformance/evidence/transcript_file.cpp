#include "evidence/transcript_file.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

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

// A whole number that fits; the library would cut others to size.
template <class T>
T number_of(const nlohmann::json& value)
{
    if (value.is_number_unsigned() && std::in_range<T>(value.get<std::uint64_t>())) { return value.get<T>(); }
    throw std::runtime_error{value.dump() + " is no whole number that can stand here"};
}

Endpoint endpoint_of(const nlohmann::json& pair)
{
    return {pair.at(0).get<std::string>(), number_of<std::uint16_t>(pair.at(1))};
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
    event.at = Instant{number_of<std::int64_t>(line.at("at_us"))};
    event.link = number_of<unsigned>(line.at("link"));
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
    if (event.kind == Event::Kind::received) { event.from = endpoint_of(line.at("from")); }
    if (event.kind == Event::Kind::received || event.kind == Event::Kind::sent) {
        const auto octets = from_hex(line.at("octets").get<std::string>());
        if (!octets) { throw std::runtime_error{"'octets' is not hexadecimal"}; }
        event.octets = *octets;
    }
    return event;
}

// Links are numbered as they open, and nothing happens on one that is not open yet; no run lasts longer than a year.
void check(const Event& event, unsigned& links)
{
    if (event.at > std::chrono::years{1}) { throw std::runtime_error{"'at_us' is no time of a run"}; }
    const bool opens = event.kind == Event::Kind::opened;
    if (opens && event.link == links) {
        ++links;
    } else if (event.kind != Event::Kind::paused && (opens || event.link >= links)) {
        throw std::runtime_error{"link " + std::to_string(event.link) + " is not the next to open, nor open"};
    }
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
    return read_transcript(in, path.string());
}

Transcript read_transcript(std::istream& in, const std::string& name)
{
    Transcript transcript;
    unsigned links = 0;
    std::string line;
    for (unsigned number = 1; std::getline(in, line); ++number) {
        try {
            auto event = event_of(nlohmann::json::parse(line));
            check(event, links);
            transcript.add(std::move(event));
        } catch (const std::exception& error) {
            throw std::runtime_error{name + ":" + std::to_string(number) + ": " + error.what()};
        }
    }
    return transcript;
}

}  // namespace conformance::evidence
