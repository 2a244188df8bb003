// Requests of an established IKE SA that come again, too late or too early, or without its keys;
// and those that are malformed: RFC 7296, Sections 1.4.1, 2.1, 2.3, 2.4 and 2.21.3.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "mutants/ike_in_front.h"
#include "mutants/mutants_within.h"

namespace gateway::mutants {
namespace {

Mutant mutant(std::string name, std::string requirement, std::string code, Change change,
              std::vector<std::string> also = {})
{
    return mutant_within("ike", std::move(name), std::move(requirement), std::move(code),
                         std::move(change), std::move(also));
}

// What was sent in these exchanges is never sent again.
Change forgetting(std::set<ike::ExchangeType> exchanges)
{
    return [exchanges](net::Ingredients& gateway) {
        gateway.ike_seams.wire = [exchanges, sent = std::make_shared<std::set<Octets>>()](
                                     ike::Send& datagram, const ike::Arrival& request) {
            const auto exchange = static_cast<ike::ExchangeType>(request.header.exchange_type);
            const bool is_again = !sent->insert(datagram.octets).second;
            if (is_again && exchanges.contains(exchange)) datagram.octets.clear();
        };
    };
}

void promise_a_window(ike::Response& response, const ike::Arrival& request)
{
    constexpr ike::NotifyType set_window_size{16385};
    if (request.header.exchange_type != std::to_underlying(ike::ExchangeType::ike_auth)) return;
    response.payloads.emplace_back(ike::Notify{set_window_size, {0, 0, 0, 4}});
}

// What anybody says of an IKE SA, unprotected, is the end of it.
Interception believing_errors()
{
    return [over = std::make_shared<std::set<std::uint64_t>>()](
               const ike::Datagram& datagram) -> std::optional<ike::Actions> {
        constexpr std::size_t marker_size = 4;
        constexpr std::uint8_t notify = 41;
        View message = datagram.octets;
        if (datagram.on_nat_t_port)
            message = message.subspan(std::min(marker_size, message.size()));
        const auto header = ike::parse_header(message);
        if (!header || header->responder_spi == 0) return std::nullopt;
        if (header->first_payload == notify) over->insert(header->responder_spi);
        if (!over->contains(header->responder_spi)) return std::nullopt;
        return ike::Actions{};
    };
}

// Says that it is something else that has gone.
void delete_another(ike::Response& response, const ike::Arrival&)
{
    for (ike::Payload& payload : response.payloads) {
        auto* deleted = std::get_if<ike::DeletedChildren>(&payload);
        if (deleted != nullptr && !deleted->spis.empty()) deleted->spis.front() ^= 1U;
    }
}

// Names what it was asked to delete, if it had it or not.
void delete_whatever_is_named(net::Ingredients& gateway)
{
    auto asked = std::make_shared<std::vector<std::uint32_t>>();
    gateway.ike_seams.deletions = [asked](const ike::DeleteRequests& requests) {
        for (const ike::DeleteRequest& one : requests) {
            *asked = one.spis;
        }
        return requests;
    };
    gateway.ike_seams.outbox = [asked](ike::Response& response, const ike::Arrival&) {
        const auto spis = std::exchange(*asked, {});
        if (!spis.empty() && response.payloads.empty()) {
            response.payloads.emplace_back(ike::DeletedChildren{spis});
        }
    };
}

void be_silent_about_errors(net::Ingredients& gateway)
{
    using Request = std::pair<std::uint64_t, std::uint32_t>;
    auto wrong = std::make_shared<std::set<Request>>();
    gateway.ike_seams.outbox = [wrong](ike::Response& response, const ike::Arrival&) {
        const auto* notify = response.payloads.empty()
                                 ? nullptr
                                 : std::get_if<ike::Notify>(&response.payloads.front());
        const bool is_error =
            response.exchange_type == std::to_underlying(ike::ExchangeType::create_child_sa) &&
            notify != nullptr && notify->type == ike::NotifyType::invalid_syntax;
        if (is_error) wrong->emplace(response.responder_spi, response.message_id);
    };
    gateway.ike_seams.wire = [wrong](ike::Send& datagram, const ike::Arrival& request) {
        const auto& header = request.header;
        if (wrong->contains({header.responder_spi, header.message_id})) datagram.octets.clear();
    };
}

void serve_old_message_ids(net::Ingredients& gateway)
{
    gateway.ike_seams.is_next = std::less_equal<>{};
}

void serve_message_ids_to_come(net::Ingredients& gateway)
{
    gateway.ike_seams.is_next = std::greater_equal<>{};
}

// What comes too early is refused by name.
void answer_what_comes_too_early(net::Ingredients& gateway)
{
    const auto is_early = std::make_shared<bool>(false);
    gateway.ike_seams.is_next = [is_early](std::uint32_t id, std::uint32_t next) {
        *is_early = id > next;
        return id >= next;
    };
    gateway.ike_seams.outbox = [is_early](ike::Response& response, const ike::Arrival&) {
        if (std::exchange(*is_early, false)) {
            constexpr auto invalid_message_id = static_cast<ike::NotifyType>(9);
            response.payloads = {ike::Notify{invalid_message_id, {}}};
        }
    };
}

}  // namespace

std::vector<Mutant> mishandles_requests_within()
{
    using enum ike::ExchangeType;
    return {
        mutant("forgets_what_it_answered_in_ike_auth", "rfc7296/2.1/ike-auth-retransmission",
               "silent", forgetting({ike_auth}), {"rfc7383/2.6.1/first-fragment-answered-again"}),
        mutant("forgets_what_it_answered_afterwards", "rfc7296/2.1/repeated-request-executed-once",
               "silent", forgetting({create_child_sa, informational})),
        mutant("promises_a_window", "rfc7296/2.3/window-announced-is-kept", "not-all-answered",
               [](net::Ingredients& gateway) { gateway.ike_seams.outbox = promise_a_window; }),
        mutant("serves_old_message_ids", "rfc7296/2.3/old-message-id-not-processed",
               "processed-again", serve_old_message_ids),
        mutant("serves_message_ids_to_come", "rfc7296/2.3/message-id-beyond-the-window",
               "acknowledged", serve_message_ids_to_come),
        mutant("answers_what_comes_too_early", "rfc7296/2.3/message-id-beyond-the-window",
               "invalid-message-id-in-a-response", answer_what_comes_too_early),
        mutant(
            "believes_unprotected_errors", "rfc7296/2.4/unprotected-errors-change-nothing", "ended",
            [](net::Ingredients& gateway) { gateway.around_ike = in_front(believing_errors()); }),
        mutant("names_another_child_sa_as_deleted", "rfc7296/1.4.1/paired-child-sas-named",
               "another-spi",
               [](net::Ingredients& gateway) { gateway.ike_seams.outbox = delete_another; }),
        mutant("deletes_whatever_is_named", "rfc7296/2.25.1/unknown-child-sa-not-deleted",
               "deleted", delete_whatever_is_named),
        mutant("lives_on_after_a_malformed_request",
               "rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa", "still-there",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.ends_the_sa = [](ike::NotifyType) { return false; };
               }),
        mutant("is_silent_about_malformed_requests", "rfc7296/2.21.3/errors-are-answered", "silent",
               be_silent_about_errors, {"rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa"}),
    };
}

}  // namespace gateway::mutants
