// What goes wrong with a client that has a certificate: its proof and the gateway's own, the payloads
// beside them, and what it asks afterwards.
#include <algorithm>
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

using Change = std::function<void(net::Ingredients&)>;

Mutant mutant(std::string name, std::string requirement, std::string code, Change change,
              std::vector<std::string> also = {}, std::string area = "ike")
{
    return {std::move(name), std::move(requirement), std::move(code),
            std::move(area), std::move(also),        std::move(change)};
}

// Of each payload of this kind that the gateway sends.
template <typename Payload>
Change each(std::function<void(Payload&)> change)
{
    return [change](net::Ingredients& gateway) {
        gateway.ike_seams.outbox = [change](ike::Response& response, const ike::Arrival&) {
            for (ike::Payload& payload : response.payloads) {
                if (auto* found = std::get_if<Payload>(&payload)) change(*found);
            }
        };
    };
}

Change whole(std::function<void(std::vector<ike::Payload>&)> change)
{
    return [change](net::Ingredients& gateway) {
        gateway.ike_seams.outbox = [change](ike::Response& response, const ike::Arrival&) {
            change(response.payloads);
        };
    };
}

template <typename Payload>
bool is(const ike::Payload& payload)
{
    return std::holds_alternative<Payload>(payload);
}

constexpr std::uint8_t rsa_signature = 1;
constexpr std::uint8_t digital_signature = 14;

void sign_with_another_method(ike::Authenticator& authenticator, std::uint8_t method)
{
    if (authenticator.method == rsa_signature) authenticator.method = method;
}

// SHA2-384 with RSA is what nobody gets who lists SHA2-256 too.
void name_another_hash(ike::Authenticator& authenticator)
{
    constexpr std::size_t end_of_oid = 1 + 12;
    constexpr std::uint8_t sha384_with_rsa = 12;
    constexpr std::uint8_t sha512_with_rsa = 13;
    if (authenticator.method != digital_signature || authenticator.data.size() <= end_of_oid) return;
    std::uint8_t& last = authenticator.data[end_of_oid];
    if (last == sha384_with_rsa) last = sha512_with_rsa;
}

void put_the_last_certificate_first(std::vector<ike::Payload>& payloads)
{
    const auto first = std::ranges::find_if(payloads, is<ike::Certificate>);
    const auto end = std::find_if_not(first, payloads.end(), is<ike::Certificate>);
    std::reverse(first, end);
}

void leave_out_the_configuration(std::vector<ike::Payload>& payloads)
{
    std::erase_if(payloads, is<ike::ConfigurationReply>);
}

void configure_at_last(std::vector<ike::Payload>& payloads)
{
    const auto reply = std::ranges::find_if(payloads, is<ike::ConfigurationReply>);
    if (reply != payloads.end()) std::rotate(reply, reply + 1, payloads.end());
}

