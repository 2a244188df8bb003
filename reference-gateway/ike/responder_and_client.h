// A responder and a client that lives, on a clock of their own: what either sends reaches the other
// at once.
#pragma once

#include "ike/living_client.h"
#include "ike/responder_of_clients.h"

namespace gateway::ike {

class ResponderAndClient : public ResponderOfClients {
protected:
    // As alice; `more` stands in the IKE_SA_INIT.
    void connect(const std::vector<RawPayloadToSend>& more = {},
                 const std::vector<RawPayloadToSend>& in_ike_auth = {})
    {
        settings_.network.use = [this](std::uint32_t) { return std::optional{use_}; };
        rebuild();
        ASSERT_TRUE(peer_.accepted(ask(peer_.ike_sa_init({}, more))));
        auto payloads = everything(peer_);
        payloads.insert(payloads.end(), in_ike_auth.begin(), in_ike_auth.end());
        types_inside(peer_, ask(peer_.ike_auth(payloads)));
        ASSERT_EQ(actions_.open.size(), 1);
        opened_ = actions_.open;
        client_.emplace(peer_, gcm_31, random_);
        client_->has_child(0xc0000001, opened_.front().inbound_spi);
        wake_ = actions_.wake;
    }

    void rebuild() { responder_ = std::make_unique<Responder>(settings_, seams_, random_); }

    virtual void from_client(const Octets& message)
    {
        perform(responder_->on_datagram({path_, false, message}, now_));
    }

    void perform(Actions actions)
    {
        wake_ = actions.wake;
        see(actions);
        std::ranges::move(actions.events, std::back_inserter(events_));
        std::ranges::move(actions.open, std::back_inserter(opened_));
        std::ranges::move(actions.close, std::back_inserter(closed_));
        std::ranges::move(actions.move, std::back_inserter(moves_));
        for (const Compute& compute : actions.compute) {
            perform(responder_->on_computed(carry_out(compute), now_));
        }
        for (const Send& send : actions.send) {
            sent_.push_back(send);
            if (is_lossy_) continue;
            for (const Octets& message : client_->on_datagram(send.octets)) {
                from_client(message);
            }
        }
    }

    // All that it does, before anything else comes of it.
    virtual void see(const Actions& /*actions*/) {}

    // Whatever the responder wants to be woken for happens on the way.
    void pass(Instant time)
    {
        const Instant end = now_ + time;
        while (wake_ && *wake_ <= end) {
            ASSERT_LT(wakes_++, 1000000);
            now_ = std::max(now_, *wake_);
            perform(responder_->on_wake(now_));
        }
        now_ = end;
    }

    static std::uint32_t message_id_of(const Octets& message)
    {
        return parse_header(message)->message_id;
    }

    bool events_contain(const std::string& word) const
    {
        return std::ranges::any_of(events_, [&](const Event& event) {
            return to_line(event).find(word) != std::string::npos;
        });
    }

    TestInitiator peer_{gcm_31};
    std::optional<LivingClient> client_;
    Path path_{{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 1}, 4000}};
    ChildUse use_;
    Seams seams_;
    bool is_lossy_ = false;  // nothing reaches the client
    std::optional<Instant> wake_;
    std::size_t wakes_ = 0;
    std::vector<Event> events_;
    std::vector<ChildSa> opened_;
    std::vector<std::uint32_t> closed_;
    std::vector<Move> moves_;
    std::vector<Send> sent_;
};

}  // namespace gateway::ike
