#include "mutants/rewrites_notifies.h"

namespace gateway::mutants {

ike::Outbox rewrite(ike::NotifyType type, std::function<void(ike::Notify&)> change)
{
    return [type, change = std::move(change)](ike::Response& response, const ike::Arrival&) {
        for (ike::Payload& payload : response.payloads) {
            auto* notify = std::get_if<ike::Notify>(&payload);
            if (notify != nullptr && notify->type == type) change(*notify);
        }
    };
}

}  // namespace gateway::mutants
