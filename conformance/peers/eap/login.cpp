#include "peers/eap/login.h"

#include "core/probe.h"
#include "crypto/certificate.h"
#include "peers/eap/mschapv2.h"
#include "peers/eap/tls.h"

namespace conformance::peers::eap {

namespace {

Outcome failed(std::string problem)
{
    return {false, {}, std::move(problem)};
}

Outcome log_in_by_password(Bench& bench, const Octets& challenge, const Ask& ask)
{
    const auto chap =
        Mschapv2::answering(challenge, bench.target.login->user, *bench.login, bench.random);
    if (!chap) {
        return failed("the challenge of EAP-MSCHAPv2 is not whole");
    }
    auto packet = ask(response_to(challenge, Type::mschapv2, chap->response()));
    if (packet && asks(*packet, MschapCode::success) &&
        !Mschapv2::message_in(*packet).starts_with(chap->proof())) {
        return failed("its success of EAP-MSCHAPv2 has a wrong proof");
    }
    if (packet && (asks(*packet, MschapCode::success) || asks(*packet, MschapCode::failure))) {
        packet = ask(response_to(*packet, Type::mschapv2, Mschapv2::acknowledgement(*packet)));
    }
    return ended_with(packet, chap->key());
}

void check_client(const Bench& bench)
{
    const bool by_password = bench.target.client_proof == ClientProof::eap_mschapv2;
    if (by_password && (!bench.target.login || bench.login == nullptr)) {
        throw Unmet{
            "needs user, and password_file or password_env, in [client] of the target file"};
    }
    if (!by_password && bench.credentials == nullptr) {
        throw Unmet{
            "needs a client certificate: certificate and key in [client] of the target file"};
    }
}

}  // namespace

std::string name_of_client(const Bench& bench)
{
    if (bench.target.login) {
        return bench.target.login->user;
    }
    const auto read = bench.credentials == nullptr
                          ? std::nullopt
                          : crypto::Certificate::read(bench.credentials->certificates().front());
    if (read && read->has_dns_names()) {
        return read->dns_names.front();
    }
    return read && !read->common_name.empty() ? read->common_name : "client.invalid";
}

Outcome ended_with(const std::optional<Octets>& last, Octets key)
{
    if (!last) {
        return failed("no EAP packet came any more");
    }
    if (is_of(*last, Code::success)) {
        return {true, std::move(key), ""};
    }
    return failed(is_of(*last, Code::failure) ? "EAP ended in Failure"
                                              : "EAP went on where it should have ended");
}

Outcome log_in(Bench& bench, Octets request, const Ask& ask)
{
    constexpr unsigned most_turns = 8;
    check_client(bench);
    const bool by_password = bench.target.client_proof == ClientProof::eap_mschapv2;
    const auto wanted = by_password ? Type::mschapv2 : Type::tls;
    for (unsigned i = 0; i < most_turns; ++i) {
        if (!is_of(request, Code::request)) {
            return failed(is_of(request, Code::failure) ? "EAP ended in Failure before any method"
                                                        : "no Request of EAP came");
        }
        if (asks_for(request, wanted)) {
            return by_password ? log_in_by_password(bench, request, ask)
                               : log_in_by_tls(bench, std::move(request), ask);
        }
        std::optional<Octets> next;
        if (asks_for(request, Type::identity)) {
            next = ask(response_to(request, Type::identity, view(name_of_client(bench))));
        } else if (asks_for(request, Type::notification)) {
            next = ask(response_to(request, Type::notification, {}));
        } else {
            next = ask(response_to(request, Type::nak, Octets{static_cast<std::uint8_t>(wanted)}));
        }
        if (!next) {
            return failed("no EAP packet came any more");
        }
        request = std::move(*next);
    }
    return failed(by_password ? "EAP-MSCHAPv2 was never begun" : "EAP-TLS was never begun");
}

}  // namespace conformance::peers::eap
