// Fragments that are put together wrongly, or sent where nobody asked for them: RFC 7383, Sections
// 2.4 to 2.6.
#include <map>
#include <memory>
#include <set>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

using ike::Drop;
using ike::FragmentArrival;
using Verdict = std::optional<ike::Refusal>;
using Change = std::function<void(net::Ingredients&)>;

Mutant mutant(std::string name, std::string requirement, std::string code, Change change,
              std::vector<std::string> also = {})
{
    return {std::move(name), "rfc7383/" + requirement, std::move(code),
            "ike",           std::move(also),          std::move(change)};
}

Change without(std::string rule)
{
    return [rule = "rfc7383/" + rule](net::Ingredients& gateway) {
        remove_rule(gateway.ike_seams.rules.fragment, rule);
    };
}

template <typename Check>
Change with(Check check)
{
    return
        [check](net::Ingredients& gateway) { add_rule(gateway.ike_seams.rules.fragment, check); };
}

std::uint64_t spi_of(const FragmentArrival& fragment)
{
    return fragment.arrival.header.responder_spi;
}

Verdict drop_every_one(const FragmentArrival&)
{
    return Drop{"mutant"};
}

Verdict drop_a_larger_total(const FragmentArrival& fragment)
{
    const bool is_larger =
        fragment.stored_total != 0 && fragment.numbers.total > fragment.stored_total;
    if (!is_larger) return std::nullopt;
    return Drop{"mutant"};
}

Change in_order_alone()
{
    return with([next = std::make_shared<std::map<std::uint64_t, int>>()](
                    const FragmentArrival& fragment) -> Verdict {
        const bool others_drop_it =
            !fragment.is_authentic || fragment.numbers.total < fragment.stored_total;
        if (others_drop_it) return std::nullopt;
        int& kept = (*next)[spi_of(fragment)];
        if (fragment.stored_total != fragment.numbers.total) kept = 0;
        if (fragment.numbers.number != kept + 1) return Drop{"mutant"};
        ++kept;
        return std::nullopt;
    });
}

// Of what was sent and was not whole, the first comes again: that is the end.
Change giving_up_on_who_begins_again()
{
    struct Memory {
        std::set<std::uint64_t> beyond_the_first, given_up;
    };
    return with([memory = std::make_shared<Memory>()](const FragmentArrival& fragment) -> Verdict {
        const std::uint64_t spi = spi_of(fragment);
        if (fragment.stored_total != fragment.numbers.total) memory->beyond_the_first.erase(spi);
        if (fragment.is_authentic && fragment.numbers.number == 2) {
            memory->beyond_the_first.insert(spi);
        }
        if (fragment.is_stored && fragment.numbers.number == 1 &&
            memory->beyond_the_first.contains(spi)) {
            memory->given_up.insert(spi);
        }
        if (!memory->given_up.contains(spi)) return std::nullopt;
        return Drop{"mutant"};
    });
}

bool is_fragment(const ike::Arrival& arrival)
{
    return arrival.header.first_payload == std::to_underlying(ike::PayloadType::encrypted_fragment);
}

// All fragments of a message are one and the same.
Octets identity_by_message(const ike::Arrival& arrival)
{
    if (!is_fragment(arrival)) return ike::identity_of_request(arrival);
    Writer out;
    out.u64(arrival.header.responder_spi);
    out.u32(arrival.header.message_id);
    return out.take();
}

// The same octets are dropped when they come again.
Change never_answering_again()
{
    return [](net::Ingredients& gateway) {
        add_rule(
            gateway.ike_seams.rules.arrival,
            [seen = std::make_shared<std::set<Octets>>()](const ike::Arrival& arrival) -> Verdict {
                const bool is_new = seen->insert(ike::identity_of_request(arrival)).second;
                if (is_new || !is_fragment(arrival)) return std::nullopt;
                return Drop{"mutant"};
            });
    };
}

}  // namespace

std::vector<Mutant> mistreats_fragments()
{
    return {
        mutant("sends_fragments_unasked", "2.4/no-fragments-unless-agreed", "in-fragments",
               [](net::Ingredients& gateway) {
                   constexpr std::size_t short_ones = 576;
                   gateway.ike_seams.may_fragment = [](bool) { return true; };
                   gateway.ike_seams.longest_ip_datagram = short_ones;
               }),
        mutant("names_a_payload_in_every_fragment", "2.5/response-fragments-fit-together",
               "wrong-next-payload",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.fragment_next_payload = [](auto, std::uint8_t first) {
                       return first;
                   };
               }),
        mutant("promises_to_take_fragments", "2.6/request-in-fragments", "silent",
               with(drop_every_one), {"rfc7383/2.5", "rfc7383/2.6", "rfc7383/2.6.1"}),
        mutant("takes_fragments_in_order_alone", "2.6/fragments-in-any-order", "silent",
               in_order_alone()),
        mutant("keeps_the_later_of_two_fragments", "2.6/repeated-fragment-discarded", "refused",
               without("2.6/repeated-fragment-discarded")),
        mutant("takes_fragments_that_cannot_be", "2.6/invalid-fragment-numbers-discarded",
               "refused", without("2.6/invalid-fragment-numbers-discarded")),
        mutant("keeps_to_the_first_total", "2.6/larger-total-begins-anew", "silent",
               with(drop_a_larger_total)),
        mutant("mixes_in_fragments_of_a_smaller_total", "2.6/smaller-total-discarded", "refused",
               without("2.6/smaller-total-discarded")),
        mutant("keeps_altered_fragments", "2.6/altered-fragment-discarded", "refused",
               without("2.6/altered-fragment-discarded")),
        mutant("gives_up_on_who_sends_fragments_again", "2.6/incomplete-set-forgotten", "silent",
               giving_up_on_who_begins_again(),
               {"rfc7383/2.6/repeated-fragment-discarded", "rfc7383/2.6/smaller-total-discarded"}),
        mutant("answers_every_fragment_again", "2.6.1/other-fragments-ignored-again",
               "answered-again",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.request_identity = identity_by_message;
               }),
        mutant("answers_no_fragment_again", "2.6.1/first-fragment-answered-again", "silent",
               never_answering_again(), {"rfc7296/2.1/ike-auth-retransmission"}),
    };
}

}  // namespace gateway::mutants
