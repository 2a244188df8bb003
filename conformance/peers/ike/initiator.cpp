#include "peers/ike/initiator.h"

#include <algorithm>

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr unsigned most_cookies = 3;
constexpr unsigned most_datagrams = 64;  // read for one request; a flood ends there
constexpr auto time_for_copies = std::chrono::milliseconds{25};

std::uint64_t nonzero_spi(Random& random)
{
    std::uint64_t spi = 1;
    for (const auto octet : random.octets(7)) {
        spi = spi << 8 | octet;
    }
    return spi;
}

Message first_request(std::uint64_t spi)
{
    Message message;
    message.initiator_spi = spi;
    return message;
}

// Of a request as sent; nothing of what is too short to have one.
std::optional<std::uint64_t> initiator_spi_of(View request, bool has_marker)
{
    if (has_marker) { request = request.subspan(std::min<std::size_t>(4, request.size())); }
    const auto dissection = dissect(request);
    return dissection.has_header ? std::optional{dissection.message.initiator_spi} : std::nullopt;
}

}  // namespace

Initiator::Initiator(Bench& bench, Port port)
    : bench_{bench},
      port_{port},
      link_{bench.network.open(Transport::udp,
                               {bench.target.address,
                                port == Port::ike ? bench.target.ports.ike : bench.target.ports.nat_t},
                               bench.patience.connect)},
      spi_{nonzero_spi(bench.random)},
      nonce_{bench.random.octets(32)}
{
}

std::unique_ptr<Link> Initiator::change_port()
{
    return std::exchange(link_, bench_.network.open(Transport::udp, link_->remote(), bench_.patience.connect));
}

Octets Initiator::public_value(std::uint16_t group)
{
    if (!crypto::supports_group(group)) {
        // A group we cannot compute in is only offered to see it refused: octets of the right length will do.
        const auto* known = catalog::find(bench_.registries.group, group);
        const std::size_t octets = known == nullptr || known->octets == 0 ? 64 : known->octets;
        return bench_.random.octets(octets);
    }
    auto& own = key_exchanges_[group];
    if (own == nullptr) { own = crypto::key_exchange(group, bench_.random); }
    return own->public_value();
}

std::size_t Initiator::public_octets(std::uint16_t group) { return crypto::public_octets(group); }

Message Initiator::ike_sa_init(SecurityAssociation offer, std::uint16_t ke_group)
{
    auto message = first_request(spi_);
    message.payloads.push_back(payload(std::move(offer)));
    message.payloads.push_back(payload(KeyExchange{ke_group, 0, public_value(ke_group)}));
    message.payloads.push_back(payload(Nonce{nonce_}));
    message.payloads.push_back(
        notify(NotifyType::nat_detection_source_ip, nat_detection_hash(spi_, 0, link_->local())));
    message.payloads.push_back(
        notify(NotifyType::nat_detection_destination_ip, nat_detection_hash(spi_, 0, link_->remote())));
    return message;
}

Message Initiator::ike_sa_init(const catalog::IkeRow& row) { return ike_sa_init(offer_of(row), row.group); }

Octets Initiator::with_marker(View message) const
{
    Octets octets;
    if (port_ == Port::nat_t) { octets.assign(4, 0); }
    append(octets, message);
    return octets;
}

Octets Initiator::last_message() const
{
    const Octets last = last_sent_.empty() ? Octets{} : last_sent_.front();
    const auto marker = static_cast<std::ptrdiff_t>(port_ == Port::nat_t ? std::min<std::size_t>(4, last.size()) : 0);
    return {last.begin() + marker, last.end()};
}

// A request of another IKE SA, such as a dead peer detection that is underway to somebody else. What has either the Response flag
// or our SPI is taken for the answer, for better or worse.
bool Initiator::is_stray(const Message& message) const
{
    const auto own = last_sent_.empty() ? std::nullopt : initiator_spi_of(last_sent_.front(), port_ == Port::nat_t);
    return (message.flags & flag_response) == 0 && own && message.initiator_spi != *own;
}

// Whether that was the last one missing: then the answer has the octets of the first. Whether they are authentic is seen later.
bool Initiator::keep_fragment(const Octets& message, Answer& answer)
{
    answer.fragments.push_back(message);
    std::map<std::uint16_t, const Octets*> kept;
    std::uint16_t total = 0;
    for (const auto& one : answer.fragments) {
        const auto dissection = dissect(one);
        const auto* fragment = dissection.message.body<EncryptedFragment>(PayloadType::encrypted_fragment);
        if (fragment == nullptr || fragment->number == 0 || fragment->number > fragment->total || fragment->total < total) { continue; }
        if (fragment->total > total) { kept.clear(); }
        total = fragment->total;
        kept.emplace(fragment->number, &one);
    }
    if (total == 0 || kept.size() != total) { return false; }
    answer.octets = *kept.begin()->second;
    return true;
}

