// Packets that are taken for those of another SA, or for traffic that the SA carries; and keys of a
// Child SA that nobody else has.
#include <map>
#include <memory>
#include <set>

#include "ike/selected_traffic.h"
#include "mutants/esp_mutants.h"

namespace gateway::mutants {
namespace {

using ike::TrafficSeams;

Mutant mutant(std::string name, std::string requirement, std::string code,
              std::function<void(TrafficSeams&)> change)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ipsec",
            {},
            [change = std::move(change)](net::Ingredients& gateway) {
                change(gateway.traffic_seams);
            }};
}

// By the length that IKE's header tells.
bool is_ike(View packet)
{
    constexpr std::size_t marker = 4;
    constexpr std::size_t before_the_length = 24;
    Cursor cursor{packet};
    cursor.skip(marker + before_the_length);
    return cursor.u32() == packet.size() - marker && cursor.ok();
}

// What bears another SPI is taken for a packet of the SA that was heard last from there.
std::function<void(TrafficSeams&)> mistaking(bool spi_zero)
{
    return [spi_zero](TrafficSeams& traffic) {
        auto last = std::make_shared<std::map<std::string, std::uint32_t>>();
        traffic.is_selected = [last, usual = traffic.is_selected](const ike::ChildSa& sa,
                                                                  View packet) {
            (*last)[to_text(sa.path.peer)] = sa.inbound_spi;
            return usual(sa, packet);
        };
        traffic.in_spite_of_its_spi = [last, spi_zero](const Path& path, View packet)
            -> std::optional<std::uint32_t> {
            const auto found = last->find(to_text(path.peer));
            const bool is_zero = esp::spi_of(packet) == 0U;
            if (is_zero != spi_zero || is_ike(packet) || found == last->end()) return std::nullopt;
            return found->second;
        };
    };
}

bool has_a_selected_destination(const ike::ChildSa& sa, View packet)
{
    const auto flow = ike::flow_of(packet);
    return flow && ike::may_go_to(sa.local, *flow);
}

bool has_a_selected_source(const ike::ChildSa& sa, View packet)
{
    const auto flow = ike::flow_of(packet);
    return flow && ike::may_come_from(sa.remote, *flow);
}

void carry_nothing_with_sha_1(TrafficSeams& traffic)
{
    traffic.is_selected = [usual = traffic.is_selected](const ike::ChildSa& sa, View packet) {
        const bool with_sha_1 = !sa.suite.aead && sa.suite.integ == crypto::Hash::sha1;
        return !with_sha_1 && usual(sa, packet);
    };
}

void drop_the_first_packet(TrafficSeams& traffic)
{
    traffic.is_selected = [heard = std::make_shared<std::set<std::uint32_t>>(),
                           usual = traffic.is_selected](const ike::ChildSa& sa, View packet) {
        return !heard->insert(sa.inbound_spi).second && usual(sa, packet);
    };
}

}  // namespace

std::vector<Mutant> mistakes_esp_traffic()
{
    return {
        mutant("mistakes_unknown_spis", "rfc4303/3.4.2/unknown-spi-discarded", "delivered",
               mistaking(false)),
        mutant("mistakes_the_spi_zero", "rfc3948/2.1/spi-zero-is-not-esp", "delivered",
               mistaking(true)),
        mutant("lets_clients_speak_for_others", "rfc4301/5.2/foreign-source-discarded", "delivered",
               [](TrafficSeams& traffic) { traffic.is_selected = has_a_selected_destination; }),
        mutant("carries_packets_to_everywhere", "rfc4301/5.2/unselected-traffic-discarded",
               "delivered",
               [](TrafficSeams& traffic) { traffic.is_selected = has_a_selected_source; }),
        mutant("carries_nothing_with_sha_1", "p2s/ipsec/traffic/cbc256-sha1", "silent",
               carry_nothing_with_sha_1),
        mutant("drops_the_first_packet_of_a_child_sa", "rfc7296/2.8/new-child-sa-receives-at-once",
               "silent", drop_the_first_packet),
        {"leaves_the_shared_secret_out_of_child_keys",
         "rfc7296/2.17/order-of-child-keys",
         "silent",
         "ipsec",
         {},
         [](net::Ingredients& gateway) {
             gateway.ike_seams.child_secret = [](const Octets&) { return Octets{}; };
         }},
    };
}

}  // namespace gateway::mutants
