// What goes wrong with an ESP packet that comes: its ICV, its number, its padding, what it holds.
#include <algorithm>
#include <queue>

#include "mutants/esp_mutants.h"
#include "mutants/rewritten_actions.h"

namespace gateway::mutants {
namespace {

using esp::AntiReplay;
using esp::InboundSeams;
using esp::Novelty;

Mutant mutant(std::string name, std::string requirement, std::string code,
              std::function<void(InboundSeams&)> change, std::vector<std::string> also = {})
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ipsec",
            std::move(also),
            [change = std::move(change)](net::Ingredients& gateway) {
                change(gateway.traffic_seams.inbound);
            }};
}

template <typename Window>
std::function<void(InboundSeams&)> counting_by()
{
    return [](InboundSeams& inbound) {
        inbound.replay_window = [](bool extended) { return std::make_unique<Window>(extended); };
    };
}

class Forgetful final : public AntiReplay {
public:
    explicit Forgetful(bool) {}
    [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const override
    {
        return lower;
    }
    [[nodiscard]] Novelty judge(std::uint64_t) override { return Novelty::fresh; }
    void authenticated(std::uint64_t) override {}
};

// A window of this gateway's, with a fault of the derived class.
class Faulty : public AntiReplay {
public:
    Faulty(bool extended, std::uint64_t size) : window_(extended, size) {}
    [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const override
    {
        return window_.sequence_of(lower);
    }
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override { return window_.judge(sequence); }
    void authenticated(std::uint64_t sequence) override { window_.authenticated(sequence); }

private:
    esp::ReplayWindow window_;
};

class Lenient final : public Faulty {
public:
    explicit Lenient(bool extended) : Faulty(extended, esp::ReplayWindow::usual_size) {}
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override
    {
        const Novelty novelty = Faulty::judge(sequence);
        return novelty == Novelty::too_old ? Novelty::fresh : novelty;
    }
};

class Hasty final : public Faulty {
public:
    explicit Hasty(bool extended) : Faulty(extended, esp::ReplayWindow::usual_size) {}
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override
    {
        const Novelty novelty = Faulty::judge(sequence);
        if (novelty == Novelty::fresh) Faulty::authenticated(sequence);
        return novelty;
    }
};

class Narrow final : public Faulty {
public:
    explicit Narrow(bool extended) : Faulty(extended, 8) {}
};

// Of the packets in its window it knows the last few.
class ShortOfMemory final : public Faulty {
public:
    explicit ShortOfMemory(bool extended) : Faulty(extended, esp::ReplayWindow::usual_size) {}
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override
    {
        constexpr std::uint64_t few = 8;
        const Novelty novelty = Faulty::judge(sequence);
        const bool is_forgotten = top_ > sequence && top_ - sequence > few;
        return novelty == Novelty::replayed && is_forgotten ? Novelty::fresh : novelty;
    }
    void authenticated(std::uint64_t sequence) override
    {
        Faulty::authenticated(sequence);
        top_ = std::max(top_, sequence);
    }

private:
    std::uint64_t top_ = 0;
};

// Whenever a number is left out it begins anew.
class Startled final : public AntiReplay {
public:
    explicit Startled(bool extended) : window_(extended) {}
    [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const override
    {
        return window_.sequence_of(lower);
    }
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override { return window_.judge(sequence); }
    void authenticated(std::uint64_t sequence) override
    {
        if (sequence > top_ + 1) window_ = esp::ReplayWindow{false};
        window_.authenticated(sequence);
        top_ = std::max(top_, sequence);
    }

private:
    esp::ReplayWindow window_;
    std::uint64_t top_ = 0;
};

// An AEAD says by itself whether a packet is authentic; where a separate algorithm does, nobody
// asks it.
struct Remarks {
    std::queue<bool> opened;  // Child SAs that have no windows yet: with an AEAD or not
    bool has_aead = true;     // of the packet at hand
};

class Remarking final : public Faulty {
public:
    Remarking(bool extended, bool has_aead, std::shared_ptr<Remarks> remarks)
        : Faulty(extended, esp::ReplayWindow::usual_size),
          has_aead_(has_aead),
          remarks_(std::move(remarks))
    {
    }
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override
    {
        remarks_->has_aead = has_aead_;
        return Faulty::judge(sequence);
    }

private:
    bool has_aead_;
    std::shared_ptr<Remarks> remarks_;
};

void believe_icvs_of_separate_algorithms(net::Ingredients& gateway)
{
    const auto remarks = std::make_shared<Remarks>();
    gateway.around_ike = rewriting_actions([remarks](const ike::Actions& actions) {
        for (const ike::ChildSa& sa : actions.open) {
            remarks->opened.push(sa.suite.aead.has_value());
        }
    });
    InboundSeams& inbound = gateway.traffic_seams.inbound;
    inbound.replay_window = [remarks](bool extended) {
        const bool has_aead = remarks->opened.front();
        remarks->opened.pop();
        return std::make_unique<Remarking>(extended, has_aead, remarks);
    };
    inbound.icv = [remarks](bool fits) { return fits || !remarks->has_aead; };
}

void take_dummies_for_packets(InboundSeams& inbound)
{
    std::erase_if(inbound.rules, [](const esp::InboundRule& rule) {
        return rule.requirement == "rfc4303/2.6/dummy-packet-discarded";
    });
    inbound.inner = [](View payload, std::uint8_t next_header) {
        return esp::inner_packet(
            payload, next_header == esp::next_header_none ? esp::next_header_ipv4 : next_header);
    };
}

std::optional<View> packet_without_more(View payload, std::uint8_t next_header)
{
    const auto packet = esp::inner_packet(payload, next_header);
    return packet && packet->size() == payload.size() ? packet : std::nullopt;
}

}  // namespace

std::vector<Mutant> mistreats_esp_packets()
{
    const std::string replay = "rfc4303/3.4.3/replay-rejected";
    const std::string too_old = "rfc4303/3.4.3/left-of-window-rejected";
    const std::string duplicate = "rfc4303/3.4.3/duplicate-in-the-window-rejected";
    const std::string moves = "rfc4303/3.4.3/window-moves-after-the-icv";
    return {
        mutant("believes_every_icv", "rfc4303/3.4.4/wrong-icv-discarded", "delivered",
               [](InboundSeams& inbound) { inbound.icv = [](bool) { return true; }; }, {moves}),
        {"believes_icvs_of_separate_algorithms",
         "rfc4303/3.4.4/wrong-icv-discarded",
         "delivered",
         "ipsec",
         {},
         believe_icvs_of_separate_algorithms},
        mutant("forgets_sequence_numbers", replay, "anti-replay-off", counting_by<Forgetful>(),
               {too_old}),
        mutant("remembers_the_last_8_packets", duplicate, "accepted-behind-others",
               counting_by<ShortOfMemory>()),
        mutant("forgets_all_packets_when_a_number_is_left_out", duplicate, "accepted-behind-a-gap",
               counting_by<Startled>()),
        mutant("takes_old_packets", too_old, "anti-replay-off", counting_by<Lenient>()),
        mutant("has_a_window_of_8_packets", "rfc4303/3.4.3/window-of-32", "window-too-small",
               counting_by<Narrow>()),
        mutant("moves_its_window_too_early", moves, "window-moved", counting_by<Hasty>()),
        mutant("takes_dummies_for_packets", "rfc4303/2.6/dummy-packet-discarded", "delivered",
               take_dummies_for_packets),
        mutant("minds_padding_behind_a_packet", "rfc4303/2.7/padding-behind-the-packet", "dropped",
               [](InboundSeams& inbound) { inbound.inner = packet_without_more; }),
        mutant("never_inspects_padding", "rfc4303/2.4/padding-inspected", "not-inspected",
               [](InboundSeams& inbound) {
                   std::erase_if(inbound.rules, [](const esp::InboundRule& rule) {
                       return rule.requirement == "rfc4303/2.4/padding-inspected";
                   });
               }),
    };
}

}  // namespace gateway::mutants
