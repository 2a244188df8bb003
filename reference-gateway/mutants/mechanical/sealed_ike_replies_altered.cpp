// Each field of a refusal of IKE_AUTH, changed before it is sealed: what arrives is authentic.
#include <utility>

#include "mutants/mechanical/mutant.h"
#include "mutants/mechanical/names.h"

namespace gateway::mutants::mechanical {
namespace {

using Change = std::function<void(ike::Response&)>;

struct NamedChange {
    std::string name;
    Change change;
};

template <typename Number>
constexpr Number highest_bit = static_cast<Number>(Number{1} << (8 * sizeof(Number) - 1));

template <typename Number>
void add_number(std::vector<NamedChange>& all, const std::string& name,
                Number ike::Response::*member)
{
    all.push_back({"flip/" + name + "/highest-bit",
                   [=](ike::Response& response) { response.*member ^= highest_bit<Number>; }});
    all.push_back(
        {"flip/" + name + "/lowest-bit", [=](ike::Response& response) { response.*member ^= 1; }});
}

ike::Notify& notify_of(ike::Response& response)
{
    return std::get<ike::Notify>(response.payloads.front());
}

void flip_type(ike::Response& response, std::uint16_t bit)
{
    ike::Notify& notify = notify_of(response);
    notify.type = static_cast<ike::NotifyType>(std::to_underlying(notify.type) ^ bit);
}

std::vector<NamedChange> changes()
{
    std::vector<NamedChange> all;
    add_number(all, "initiator-spi", &ike::Response::initiator_spi);
    add_number(all, "responder-spi", &ike::Response::responder_spi);
    add_number(all, "exchange-type", &ike::Response::exchange_type);
    add_number(all, "message-id", &ike::Response::message_id);
    all.push_back({"flip/notify-type/highest-bit", [](ike::Response& response) {
                       flip_type(response, highest_bit<std::uint16_t>);
                   }});
    all.push_back(
        {"flip/notify-type/lowest-bit", [](ike::Response& response) { flip_type(response, 1); }});
    all.push_back({"flip/notify-data/longer",
                   [](ike::Response& response) { notify_of(response).data.push_back(0); }});
    all.push_back({"omit/notify", [](ike::Response& response) { response.payloads.clear(); }});
    all.push_back({"repeat/notify", [](ike::Response& response) {
                       response.payloads.push_back(response.payloads.front());
                   }});
    return all;
}

bool is_protected(const ike::Arrival& request)
{
    return request.header.exchange_type != std::to_underlying(ike::ExchangeType::ike_sa_init);
}

bool says(const ike::Response& response, ike::NotifyType type)
{
    if (response.payloads.empty()) return false;
    const auto* notify = std::get_if<ike::Notify>(&response.payloads.front());
    return notify != nullptr && notify->type == type;
}

// flip/notify-type/lowest-bit -> ike/flip/ike-auth-invalid-syntax/notify-type/lowest-bit
std::string full_name(const std::string& name, ike::NotifyType type)
{
    const std::size_t slash = name.find('/');
    return "ike/" + name.substr(0, slash) + "/ike-auth-" +
           name_of_notify(std::to_underlying(type)) + name.substr(slash);
}

}  // namespace

std::vector<Mutant> sealed_ike_replies_altered()
{
    using ike::NotifyType;
    std::vector<Mutant> all;
    for (const NotifyType type : {NotifyType::authentication_failed, NotifyType::invalid_syntax,
                                  NotifyType::unsupported_critical_payload}) {
        for (const auto& [name, change] : changes()) {
            all.push_back({full_name(name, type), [type, change](net::Ingredients& gateway) {
                               gateway.ike_seams.outbox = [type, change](
                                                              ike::Response& response,
                                                              const ike::Arrival& asked) {
                                   if (is_protected(asked) && says(response, type)) {
                                       change(response);
                                   }
                               };
                           }});
        }
    }
    return all;
}

}  // namespace gateway::mutants::mechanical
