// The first exchange of the clients that people use: SA, KE, Nonce, notifies and vendor IDs as each
// sends them.

#include <array>

#include "crypto/key_exchange.h"
#include "peers/ike/tuple.h"
#include "probes/clients/messages.h"
#include "probes/clients/offers.h"
#include "probes/clients/standing.h"
#include "probes/clients/tables.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::clients {

namespace {

using namespace wire::ike;
using peers::ike::Answer;
using peers::ike::Initiator;

constexpr auto redirect = static_cast<NotifyType>(16'407);

std::string story(const Bench& bench, const catalog::VpnClient& client, const Begun& begun)
{
    auto text = begun.answer.text(bench.registries);
    if (begun.group != client.ike_sa_init.group) {
        text += ", after INVALID_KE_PAYLOAD asked for group " + std::to_string(begun.group) +
                " in place of " + std::to_string(client.ike_sa_init.group);
    }
    return text;
}

const Proposal& selected_in(const Answer& answer)
{
    return answer.message()
        .body<SecurityAssociation>(PayloadType::security_association)
        ->proposals.front();
}

// A group that it would follow, and the prober has no keys of.
bool asks_for_what_we_lack(const catalog::VpnClient& client, const Begun& begun)
{
    const auto wanted = begun.answer.wanted_group();
    return wanted && is_offered(client.ike_sa_init.proposals, *wanted) &&
           !crypto::supports_group(*wanted);
}

// The IKE_SA_INIT of this client, as it sends it, is accepted where the edition has a row that it
// offers.
Finding first_exchange_succeeds(Bench& bench)
{
    if (const auto excuse = not_claimed(bench)) {
        return *excuse;
    }
    const auto& client = client_of(bench);
    Initiator peer{bench};
    const auto begun = begin(peer, client, Fragments::as_the_client);
    const auto& answer = begun.answer;
    const auto expected = client.title + ": one of its proposals is selected";
    const auto finding = [&](Verdict verdict, std::string code) {
        auto found = ike::pass(bench, answer, expected);
        found.verdict = verdict;
        found.code = std::move(code);
        found.observed = story(bench, client, begun);
        found.rests_on_absence = !answer.is_message();
        return found;
    };
    if (asks_for_what_we_lack(client, begun)) {
        auto asked = finding(Verdict::pass, answer.code());
        asked.observed +=
            ", which it offers too; not driven further, the prober has not this group";
        return asked;
    }
    if (!answer.accepted()) {
        // RFC 5685, Section 3: who offers it may be sent elsewhere.
        const bool is_redirected = answer.is_message() && answer.message().notify(redirect) != nullptr;
        return does_not_connect(
            bench, finding(Verdict::fail, is_redirected ? "redirected" : answer.code()),
            no_ike_row(bench, client), is_redirected ? Freedom::of_the_gateway : Freedom::none);
    }
    if (!is_offered(client.ike_sa_init.proposals, selected_in(answer))) {
        return finding(Verdict::fail, "selected-another");
    }
    const auto conclusion = peer.conclude_once(answer);
    if (conclusion.answer.is_message() && !conclusion.opened) {
        return finding(Verdict::fail, "keys-disagree");
    }
    return finding(Verdict::pass, "accepted");
}

const std::array table{
    Probe{"p2s/clients/ike-sa-init", first_exchange_succeeds, &ike::gateway_answers, Impact::safe,
          names},
};

}  // namespace

std::span<const Probe> ike_sa_init_probes()
{
    return table;
}

}  // namespace conformance::probes::clients
