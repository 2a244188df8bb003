// RFC 7296, Sections 2.15 and 2.16: how IKE_AUTH ends behind EAP, by each method that our client
// can log in by.

#include <array>

#include "probes/ike/eap.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

bool claims(const Target& target, const char* method)
{
    return target.claims.at("eap").find(method) != std::string::npos;
}

std::optional<std::string> excused(const Target& target)
{
    if (auto why = row_is_accepted_for_eap.excused(target)) {
        return why;
    }
    if (claims(target, "tls") || claims(target, "mschapv2")) {
        return std::nullopt;
    }
    return "claims.eap: the gateway claims neither EAP-TLS nor EAP-MSCHAPv2";
}

const Control row_is_accepted_for_a_login{row_is_accepted_for_eap.name, excused,
                                          row_is_accepted_for_eap.missing,
                                          row_is_accepted_for_eap.holds, true};

// Where what a login takes stands in the target file.
std::vector<ClientProof> methods_of(const Bench& bench)
{
    std::vector<ClientProof> methods;
    if (claims(bench.target, "mschapv2") && bench.target.login && bench.login != nullptr) {
        methods.push_back(ClientProof::eap_mschapv2);
    }
    if (claims(bench.target, "tls") && bench.credentials != nullptr) {
        methods.push_back(ClientProof::eap_tls);
    }
    if (methods.empty()) {
        throw Unmet{
            "needs certificate and key, or user with password_file or password_env, in [client] of "
            "the target file"};
    }
    return methods;
}

Target logging_in_by(Target target, ClientProof proof)
{
    target.client_proof = proof;
    return target;
}

// A login that has come to its end.
struct Ended {
    Ended(Bench& bench, ClientProof proof, bool with_auth)
        : target{logging_in_by(bench.target, proof)},
          here{bench.of(target)},
          tunnel{half_open_tunnel(here)}
    {
        if (!with_auth) {
            tunnel.leave_out_auth_after_eap();
        }
        tunnel.authenticate(tunnel.ike_auth());
        if (!tunnel.problem().empty()) {
            throw Unmet{why_not_established(here, tunnel)};
        }
    }

    Target target;
    Bench here;
    Tunnel tunnel;
};

// What each method ends in; the first that does not pass.
Finding by_each_method(Bench& bench, bool with_auth, Finding (*judge)(Bench&, Tunnel&))
{
    Finding finding;
    for (const auto method : methods_of(bench)) {
        Ended ended{bench, method, with_auth};
        finding = judge(bench, ended.tunnel);
        ended.tunnel.leave();
        if (finding.verdict != Verdict::pass) {
            break;
        }
    }
    return finding;
}

// After a method that makes a key, both AUTH payloads are made with its MSK.
Finding auth_is_by_the_key_of_eap(Bench& bench)
{
    return by_each_method(bench, true, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "an AUTH by the MSK of EAP, in answer to one";
        const auto& answer = tunnel.answer();
        if (!answer.opened) {
            return fail(here, answer, silence_of(answer), expected);
        }
        if (answer.notify(NotifyType::authentication_failed) != nullptr) {
            return fail(here, answer, "refused", expected);
        }
        if (answer.body<Authentication>(PayloadType::authentication) == nullptr) {
            return fail(here, answer, "no-auth", expected);
        }
        return tunnel.is_proved_by_eap() ? pass(here, answer, "verified", expected)
                                         : fail(here, answer, "auth-invalid", expected);
    });
}

// Without AUTH payloads after EAP Success there is no IKE SA.
Finding no_ike_sa_without_auth(Bench& bench)
{
    return by_each_method(bench, false, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "no AUTH, and no Child SA, in answer to an IKE_AUTH without AUTH";
        const auto& answer = tunnel.answer();
        const bool is_established =
            answer.body<Authentication>(PayloadType::authentication) != nullptr ||
            answer.body<SecurityAssociation>(PayloadType::security_association) != nullptr;
        if (is_established) {
            return fail(here, answer, "established", expected);
        }
        if (!answer.opened) {
            return resting_on_absence(pass(here, answer, silence_of(answer), expected));
        }
        return pass(here, answer, "refused", expected);
    });
}

const std::array table{
    Probe{"rfc7296/2.16/auth-by-the-key-of-eap", auth_is_by_the_key_of_eap,
          &row_is_accepted_for_a_login},
    Probe{"rfc7296/2.16/auth-after-eap", no_ike_sa_without_auth, &row_is_accepted_for_a_login},
};

}  // namespace

std::span<const Probe> rfc7296_2_16_end_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