std::vector<Mutant> about_proofs()
{
    const std::string wrong = "rfc7296/2.15/wrong-auth-makes-no-ike-sa";
    return {
        mutant("signs_something_else_in_ike_auth", "rfc7296/2.15/auth-of-the-responder",
               "auth-invalid",
               each<ike::Authenticator>([](auto& one) { one.data.back() ^= 1; }),
               {"rfc7296/2.15/auth-covers-the-last-request", "rfc7296/3.6"}),
        mutant("lets_in_whom_it_does_not_believe", wrong, "established",
               [](net::Ingredients& gateway) {
                   auto& rules = gateway.ike_seams.rules.admission;
                   for (auto& rule : rules) {
                       rule.check = [check = rule.check](const ike::Admission& admission) {
                           return admission.proven ? std::nullopt : check(admission);
                       };
                   }
               },
               {"p2s/ike/strangers-refused", "rfc7296/2.21.2/wrong-auth-refused-by-name"}),
        mutant("lets_strangers_in", "p2s/ike/strangers-refused", "let-in",
               [](net::Ingredients& gateway) {
                   for (auto& rule : gateway.ike_seams.rules.admission) {
                       rule.check = [check = rule.check](const ike::Admission& admission) {
                           const bool is_stranger =
                               admission.proven && admission.proven->signature_holds &&
                               admission.proven->trust == crypto::Trust::untrusted;
                           return is_stranger ? std::nullopt : check(admission);
                       };
                   }
               }),
        mutant("refuses_wrong_proofs_by_another_name", "rfc7296/2.21.2/wrong-auth-refused-by-name",
               "other-refusal",
               [](net::Ingredients& gateway) {
                   add_rule(gateway.ike_seams.rules.admission,
                            [](const ike::Admission& admission) -> std::optional<ike::Refusal> {
                                if (!admission.proven || admission.proven->is_believed()) {
                                    return std::nullopt;
                                }
                                return ike::Notify{ike::NotifyType::no_proposal_chosen, {}};
                            });
               }),
        mutant("uses_an_auth_method_of_another_key", "rfc7296/3.8/auth-method-fits-the-key",
               "method-of-another-key", each<ike::Authenticator>([](auto& one) {
                   constexpr std::uint8_t ecdsa_p256 = 9;
                   sign_with_another_method(one, ecdsa_p256);
               })),
        mutant("signs_digitally_unasked", "rfc7427/3/digital-signature-only-where-agreed",
               "digital-signature-not-agreed", each<ike::Authenticator>([](auto& one) {
                   sign_with_another_method(one, digital_signature);
               })),
        mutant("signs_with_a_hash_that_was_not_listed", "rfc7427/4/hash-was-listed",
               "hash-not-listed", each<ike::Authenticator>(name_another_hash)),
        mutant("minds_reserved_octets_of_identities",
               "rfc7296/2.5/reserved-fields-inside-ike-auth", "refused",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.identification = [](const ike::IkeAuthRequest& claims) {
                       return ike::body_of(claims.initiator);
                   };
               }),
        mutant("wants_the_identity_first", "rfc7296/2.5/payload-order-free-inside", "refused",
               [](net::Ingredients& gateway) {
                   add_rule(
                       gateway.ike_seams.rules.ike_auth,
                       [](const ike::Authentication& request) -> std::optional<ike::Refusal> {
                           const auto first = static_cast<ike::PayloadType>(request.first_payload);
                           if (first == ike::PayloadType::identification_initiator) {
                               return std::nullopt;
                           }
                           return ike::Notify{ike::NotifyType::invalid_syntax, {}};
                       });
               }),
    };
}

std::vector<Mutant> about_what_stands_beside()
{
    return {
        mutant("puts_its_certificate_last", "rfc7296/3.6/first-certificate-holds-the-key",
               "not-the-first", whole(put_the_last_certificate_first)),
        mutant("calls_itself_by_another_name", "rfc7296/3.5/identity-in-the-certificate",
               "another-name",
               [](net::Ingredients& gateway) {
                   if (!gateway.ike_credentials) return;
                   gateway.ike_credentials->identification =
                       ike::name_identification("another.example.test");
               }),
        mutant("keeps_the_address_to_itself", "rfc7296/4/address-assigned", "no-address",
               whole(leave_out_the_configuration),
               {"p2s/clients/tunnel", "p2s/ipsec", "p2s/leases", "rfc3602", "rfc3948", "rfc4106", "rfc4301",
                "rfc4303", "rfc4555", "rfc7296/1.4.1", "rfc7296/2.8", "rfc7296/2.8.1",
                "rfc7296/2.17", "rfc7296/2.23", "rfc7296/3.15.1", "rfc7296/3.15.4"}),
        mutant("configures_at_last", "rfc7296/2.19/configuration-only-when-asked", "after-sa",
               whole(configure_at_last)),
        mutant("selects_another_address", "p2s/ipsec/selectors-have-the-address",
               "address-not-selected", each<ike::SelectorsOfInitiator>([](auto& one) {
                   for (auto& selector : one.list) {
                       selector.first.back() ^= 1;
                       selector.last.back() ^= 1;
                   }
               }),
               {}, "ipsec"),
        mutant("selects_more_than_was_asked", "rfc7296/2.9/answer-is-a-subset",
               "wider-than-asked", each<ike::SelectorsOfResponder>([](auto& one) {
                   constexpr unsigned network = 16;
                   for (auto& selector : one.list) {
                       if (selector.first == selector.last) {
                           selector = ike::selector_of(selector.first, network);
                       }
                   }
               }),
               {"rfc4301/5.2"}),
    };
}

