// What the initiator takes for the answer to its request.

#include "peers/ike/initiator.h"

#include <gtest/gtest.h>

#include <deque>

#include "crypto/seeded_random.h"

namespace conformance::peers::ike {
namespace {

using wire::ike::Message;

// Answers each datagram with what `answers` makes of the request.
class Wire : public Network {
public:
    std::function<std::vector<Message>(const Message& request)> answers;
    Instant clock{};

    std::unique_ptr<Link> open(Transport, const Endpoint& remote, Duration) override
    {
        return std::make_unique<End>(*this, remote);
    }
    void pause(Duration duration) override { clock += duration; }
    [[nodiscard]] Instant now() const override { return clock; }

private:
    class End : public Link {
    public:
        End(Wire& wire, Endpoint remote) : wire_{wire}, remote_{std::move(remote)} {}
        [[nodiscard]] Received::Kind opened() const override { return Received::Kind::octets; }
        unsigned send(View octets) override
        {
            for (const auto& answer : wire_.answers(wire::ike::dissect(octets).message)) {
                waiting_.push_back(wire::ike::encode(answer));
            }
            return ++frame_;
        }
        [[nodiscard]] Received receive(Duration patience) override
        {
            if (waiting_.empty()) {
                wire_.clock += patience;
                return {};
            }
            auto octets = std::move(waiting_.front());
            waiting_.pop_front();
            return {Received::Kind::octets, std::move(octets), remote_, ++frame_, wire_.clock};
        }
        [[nodiscard]] Endpoint local() const override { return {"192.0.2.1", 40000}; }
        [[nodiscard]] Endpoint remote() const override { return remote_; }

    private:
        Wire& wire_;
        Endpoint remote_;
        std::deque<Octets> waiting_;
        unsigned frame_ = 0;
    };
};

class InitiatorTest : public testing::Test {
protected:
    Answer exchange()
    {
        Initiator peer{bench};
        return peer.exchange(peer.ike_sa_init(catalog::IkeRow{12, 256, 5, 12, 31}));
    }

    // A refusal of the request.
    static Message refusal(const Message& request)
    {
        auto answer = request;
        answer.flags = wire::ike::flag_response;
        answer.payloads = {wire::ike::notify(wire::ike::NotifyType::no_proposal_chosen)};
        return answer;
    }

    // INFORMATIONAL, a request without payloads.
    static Message informational(std::uint64_t initiator_spi)
    {
        Message message;
        message.initiator_spi = initiator_spi;
        message.responder_spi = 9;
        message.exchange_type = static_cast<std::uint8_t>(wire::ike::ExchangeType::informational);
        return message;
    }

    Target target{};
    catalog::Edition edition;
    catalog::Registries registries;
    Learned learned;
    Wire wire;
    std::unique_ptr<Random> random = crypto::seeded_random(Octets(16, 1), "initiator");
    Notebook notebook;
    Bench bench{.target = target,
                .edition = edition,
                .registries = registries,
                .learned = learned,
                .network = wire,
                .random = *random,
                .notebook = notebook,
                .patience = {{Duration{1000}}, Duration{1000}, Duration{1000}},
                .instance = {},
                .today = {}};
};

TEST_F(InitiatorTest, reads_past_a_request_of_another_sa)
{
    wire.answers = [](const Message& request) {
        return std::vector{informational(77), refusal(request)};
    };
    EXPECT_EQ(exchange().code(), "refused-by-notify:14");
}

TEST_F(InitiatorTest, takes_a_response_of_another_spi_for_the_answer)
{
    wire.answers = [](const Message& request) {
        auto answer = refusal(request);
        answer.initiator_spi ^= 1;
        return std::vector{answer};
    };
    EXPECT_EQ(exchange().code(), "refused-by-notify:14");
}

TEST_F(InitiatorTest, takes_an_answer_without_the_response_flag_for_the_answer)
{
    wire.answers = [](const Message& request) {
        auto answer = refusal(request);
        answer.flags = 0;
        return std::vector{answer};
    };
    EXPECT_EQ(exchange().code(), "refused-by-notify:14");
}

// The duration of an exchange that a gateway accepts with this encryption.
Duration time_of(Bench& bench, Wire& wire, std::uint16_t encryption)
{
    wire.answers = [](const Message& request) {
        auto answer = request;
        answer.flags = wire::ike::flag_response;
        answer.responder_spi = 9;
        if (request.body<wire::ike::SecurityAssociation>(wire::ike::PayloadType::security_association) == nullptr) {
            answer.flags = 0;  // IKE_AUTH: no answer
            answer.initiator_spi ^= 1;
        }
        return std::vector{answer};
    };
    const auto start = wire.clock;
    Initiator peer{bench};
    EXPECT_TRUE(peer.negotiate(peer.ike_sa_init(catalog::IkeRow{encryption, 0, 5, 12, 31})).accepted());
    return wire.clock - start;
}

TEST_F(InitiatorTest, gives_the_gateway_time_to_forget_what_cannot_be_concluded)
{
    EXPECT_LT(time_of(bench, wire, 3), std::chrono::seconds{1}) << "3DES";
    EXPECT_GE(time_of(bench, wire, 11), std::chrono::seconds{6}) << "NULL";
}

}  // namespace
}  // namespace conformance::peers::ike
