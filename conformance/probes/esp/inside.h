// A tunnel through which the inside host answers pings: what the probes of ESP experiment with, and their control.
#pragma once

#include <memory>

#include "probes/esp/ping.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::esp {

using peers::esp::Arrival;
using peers::esp::Draft;
using peers::esp::Traffic;
using peers::ike::Tunnel;

// A ping was answered through a tunnel, as at the start of the run.
extern const Control traffic_passes;
// Tries it, at the start of the run.
void survey_traffic(Bench& bench, Learned& learned);

class Inside {
public:
    // An IKE SA with its Child SA, of one of these tuples, or of those of the edition. Our address is made to look translated, so that
    // ESP travels in UDP. `extra` goes into IKE_AUTH. Throws Unmet where there is no such thing.
    explicit Inside(Bench& bench, const std::vector<catalog::IpsecRow>& tuples = {}, const std::vector<wire::ike::Payload>& extra = {});

    // From our address to the inside host, or as told; the next packet of the first Child SA, or of another.
    [[nodiscard]] Ping ping();
    [[nodiscard]] Ping ping(Traffic& traffic);
    [[nodiscard]] Ping ping_of(std::size_t octets);  // of data
    [[nodiscard]] Ping ping(const wire::ip::Address& source, const wire::ip::Address& destination);

    void send(View octets) { note(traffic_->send(octets)); }
    void send(const Draft& draft) { send(traffic_->sealed(draft)); }
    void send(Traffic& traffic, const Draft& draft) { note(traffic.send(traffic.sealed(draft))); }
    // The answers to this ping among what arrives within the patience; of one packet that came twice, one. All of them, or the first.
    [[nodiscard]] std::vector<Arrival> answers_to(const Ping& ping, Duration patience, bool first = false);
    [[nodiscard]] std::vector<Arrival> answers_to(const Ping& ping, Traffic& traffic, Duration patience, bool first = false);
    // Pings until one is answered, or none of several: what shows that the SA lives.
    [[nodiscard]] bool is_alive();
    [[nodiscard]] bool is_alive(Traffic& traffic);
    // Whatever has arrived from the gateway on the first Child SA, in its order.
    [[nodiscard]] const std::vector<Arrival>& arrivals() const { return arrivals_; }
    // That many, of pings one after another; fewer where some go unanswered.
    [[nodiscard]] const std::vector<Arrival>& arrivals(std::size_t count);

    [[nodiscard]] Bench& bench() { return bench_; }
    [[nodiscard]] Tunnel& tunnel() { return tunnel_; }
    [[nodiscard]] Traffic& traffic() { return *traffic_; }
    [[nodiscard]] const wire::ip::Address& address() const { return address_; }
    [[nodiscard]] const wire::ip::Address& host() const { return host_; }
    [[nodiscard]] Duration quiet() const { return bench_.patience.quiet; }
    void leave() { tunnel_.leave(); }

    [[nodiscard]] Finding pass(std::string code, std::string expected, std::string observed) const;
    // An absence is inconclusive where a request of the gateway was let go: it may have ended the Child SA.
    [[nodiscard]] Finding fail(std::string code, std::string expected, std::string observed) const;

private:
    [[nodiscard]] Ping ping(Traffic& traffic, std::size_t octets, const Way& way);
    void note(unsigned frame) { frames_.push_back(frame); }

    Bench& bench_;
    Tunnel tunnel_;
    wire::ip::Address address_{}, host_{};
    std::unique_ptr<Traffic> traffic_;
    std::uint16_t identifier_ = 0, sequence_ = 0;
    std::vector<Arrival> arrivals_;
    std::vector<unsigned> frames_;
};

// The finding on a stimulus that must not be delivered, after it was sent: an answer to it is a fail of this code; then a ping on the
// same SA is answered.
[[nodiscard]] Finding expect_dropped(Inside& inside, const Ping& ping, const std::string& expected, const std::string& code);

// What a probe finds inside, where it leaves afterwards.
[[nodiscard]] Finding in_traffic(Bench& bench, Finding (*judge)(Inside&), const std::vector<catalog::IpsecRow>& tuples = {},
                                 const std::vector<wire::ike::Payload>& extra = {});

// The tuples of the edition by their cipher. Throws Unmet where it has none.
[[nodiscard]] std::vector<catalog::IpsecRow> tuples_with(const Bench& bench, std::uint16_t encr);
// The word for one of them, without a group: cbc256-sha256.
[[nodiscard]] std::string slug_of(const catalog::IpsecRow& tuple, const catalog::Registries& registries);
inline constexpr std::uint16_t aes_cbc = 12, aes_gcm_16 = 20;

}  // namespace conformance::probes::esp
