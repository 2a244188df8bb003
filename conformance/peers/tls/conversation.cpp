#include "peers/tls/conversation.h"

#include "peers/tls/client.h"

namespace conformance::peers::tls {

namespace {

constexpr unsigned most_segments = 256;
constexpr std::size_t most_heard = 65'536;  // longer than any answer that is waited for

}  // namespace

Conversation::Conversation(Bench& bench)
    : Conversation{
          bench.network.open(Transport::tcp, {bench.target.address, bench.target.ports.tls},
                             bench.patience.connect),
          bench.patience}
{
}

Conversation::Conversation(std::unique_ptr<Link> link, const Patience& patience)
    : whole_{whole_patience(patience)}, link_{std::move(link)}
{
}

void Conversation::send(View octets)
{
    first_.reset();
    note(link_->send(octets));
}

// Time is that of the recorded events alone, so that a replay stops reading where the run did.
std::optional<Octets> Conversation::next()
{
    const auto spent = first_ ? last_ - *first_ : Duration{};
    if (spent >= whole_ || segments_++ >= most_segments || heard_ >= most_heard) {
        return std::nullopt;
    }
    auto received = link_->receive(whole_ - spent);
    if (!first_) {
        first_ = received.at;
    }
    last_ = received.at;
    note(received.frame);
    ending_ = received.kind;
    if (received.kind != Received::Kind::octets) {
        return std::nullopt;
    }
    heard_ += received.octets.size();
    return std::move(received.octets);
}

bool Conversation::hung_up() const
{
    return ending_ != Received::Kind::octets && ending_ != Received::Kind::silence;
}

std::string Conversation::ending() const
{
    switch (ending_) {
        case Received::Kind::closed:
            return "closes the connection";
        case Received::Kind::reset:
        case Received::Kind::refused:
            return "resets the connection";
        default:
            return "stays silent";
    }
}

void Conversation::note(unsigned frame)
{
    if (frame != 0) {
        frames_.push_back(frame);
    }
}

}  // namespace conformance::peers::tls