// Takes a datagram as the answer, unless it is one this initiator heard before or cannot be an IKE message at all.
bool Initiator::read(const Received& received, Answer& answer)
{
    View octets{received.octets};
    const bool marked = octets.size() >= 4 && std::ranges::all_of(octets.first(4), [](auto o) { return o == 0; });
    if (port_ == Port::nat_t && marked) { octets = octets.subspan(4); }
    Octets message{octets.begin(), octets.end()};
    if (std::ranges::find(heard_, message) != heard_.end()) { return false; }
    if (std::ranges::find(last_sent_, received.octets) != last_sent_.end()) { return false; }  // an echo is no answer
    auto dissection = dissect(octets);
    if (!dissection.has_header) { return false; }
    const auto& header = dissection.message;
    if (awaited_exchange_ >= static_cast<std::uint8_t>(ExchangeType::ike_auth) &&
        awaited_exchange_ <= static_cast<std::uint8_t>(ExchangeType::informational) &&
        (header.exchange_type != awaited_exchange_ || header.initiator_spi != spi_)) {
        return false;
    }
    if (is_stray(header)) { return false; }
    if (header.find(PayloadType::encrypted_fragment) != nullptr) {
        if (!keep_fragment(message, answer)) { return false; }
        message = answer.octets;
        dissection = dissect(message);
    } else {
        answer.fragments.clear();  // of another answer than this one
    }
    answer.kind = Answer::Kind::message;
    answer.dissection = std::move(dissection);
    answer.with_marker = port_ == Port::nat_t && marked;
    answer.octets = std::move(message);
    answer.from = received.from;
    return true;
}

Answer Initiator::await(Answer answer, Duration patience)
{
    const auto deadline = bench_.network.now() + patience;
    for (unsigned i = 0; i < most_datagrams; ++i) {
        const auto left = deadline - bench_.network.now();
        if (left <= Duration::zero()) { break; }
        const auto received = link_->receive(left);
        if (received.kind == Received::Kind::silence) { break; }
        if (received.kind != Received::Kind::octets) {
            answer.kind = Answer::Kind::refused;
            break;
        }
        answer.frames.push_back(received.frame);
        if (read(received, answer)) { return answer; }
    }
    return answer;
}

Answer Initiator::send_raw(View octets, bool again_in_silence) { return send_all({{octets.begin(), octets.end()}}, again_in_silence); }

Answer Initiator::send_all(std::vector<Octets> datagrams, bool again_in_silence)
{
    last_sent_ = std::move(datagrams);
    Answer answer;
    const auto tries = again_in_silence ? bench_.patience.tries : std::vector{bench_.patience.quiet};
    for (const auto patience : tries) {
        for (const auto& one : last_sent_) {
            answer.frames.push_back(link_->send(one));
        }
        ++answer.requests;
        answer = await(std::move(answer), patience);
        if (answer.kind == Answer::Kind::message) { break; }
    }
    return answer;
}

void Initiator::send(const Message& request)
{
    remember(request);
    last_sent_ = {with_marker(encode(request))};
    last_frame_ = link_->send(last_sent_.front());
}

Answer Initiator::listen(Duration patience)
{
    Answer answer;
    answer.frames.push_back(last_frame_);
    answer.requests = 1;
    return await(std::move(answer), std::max(patience, Duration{time_for_copies}));
}

// Keys are derived from what was sent, altered or not.
void Initiator::remember(const Message& request)
{
    awaited_exchange_ = request.exchange_type;
    spi_ = request.initiator_spi;
    if (const auto* nonce = request.body<Nonce>(PayloadType::nonce)) { nonce_ = nonce->data; }
}

Answer Initiator::exchange_once(Message request)
{
    remember(request);
    return send_raw(with_marker(encode(request)), false);
}

Answer Initiator::exchange(Message request) { return exchange(std::move(request), true, nullptr); }

Answer Initiator::exchange_briefly(Message request, Touch touch) { return exchange(std::move(request), false, touch); }

Answer Initiator::exchange(Message request, bool again_in_silence, Touch touch)
{
    remember(request);
    Answer answer;
    std::vector<unsigned> frames;
    unsigned requests = 0;
    for (unsigned cookies = 0; cookies <= most_cookies; ++cookies) {
        auto sent = request;
        if (touch != nullptr) { touch(sent); }
        answer = send_raw(with_marker(encode(sent)), again_in_silence);
        frames.insert(frames.end(), answer.frames.begin(), answer.frames.end());
        requests += answer.requests;
        const auto* cookie = answer.accepted() ? nullptr : answer.message().notify(NotifyType::cookie);
        if (cookie == nullptr) { break; }
        heard_.push_back(answer.octets);
        if (!request.payloads.empty()) {
            const auto* first = std::get_if<Notify>(&request.payloads.front().body);
            if (first != nullptr && first->is(NotifyType::cookie)) { request.payloads.erase(request.payloads.begin()); }
        }
        request.payloads.insert(request.payloads.begin(), notify(NotifyType::cookie, cookie->data));
    }
    answer.frames = std::move(frames);
    answer.requests = requests;
    return answer;
}

std::vector<unsigned> Initiator::copies_of(const Answer& answer, Duration patience)
{
    std::vector<unsigned> frames;
    const auto deadline = bench_.network.now() + patience;
    for (unsigned i = 0; i < most_datagrams; ++i) {
        const auto left = deadline - bench_.network.now();
        const auto received = link_->receive(std::max(left, Duration{1}));
        if (received.kind != Received::Kind::octets) { break; }
        View octets{received.octets};
        if (answer.with_marker && octets.size() >= 4) { octets = octets.subspan(4); }
        if (std::ranges::equal(octets, answer.octets)) { frames.push_back(received.frame); }
    }
    return frames;
}

// A copy of the first answer that the path made is no answer to the repetition: it is awaited, and let go.
void Initiator::let_copies_go()
{
    for (unsigned i = 0; i < most_datagrams; ++i) {
        if (link_->receive(time_for_copies).kind != Received::Kind::octets) { break; }
    }
}

Answer Initiator::repeat()
{
    let_copies_go();
    return send_all(std::vector{last_sent_}, true);
}

}  // namespace conformance::peers::ike
