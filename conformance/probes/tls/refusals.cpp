#include "probes/tls/refusals.h"

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

void add(std::string& list, const std::string& name)
{
    list += (list.empty() ? "" : ", ") + name;
}

bool is_alert(const Answer& answer, AlertDescription description)
{
    return answer.alert.description == static_cast<std::uint8_t>(description);
}

Reaction reaction_to_hello(const Answer& answer)
{
    if (answer.selected()) {
        return Reaction::accepted;
    }
    return answer.end == End::alert || is_mute_end(answer) ? Reaction::refused : Reaction::unclear;
}

}  // namespace

void Refusals::ask(const std::string& name, const ClientHello& hello)
{
    ask(name, peers::tls::octets_of(hello, tls_1_0));
}

void Refusals::ask(const std::string& name, View octets)
{
    const auto answer =
        Client{bench_}.ask_octets(octets, peers::tls::whole_patience(bench_.patience));
    note(name, answer, reaction_to_hello(answer));
}

void Refusals::hear(const std::string& name, peers::tls::Engine& engine, Proof proof,
                    Alternative as_well)
{
    const auto reaction = reaction_behind(bench_, engine, proof);
    note(name, engine.answer, reaction, as_well);
}

void Refusals::note(const std::string& name, const Answer& answer, Reaction reaction,
                    Alternative as_well)
{
    const bool accepted = reaction == Reaction::accepted;
    details_.push_back(name + ": " + (accepted ? "accepted" : reaction_of(answer)));
    frames_.insert(frames_.end(), answer.frames.begin(), answer.frames.end());
    if (accepted) {
        return add(accepted_, name);
    }
    if (reaction == Reaction::unclear) {
        return add(unclear_, name);
    }
    if (is_mute_end(answer)) {
        rests_on_absence_ = true;
        return add(unsaid_, name);
    }
    if (due_ && !is_alert(answer, due_->description) && !(as_well && is_alert(answer, *as_well))) {
        add(otherwise_, name + " with " + alert_name(answer.alert.description));
    }
}

Finding Refusals::finding(const std::string& expected) const
{
    const auto attempts =
        std::to_string(details_.size()) + (details_.size() == 1 ? " attempt" : " attempts");
    const auto not_with_the_alert =
        otherwise_.empty() ? ""
                           : "refused, but not with " +
                                 alert_name(static_cast<std::uint8_t>(due_->description)) + ": " +
                                 otherwise_;
    Finding finding;
    if (!accepted_.empty()) {
        finding = conformance::fail("accepted", expected, "accepted: " + accepted_, frames_);
    } else if (!otherwise_.empty() && due_->named_by_the_clause) {
        finding = conformance::fail("another-alert", expected, not_with_the_alert, frames_);
    } else if (!unclear_.empty()) {
        finding = conformance::inconclusive("unclear", expected,
                                            "neither accepted nor refused: " + unclear_, frames_);
    } else {
        finding = conformance::pass("refused", expected, attempts + ", none accepted", frames_);
    }
    finding.details = details_;
    finding.rests_on_absence = rests_on_absence_;
    if (!unsaid_.empty()) {
        finding.advisories.push_back({"no-alert", "refused without an alert: " + unsaid_, source_});
    }
    if (!otherwise_.empty() && finding.code != "another-alert") {
        finding.advisories.push_back({"another-alert", not_with_the_alert, source_});
    }
    return finding;
}

}  // namespace conformance::probes::tls
