// Each field of each handshake message of the hand-written TLS server, and each message as a whole.
// Its transcript holds what it said: where the client overlooks the lie, the handshake completes.
#include <algorithm>
#include <utility>

#include "mutants/lying_tls_server.h"
#include "mutants/mechanical/mutant.h"
#include "mutants/mechanical/tls_messages.h"

namespace gateway::mutants::mechanical {
namespace {

std::string word_of(const Field& field, const Alteration& alteration)
{
    if (field.form != Form::item) return "flip";
    if (field.name.find('/') != std::string::npos) return alteration.name;
    return alteration.change == Change::omit ? "drop" : "double";
}

Mutant alters(const Field& field, const Alteration& alteration)
{
    const std::string change = field.form == Form::item ? "" : "/" + alteration.name;
    const std::string name = "tls/" + word_of(field, alteration) + "/" + field.name + change;
    return {name, [name = field.name, form = field.form, alteration](net::Ingredients& gateway) {
                Manners manners;
                manners.deliver = [=](Octets& messages) {
                    const auto fields = fields_of_tls_messages(messages);
                    const auto found = std::ranges::find_if(fields, [&](const Field& one) {
                        return one.name == name && one.form == form;
                    });
                    if (found != fields.end()) alter(messages, *found, alteration);
                };
                gateway.tls_listener = serving_by_hand(std::move(manners));
            }};
}

}  // namespace

std::vector<Mutant> tls_messages_altered()
{
    std::vector<Mutant> all;
    for (const Field& field : fields_of_tls_messages(sample_tls_messages())) {
        for (const Alteration& alteration : alterations_of(field)) {
            all.push_back(alters(field, alteration));
        }
    }
    return all;
}

}  // namespace gateway::mutants::mechanical
