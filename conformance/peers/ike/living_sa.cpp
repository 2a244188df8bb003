#include "peers/ike/living_sa.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t most_fragments = 64;

}  // namespace

Message LivingSa::header(ExchangeType type, std::uint32_t id) const
{
    Message message;
    message.initiator_spi = spis_.initiator;
    message.responder_spi = spis_.responder;
    message.exchange_type = static_cast<std::uint8_t>(type);
    message.flags = began_ ? flag_initiator : std::uint8_t{0};
    message.message_id = id;
    return message;
}

std::optional<std::vector<Payload>> LivingSa::gather(View octets, const Message& header)
{
    if (!open_part(octets, keys_, !began_)) {
        return std::nullopt;
    }
    if (fragments_of_ != header.message_id || fragments_.size() == most_fragments) {
        fragments_.clear();
    }
    fragments_of_ = header.message_id;
    fragments_.emplace_back(octets.begin(), octets.end());
    std::vector<std::string> complaints;
    auto inside = open_fragments(fragments_, keys_, !began_, complaints);
    if (inside) {
        fragments_.clear();
    }
    return inside;
}

std::optional<LivingSa::Arrival> LivingSa::open(View octets)
{
    const auto dissection = dissect(octets);
    const auto& header = dissection.message;
    const bool is_ours =
        dissection.has_header && spis_ == Spis{header.initiator_spi, header.responder_spi};
    if (!is_ours || ((header.flags & flag_initiator) != 0) == began_) {
        return std::nullopt;
    }
    std::vector<std::string> complaints;
    auto inside = header.find(PayloadType::encrypted_fragment) != nullptr
                      ? gather(octets, header)
                      : ike::open(octets, keys_, !began_, complaints);
    if (!inside) {
        return std::nullopt;
    }
    return Arrival{header, std::move(*inside)};
}

bool LivingSa::is_next(const Arrival& request, std::optional<Octets>& again) const
{
    if (request.header.message_id + 1 == their_next_id_) {
        again = last_response_;
    }
    return request.header.message_id == their_next_id_;
}

Octets LivingSa::response(const Arrival& request, std::vector<Payload> payloads, Random& random)
{
    auto message =
        header(static_cast<ExchangeType>(request.header.exchange_type), request.header.message_id);
    message.flags |= flag_response;
    message.payloads = std::move(payloads);
    their_next_id_ = request.header.message_id + 1;
    last_response_ = seal(message, keys_, began_, random);
    return *last_response_;
}

Octets LivingSa::request(std::vector<Payload> payloads, Random& random)
{
    auto message = header(ExchangeType::informational, next_id_);
    message.payloads = std::move(payloads);
    underway_ = seal(message, keys_, began_, random);
    return *underway_;
}

bool LivingSa::ends(const Arrival& response)
{
    if (!underway_ || response.header.message_id != next_id_) {
        return false;
    }
    ++next_id_;
    underway_.reset();
    return true;
}

}  // namespace conformance::peers::ike
