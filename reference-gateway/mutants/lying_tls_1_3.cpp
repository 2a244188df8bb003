#include "mutants/lying_tls_1_3.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "crypto/tls_signature.h"
#include "mutants/lying_tls_1_3_session.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

constexpr std::size_t longest_content = 16384;
constexpr std::size_t longest_protected = longest_content + 256;

bool contains(const std::vector<std::uint16_t>& values, std::uint16_t wanted)
{
    return std::ranges::find(values, wanted) != values.end();
}

// RFC 8446, Section 5.1.
bool is_too_long(const Heard& heard)
{
    return heard.length > (heard.is_protected ? longest_protected : longest_content) ||
           heard.content.size() > longest_content;
}

// RFC 8446, Section 5.
bool is_compatible(const Heard& heard)
{
    return !heard.is_protected && !heard.has_finished && heard.content.size() == 1 &&
           heard.content.front() == 1;
}

bool is_awaited(const Heard& heard)
{
    switch (heard.type) {
        case content::change_cipher_spec:
            return is_compatible(heard);
        case content::handshake:
            return heard.is_protected == heard.has_keys && !heard.content.empty();
        case content::alert:
            return !heard.content.empty();
        case content::application_data:
            return heard.is_protected && heard.has_finished;
        default:
            return false;
    }
}

}  // namespace

// RFC 8446, Sections 4.1.2, 9.2, 4.2.9 and 4.2.11.
Ruling rule_on_hello(const ClientHello& hello)
{
    if (!compresses_nothing(hello)) return alert::illegal_parameter;
    const auto has = [&](std::uint16_t type) { return hello.find(type) != nullptr; };
    const bool has_ticket = has(extension::pre_shared_key);
    const bool has_groups = has(mutants::extension::supported_groups);
    const bool is_signed = has(mutants::extension::signature_algorithms);
    if (!has_ticket && (!has_groups || !is_signed)) return alert::missing_extension;
    if (has_groups != has(extension::key_share)) return alert::missing_extension;
    if (has_ticket && hello.extensions.back().type != extension::pre_shared_key) {
        return alert::illegal_parameter;
    }
    if (has_ticket && !has(extension::psk_key_exchange_modes)) return alert::missing_extension;
    return std::nullopt;
}

Ruling rule_on_record(const Heard& heard)
{
    if (is_too_long(heard)) return alert::record_overflow;
    return is_awaited(heard) ? Ruling{} : alert::unexpected_message;
}

// RFC 8446, Section 4.6.3.
Ruling rule_on_update(std::uint8_t request)
{
    return request <= 1 ? Ruling{} : alert::illegal_parameter;
}

Manners::Manners()
{
    retry = [](const ClientHello& hello) { return hello_retry_request(hello, aes_128_gcm_sha256); };
    judge_hello_again = [] { return Ruling{alert::unexpected_message}; };
    answers_update = [](std::uint8_t request) { return request == 1; };
}

bool compresses_nothing(const ClientHello& hello)
{
    return hello.compressions == Octets{compression::null};
}

bool can_be_spoken_to(const ClientHello& hello)
{
    return hello.highest_version() == tls_1_3 && hello.offers_suite(aes_128_gcm_sha256);
}

bool can_be_served(const ClientHello& hello)
{
    const auto scheme = static_cast<std::uint16_t>(crypto::SignatureScheme::rsa_pss_rsae_sha256);
    return can_be_spoken_to(hello) &&
           contains(hello.numbers_in(mutants::extension::supported_groups), secp256r1) &&
           contains(hello.numbers_in(mutants::extension::signature_algorithms), scheme);
}

tls::TlsListener serving_by_hand(Manners manners, Concern concerns)
{
    return diverting_listener(
        [concerns = std::move(concerns)](const ClientHello& hello, const Truth&) {
            return concerns(hello);
        },
        [manners = std::move(manners)](const Truth& truth, const StreamCoreFactory& inner,
                                       const Peer& peer) -> std::unique_ptr<StreamCore> {
            return std::make_unique<Session>(manners, truth, inner, peer);
        });
}

}  // namespace gateway::mutants::lying_tls_1_3
