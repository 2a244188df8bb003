// Each field of each reply of the IKE responder, and each reply as a whole.
#include <algorithm>
#include <utility>

#include "mutants/mechanical/ike_replies.h"
#include "mutants/mechanical/ike_tampering.h"
#include "mutants/mechanical/mutant.h"

namespace gateway::mutants::mechanical {
namespace {

using Replies = std::vector<Octets>;

Mutant tampers(std::string name, Tampering tampering)
{
    return {std::move(name), [tampering = std::move(tampering)](net::Ingredients& gateway) {
                gateway.around_ike = tampering_with(tampering);
                // What hangs half open for a client that is lied to is not the sin.
                gateway.ike_limits.half_open_per_address = gateway.ike_limits.half_open;
            }};
}

Mutant alters(const std::string& reply, const Field& field, const Alteration& alteration)
{
    const bool whole = field.form == Form::item;
    const std::string name = whole ? "ike/" + alteration.name + "/" + reply + "/" + field.name
                                   : "ike/flip/" + reply + "/" + field.name + "/" + alteration.name;
    return tampers(name,
                   {reply, [name = field.name, form = field.form, alteration](Octets message) {
                        const auto fields = fields_of_ike_reply(message);
                        const auto found = std::ranges::find_if(fields, [&](const Field& one) {
                            return one.name == name && one.form == form;
                        });
                        if (found != fields.end()) alter(message, *found, alteration);
                        return Replies{std::move(message)};
                    }});
}

}  // namespace

std::vector<Mutant> ike_replies_altered()
{
    std::vector<Mutant> all;
    for (const auto& [reply, octets] : sample_ike_replies()) {
        for (const Field& field : fields_of_ike_reply(octets)) {
            for (const Alteration& alteration : alterations_of(field)) {
                all.push_back(alters(reply, field, alteration));
            }
        }
        all.push_back(
            tampers("ike/drop/" + reply, {reply, [](const Octets&) { return Replies{}; }}));
        all.push_back(
            tampers("ike/double/" + reply, {reply, [](Octets message) {
                                                return Replies{message, std::move(message)};
                                            }}));
        all.push_back(
            tampers("ike/delay/" + reply,
                    {reply, [](Octets message) { return Replies{std::move(message)}; }, delay}));
    }
    return all;
}

}  // namespace gateway::mutants::mechanical
