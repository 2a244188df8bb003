// Clients whose messages are spoilt at every point of the exchange: nobody crashes, nothing is left
// behind, and the next client is served. $SALLYPORT_MANGLED says how many messages in all (100,000
// in make test-full), $SALLYPORT_SEED which.
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <span>

#include "net/mangled/attack.h"

namespace gateway::mangled {
namespace {

constexpr std::size_t usual_messages = 3000;

const std::vector<Point> before_a_session{
    {"IKE_SA_INIT", &World::at_ike_sa_init},
    {"IKE_AUTH", &World::at_ike_auth},
    {"IKE_AUTH in fragments", &World::at_ike_auth_in_fragments},
};
const std::vector<Point> by_eap{
    {"IKE_AUTH without AUTH", &World::at_eap_begin},
    {"EAP Nak", &World::at_eap_nak},
    {"EAP-MSCHAPv2 response", &World::at_eap_password},
    {"EAP-MSCHAPv2 acknowledgment", &World::at_eap_acknowledgment},
    {"AUTH behind EAP", &World::at_eap_authentication},
    {"EAP-TLS ClientHello", &World::at_eap_tls_hello},
    {"EAP-TLS certificate", &World::at_eap_tls_certificate},
};
const std::vector<Point> requests{
    {"a new Child SA", &World::at_new_child},
    {"a new Child SA with a key exchange", &World::at_new_child_with_key_exchange},
    {"rekey of a Child SA", &World::at_child_rekey},
    {"rekey of the IKE SA", &World::at_ike_rekey},
    {"CREATE_CHILD_SA in fragments", &World::at_request_in_fragments},
    {"Delete of a Child SA", &World::at_child_delete},
    {"Delete of the IKE SA", &World::at_ike_delete},
    {"liveness", &World::at_liveness},
    {"MOBIKE", &World::at_mobike_update},
    {"in an IKE SA that the client rekeyed", &World::at_request_in_a_rekeyed_sa},
    {"in an IKE SA that the gateway rekeyed", &World::at_request_in_the_gateways_sa},
};
const std::vector<Point> answers{
    {"answer to liveness", &World::at_answer_to_liveness},
    {"answer to the check of an address", &World::at_answer_to_address_check},
    {"answer to a rekey of a Child SA", &World::at_answer_to_child_rekey},
    {"the same in fragments", &World::at_answer_in_fragments},
    {"answer to a rekey of the IKE SA", &World::at_answer_to_ike_rekey},
    {"answer to a Delete of a Child SA", &World::at_answer_to_child_delete},
    {"answer to a Delete of the IKE SA", &World::at_answer_to_ike_delete},
    {"rekeys of a Child SA that cross", &World::at_crossing_child_rekey},
    {"rekeys of the IKE SA that cross", &World::at_crossing_ike_rekey},
    {"ESP", &World::at_traffic},
};

std::size_t number_from(const char* name, std::size_t usual)
{
    const char* value = std::getenv(name);
    return value == nullptr ? usual : std::strtoull(value, nullptr, 10);
}

void attack_at(const std::vector<Point>& points)
{
    const std::size_t all =
        before_a_session.size() + by_eap.size() + requests.size() + answers.size();
    const std::size_t each = number_from("SALLYPORT_MANGLED", usual_messages) / all + 1;
    std::uint64_t seed = number_from("SALLYPORT_SEED", 1);
    std::cout << "messages  inside  header outside   order answered longest  at\n";
    for (const Point& point : points) {
        Attack attack{point, ++seed};
        attack.run(each);
        EXPECT_GE(attack.sent(), each);
        EXPECT_GT(attack.counts().front(), 0) << point.name << ": nothing was spoilt behind the encryption";
        std::cout << std::setw(8) << attack.sent();
        for (const std::size_t count : attack.counts()) {
            std::cout << std::setw(8) << count;
        }
        std::cout << std::setw(9) << attack.answered() << std::setw(8) << attack.longest_answer()
                  << "  " << point.name << '\n';
        if (testing::Test::HasFailure()) return;
    }
}

}  // namespace

TEST(MangledMessages, BeforeASession)
{
    attack_at(before_a_session);
}

TEST(MangledMessages, ByEap)
{
    attack_at(by_eap);
}

TEST(MangledMessages, Requests)
{
    attack_at(requests);
}

TEST(MangledMessages, AnswersAndTraffic)
{
    attack_at(answers);
}

}  // namespace gateway::mangled