// From a network that is nobody's pool.
class ForeignLeases final : public leases::Leases {
public:
    std::optional<Octets> lease(const leases::LeaseRequest& request) override
    {
        if (request.family == Family::ipv6) return std::nullopt;
        return Octets{198, 51, 100, ++last_};
    }
    bool release(View) override { return true; }
    [[nodiscard]] std::optional<std::string> holder_of(View) const override { return {}; }

private:
    std::uint8_t last_ = 0;
};

bool is_an_ipv6_address(const ike::ConfigurationAttribute& attribute)
{
    return attribute.type == std::to_underlying(ike::Attribute::internal_ip6_address);
}

void cut_ipv6_addresses(ike::ConfigurationReply& reply)
{
    for (auto& attribute : reply.attributes) {
        if (is_an_ipv6_address(attribute)) attribute.value.pop_back();
    }
}

void refuse_ipv6_addresses(std::vector<ike::Payload>& payloads)
{
    const auto reply = std::ranges::find_if(payloads, is<ike::ConfigurationReply>);
    if (reply == payloads.end()) return;
    const auto& attributes = std::get<ike::ConfigurationReply>(*reply).attributes;
    if (std::ranges::none_of(attributes, is_an_ipv6_address)) return;
    payloads.erase(reply, payloads.end());
    payloads.emplace_back(ike::Notify{ike::NotifyType::internal_address_failure, {}});
}

bool is_informational(const ike::Arrival& arrival)
{
    return arrival.header.exchange_type == std::to_underlying(ike::ExchangeType::informational);
}

// Under AES-GCM a Delete of the IKE SA is longer than nothing by its eight octets.
constexpr std::size_t longest_empty = 60;

std::optional<ike::Refusal> drop_empty_requests(const ike::Arrival& arrival)
{
    if (!is_informational(arrival) || arrival.message.size() > longest_empty) return std::nullopt;
    return ike::Drop{"mutant"};
}

void say_more_to_a_deletion(ike::Response& response, const ike::Arrival& arrival)
{
    if (!is_informational(arrival) || arrival.message.size() <= longest_empty) return;
    response.payloads.emplace_back(ike::Notify{ike::NotifyType::initial_contact, {}});
}

std::vector<Mutant> about_what_comes_after()
{
    return {
        mutant("leases_addresses_of_no_pool", "p2s/leases/address-of-the-pool", "outside-the-pool",
               [](net::Ingredients& gateway) {
                   if (gateway.leases) gateway.leases = std::make_shared<ForeignLeases>();
               },
               {"rfc7296/3.15.1/ipv6-address-has-a-prefix-length"}, "leases"),
        mutant("gives_an_address_more", "rfc7296/3.15.1/no-more-addresses-than-asked-for", "too-many",
               each<ike::ConfigurationReply>([](auto& reply) {
                   auto another = reply.attributes.front();
                   another.value[3] ^= 0x80U;
                   reply.attributes.push_back(std::move(another));
               })),
        mutant("forgets_the_prefix_of_ipv6_addresses",
               "rfc7296/3.15.1/ipv6-address-has-a-prefix-length", "not-17-octets",
               each<ike::ConfigurationReply>(cut_ipv6_addresses)),
        mutant("refuses_who_asks_for_ipv6_too",
               "rfc7296/3.15.4/unsupported-type-of-address-ignored", "refused",
               whole(refuse_ipv6_addresses), {"p2s/clients/tunnel", "rfc7296/3.15.1"}),
        mutant("drops_empty_requests", "rfc7296/1.4/liveness-answered", "silent",
               [](net::Ingredients& gateway) {
                   add_rule(gateway.ike_seams.rules.arrival, drop_empty_requests);
               },
               {"rfc7296/2.3", "rfc7296/2.4", "rfc7296/2.18"}),
        mutant("says_more_to_a_deletion", "rfc7296/1.4.1/deletion-answered-empty", "not-empty",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.outbox = say_more_to_a_deletion;
               }),
        mutant("keeps_what_is_deleted", "rfc7296/1.4.1/deleted-ike-sa-is-closed", "still-there",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.deletions = [](const auto&) { return ike::DeleteRequests{}; };
               },
               {"rfc7296/1.4.1/deleted-child-sa-is-closed"}),
    };
}

}  // namespace

std::vector<Mutant> mistreats_clients()
{
    auto all = about_proofs();
    for (auto some : {about_what_stands_beside(), about_what_comes_after()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

}  // namespace gateway::mutants
