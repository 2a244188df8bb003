#include "probes/ike/message_ids.h"

#include <map>

#include "peers/ike/encrypted.h"

namespace conformance::probes::ike {

using namespace wire::ike;

std::optional<std::uint32_t> window_of(const Tunnel& tunnel)
{
    const auto* notify = tunnel.answer().notify(NotifyType::set_window_size);
    if (notify == nullptr || notify->data.size() != 4) {
        return std::nullopt;
    }
    std::uint32_t window = 0;
    for (const auto octet : notify->data) {
        window = window << 8U | octet;
    }
    return window;
}

std::vector<Conclusion> answers_to_many(Bench& bench, Tunnel& tunnel, std::uint32_t count)
{
    std::map<std::uint32_t, Octets> waiting;
    auto sa = tunnel.current();
    for (std::uint32_t i = 0; i < count; ++i) {
        auto request = tunnel.informational();
        request.message_id = sa.next_id++;
        waiting[request.message_id] = peers::ike::seal(request, sa.keys, true, bench.random);
    }
    std::vector<Conclusion> answers;
    const auto take = [&](Conclusion answer) {
        const bool is_one = answer.opened && (answer.answer.message().flags & flag_response) != 0 &&
                            waiting.erase(answer.answer.message().message_id) != 0;
        if (is_one) {
            answers.push_back(std::move(answer));
        }
        return is_one;
    };
    for (std::size_t tries = 0; tries < bench.patience.tries.size() && !waiting.empty(); ++tries) {
        std::vector<Octets> messages;
        for (const auto& [id, octets] : waiting) {
            messages.push_back(octets);
        }
        bool is_going_on = take(tunnel.ask_again(messages, false));
        while (is_going_on && !waiting.empty()) {
            is_going_on = take(tunnel.listen(bench.patience.quiet));
        }
    }
    tunnel.change_to(std::move(sa));
    return answers;
}

}  // namespace conformance::probes::ike
