// RFC 7627, Section 5: Extended Master Secret Negotiation.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/resumption.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// extended_master_secret is answered when it is offered up to TLS 1.2.
Finding extended_master_secret_is_answered(Bench& bench)
{
    const auto offer = known_hello_up_to_1_2(bench);
    const auto expected = "extended_master_secret in the ServerHello";
    Client client{bench};
    const auto answer = client.ask(offer.version, {offer.suite});
    if (!answer.selected()) {
        throw Unmet{"the hello that was accepted before is not any more: " +
                    answer.text(bench.registries)};
    }
    if (answer.hello.extensions.find(ExtensionType::extended_master_secret) == nullptr) {
        return fail(bench, answer, "missing", expected);
    }
    return pass(bench, answer, expected);
}

// The extended_master_secret that answers is empty.
Finding extended_master_secret_is_empty(Bench& bench)
{
    const auto offer = known_hello_up_to_1_2(bench);
    const auto expected = "extended_master_secret without data";
    const auto answer = Client{bench}.ask(offer.version, {offer.suite});
    const auto* extension = answer.hello.extensions.find(ExtensionType::extended_master_secret);
    if (!answer.selected() || extension == nullptr) {
        return nothing_to_judge(expected, "no extended_master_secret is answered", answer);
    }
    if (!extension->data.empty()) {
        auto finding = fail(bench, answer, "not-empty", expected);
        finding.observed += ", with " + hex(extension->data);
        return finding;
    }
    return pass(bench, answer, expected);
}

// A server may refuse the old kind: RFC 7627, Section 5.2.
std::optional<Remembered> remembered_if_made(Bench& bench, const Offer& offer, Memory memory,
                                             MasterSecret made)
{
    try {
        return remembered(bench, offer, memory, made);
    } catch (const Unmet&) {
        if (made == MasterSecret::extended) {
            throw;
        }
        return std::nullopt;
    }
}

// A session with extended_master_secret is never resumed for a client that does not offer it, and
// one without it never for a client that does. That binds who implements it.
Finding master_secret_is_kept(Bench& bench)
{
    const std::string expected = "no session resumed by a hello of the other kind";
    const auto offer = completing_offer(bench);
    auto last = Client{bench}.ask(offer.version, {offer.suite});
    if (last.hello.extensions.find(ExtensionType::extended_master_secret) == nullptr) {
        return nothing_to_judge(expected, "no extended_master_secret is answered", last);
    }
    std::string kinds;
    for (const auto memory : {Memory::session_id, Memory::ticket}) {
        for (const auto made : {MasterSecret::extended, MasterSecret::old}) {
            const auto found = remembered_if_made(bench, offer, memory, made);
            if (!found) {
                continue;
            }
            const auto& session = found->session;
            last = found->answer;
            if (!session) {
                continue;
            }
            const bool extended = made == MasterSecret::extended;
            const auto other = extended ? MasterSecret::old : MasterSecret::extended;
            const auto attempt = resume(bench, *session, {offer.suite}, other);
            if (attempt.resumed) {
                return conformance::fail(extended ? "resumed-without" : "resumed-with", expected,
                                         "a session " + std::string{extended ? "with" : "without"} +
                                             " extended_master_secret is resumed " +
                                             name_of(memory),
                                         attempt.answer.frames);
            }
            kinds += (kinds.empty() ? "" : "; ") + ("not resumed " + name_of(memory)) + ": " +
                     attempt.answer.text(bench.registries);
            last = attempt.answer;
        }
    }
    return kinds.empty() ? nothing_to_judge(expected, "the server keeps no session", last)
                         : conformance::pass("not-resumed", expected, kinds, last.frames);
}

const std::array table{
    Probe{"rfc7627/5.1/extension-is-empty", extended_master_secret_is_empty,
          &tls_hello_is_accepted},
    Probe{"rfc7627/5.2/extended-master-secret", extended_master_secret_is_answered,
          &tls_hello_is_accepted},
    Probe{"rfc7627/5.3/resumption-keeps-extended-master-secret", master_secret_is_kept,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc7627_5_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
