#include "mutants/lying_tls_server.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_session.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
Manners::Manners()
{
    select = [](const ClientHello& hello, const Truth& truth) {
        return can_be_spoken_to(hello, truth) ? suite_of_the_edition(hello, truth) : std::nullopt;
    };
    share = shared_with_a_point_of_the_curve;
    answer_close = [] {
        return Reply{content::alert, {alert::warning, alert::close_notify}, true};
    };
    answer_hello_again = [](const Again&) {
        return Reply{content::alert, {alert::warning, alert::no_renegotiation}, false};
    };
    resumes = [](const Past& past, const ClientHello& hello) {
        const bool extended = hello.find(extension::extended_master_secret) != nullptr;
        return hello.offers_suite(past.suite) && past.extended && extended;
    };
    suite_of_the_resumed = [](const Past& past, const ClientHello&) { return past.suite; };
}

std::optional<std::uint16_t> suite_of_the_edition(const ClientHello& hello, const Truth& truth)
{
    const auto suite = std::ranges::find_if(truth.suites_1_2, [&](std::uint16_t one) {
        return cipher_of(one) && hello.offers_suite(one);
    });
    return suite == truth.suites_1_2.end() ? std::nullopt : std::optional{*suite};
}

bool can_be_spoken_to(const ClientHello& hello, const Truth& truth)
{
    const auto groups = hello.numbers_in(extension::supported_groups);
    return hello.highest_version() == tls_1_2 &&
           std::ranges::find(groups, secp256r1) != groups.end() &&
           suite_of_the_edition(hello, truth);
}

bool can_be_served(const ClientHello& hello, const Truth&)
{
    const auto schemes = hello.numbers_in(extension::signature_algorithms);
    const auto is_known = [](std::uint16_t scheme) {
        using crypto::SignatureScheme;
        return scheme == static_cast<std::uint16_t>(SignatureScheme::rsa_pkcs1_sha256) ||
               scheme == static_cast<std::uint16_t>(SignatureScheme::rsa_pss_rsae_sha256);
    };
    return std::ranges::any_of(schemes, is_known);
}

tls::TlsListener serving_by_hand(Manners manners, Concern concerns)
{
    const auto is_served = [select = manners.select, concerns = std::move(concerns)](
                               const ClientHello& hello, const Truth& truth) {
        return select(hello, truth) && concerns(hello, truth);
    };
    return diverting_listener(
        is_served,
        [manners = std::move(manners)](const Truth& truth, const StreamCoreFactory& inner,
                                       const Peer& peer) -> std::unique_ptr<StreamCore> {
            return std::make_unique<LyingSession>(manners, truth, inner, peer);
        });
}

}  // namespace gateway::mutants
