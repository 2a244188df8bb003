#include "probes/esp/inside.h"

#include <algorithm>

#include "peers/ike/child_offer.h"
#include "probes/ike/refused_ike_auth.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;

constexpr std::size_t ping_octets = 40;

Tunnel half_open(Bench& bench)
{
    if (!bench.learned.contains(ike::learned_nat_t)) { throw Unmet{"ESP in UDP travels on UDP 4500, which answered nothing"}; }
    ike::Initiator peer{bench, ike::Port::nat_t};
    auto request = peer.ike_sa_init(ike::known_row(bench));
    pretend_translation(request, bench.random);
    request.payloads.push_back(peers::ike::signature_hash_algorithms(ike::all_hashes));
    auto answer = peer.exchange(std::move(request));
    if (!answer.accepted()) { throw Unmet{"the known row is not accepted: " + answer.text(bench.registries)}; }
    return {bench, std::move(peer), std::move(answer), true};
}

Tunnel established(Bench& bench, const std::vector<catalog::IpsecRow>& tuples, const std::vector<Payload>& extra)
{
    (void)host_of(bench.target);
    auto tunnel = half_open(bench);
    auto request = tunnel.ike_auth();
    if (!tuples.empty()) {
        for (auto& one : request.payloads) {
            if (one.is(PayloadType::security_association)) { one.body = peers::ike::child_offer(tuples, bench.random); }
        }
    }
    request.payloads.insert(request.payloads.end(), extra.begin(), extra.end());
    tunnel.authenticate(request);
    if (!tunnel.child()) {
        tunnel.leave();
        throw Unmet{"our client opened no Child SA: " + ike::text_of(tunnel.answer(), bench.registries)};
    }
    return tunnel;
}

wire::ip::Address address_in(Tunnel& tunnel)
{
    const auto address = address_given(tunnel);
    if (address) { return *address; }
    tunnel.leave();
    throw Unmet{"the gateway assigned no IPv4 address"};
}

}  // namespace

Inside::Inside(Bench& bench, const std::vector<catalog::IpsecRow>& tuples, const std::vector<Payload>& extra)
    : bench_{bench},
      tunnel_{established(bench, tuples, extra)},
      address_{address_in(tunnel_)},
      host_{host_of(bench.target)},
      traffic_{std::make_unique<Traffic>(bench, tunnel_, *tunnel_.child())},
      identifier_{static_cast<std::uint16_t>(bench.random.below(0x10000))}
{
}

Ping Inside::ping() { return ping(*traffic_); }

Ping Inside::ping(Traffic& traffic) { return ping(traffic, ping_octets, {address_, host_}); }

Ping Inside::ping_of(std::size_t octets) { return ping(*traffic_, octets, {address_, host_}); }

Ping Inside::ping(const wire::ip::Address& source, const wire::ip::Address& destination)
{
    return ping(*traffic_, ping_octets, {source, destination});
}

Ping Inside::ping(Traffic& traffic, std::size_t octets, const Way& way)
{
    return ping_through(traffic, way, {false, identifier_, ++sequence_, bench_.random.octets(octets)});
}

std::vector<Arrival> Inside::answers_to(const Ping& ping, Duration patience, bool first)
{
    return answers_to(ping, *traffic_, patience, first);
}

std::vector<Arrival> Inside::answers_to(const Ping& ping, Traffic& traffic, Duration patience, bool first)
{
    std::vector<Arrival> answers;
    const auto deadline = bench_.network.now() + patience;
    for (auto left = patience; left > Duration::zero(); left = deadline - bench_.network.now()) {
        auto arrival = traffic.receive(left);
        if (!arrival) { break; }
        note(arrival->frame);
        const auto is_copy = [&](const Arrival& one) { return one.packet == arrival->packet; };
        if (&traffic == traffic_.get() && std::ranges::none_of(arrivals_, is_copy)) { arrivals_.push_back(*arrival); }
        if (!is_answer(*arrival, ping) || std::ranges::any_of(answers, is_copy)) { continue; }
        answers.push_back(std::move(*arrival));
        if (first) { break; }
    }
    return answers;
}

bool Inside::is_alive() { return is_alive(*traffic_); }

bool Inside::is_alive(Traffic& traffic)
{
    for (const auto patience : bench_.patience.tries) {
        const auto next = ping(traffic);
        send(traffic, next.draft);
        if (!answers_to(next, traffic, patience, true).empty()) { return true; }
    }
    return false;
}

const std::vector<Arrival>& Inside::arrivals(std::size_t count)
{
    while (arrivals_.size() < count && is_alive()) {}
    return arrivals_;
}

Finding Inside::pass(std::string code, std::string expected, std::string observed) const
{
    return conformance::pass(std::move(code), std::move(expected), std::move(observed), frames_);
}

// A gateway that died is told from one that did wrong by the control.
Finding Inside::fail(std::string code, std::string expected, std::string observed) const
{
    auto finding = conformance::fail(std::move(code), std::move(expected), std::move(observed), frames_);
    const bool is_absence = finding.code == "disturbed" || finding.code == "not-answered" || finding.code.ends_with("silent");
    if (is_absence && tunnel_.was_asked_beside()) {
        finding.verdict = Verdict::inconclusive;
        finding.observed += "; the gateway asked for something meanwhile, and may have ended the SA";
        return finding;
    }
    finding.rests_on_absence = is_absence;
    return finding;
}

Finding expect_dropped(Inside& inside, const Ping& ping, const std::string& expected, const std::string& code)
{
    const auto answers = inside.answers_to(ping, inside.quiet(), true);
    if (!answers.empty()) { return inside.fail(code, expected, "the ping inside was answered"); }
    if (!inside.is_alive()) { return inside.fail("disturbed", expected, "no answer; and none to a good ping on the same SA afterwards"); }
    return inside.pass("dropped", expected, "no answer; then a good ping on the same SA was answered");
}

Finding in_traffic(Bench& bench, Finding (*judge)(Inside&), const std::vector<catalog::IpsecRow>& tuples,
                   const std::vector<Payload>& extra)
{
    Inside inside{bench, tuples, extra};
    return ike::left_after(inside.tunnel(), [&] { return judge(inside); });
}

std::vector<catalog::IpsecRow> tuples_with(const Bench& bench, std::uint16_t encr)
{
    auto tuples = peers::ike::esp_tuples(bench.edition);
    std::erase_if(tuples, [&](const auto& one) { return one.encr != encr; });
    if (tuples.empty()) { throw Unmet{"the edition has no ESP row with this cipher"}; }
    return tuples;
}

std::string slug_of(const catalog::IpsecRow& tuple, const catalog::Registries& registries)
{
    constexpr std::string_view without_group = "-none";
    auto slug = catalog::slug(tuple, registries);
    slug.resize(slug.size() - without_group.size());
    return slug;
}

}  // namespace conformance::probes::esp
