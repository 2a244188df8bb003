#include "mutants/lying_tls_mutants.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/lying_tls_certificates.h"
#include "mutants/lying_tls_handshake_mutants.h"
#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_hellos.h"
#include "mutants/lying_tls_1_3_mutants.h"
#include "mutants/lying_tls_suites.h"
#include "mutants/lying_tls_versions.h"

namespace gateway::mutants {
namespace {

using Ids = std::vector<std::string>;

// A handshake that runs to its end fails on the lie too.
const Ids sstp_over_it = {"p2s/ports/tls-443"};

// All that needs an accepted hello.
const Ids everything_over_tls_1_2 = {"p2s/tls/suite",
                                     "p2s/tls/nothing-else",
                                     "p2s/tls/certificate",
                                     "p2s/tls/cipher-preference",
                                     "p2s/ports/tls-443",
                                     "rfc5246",
                                     "rfc5746",
                                     "rfc6066",
                                     "rfc7301",
                                     "rfc7507",
                                     "rfc7568",
                                     "rfc7627",
                                     "rfc7919",
                                     "rfc8422",
                                     "rfc8446",
                                     "rfc8996",
                                     "rfc9155",
                                     "rfc9325",
                                     "p2s/tls/large-client-hello",
                                     "p2s/tls/garbage-survived"};

Mutant mutant(std::string name, std::string requirement, std::string code,
              tls::TlsListener listener, Ids also = {})
{
    return tls_mutant(std::move(name), std::move(requirement), std::move(code), std::move(listener),
                      std::move(also));
}

std::vector<Mutant> about_versions()
{
    return {
        mutant("accepts_ssl_3_0", "rfc7568/3/ssl-3.0-refused", "accepted",
               accepting_version(ssl_3_0)),
        mutant("accepts_tls_1_0", "rfc8996/4/tls-1.0-refused", "accepted",
               accepting_version(tls_1_0)),
        mutant("accepts_tls_1_1", "rfc8996/5/tls-1.1-refused", "accepted",
               accepting_version(tls_1_1)),
        mutant("refuses_tls_1_0_by_another_alert", "rfc8996/5/protocol-version-alert",
               "another-alert", refusing_version_wrongly(tls_1_0)),
        mutant("refuses_tls_1_1_by_another_alert", "rfc8996/5/protocol-version-alert",
               "another-alert", refusing_version_wrongly(tls_1_1)),
        mutant("accepts_tls_1_3", "p2s/tls/version/tls-1.3", "accepted", accepting_tls_1_3()),
        mutant("refuses_tls_1_2", "p2s/tls/version/tls-1.2", "refused-by-alert:70",
               refusing_tls_1_2(), everything_over_tls_1_2),
    };
}

// The suites common to the editions, which a gateway of any of them must speak.
std::vector<Mutant> about_the_suites_of_the_edition()
{
    const std::string id = "p2s/tls/suite/";
    const std::string gcm_256 = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    const std::string gcm_128 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    const std::string cbc_256 = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";
    const std::string cbc_128 = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256";
    const std::string refused = "refused-by-alert:40";
    return {
        mutant("refuses_ecdhe_rsa_aes_256_gcm", id + gcm_256, refused, refusing_suite(gcm_256)),
        mutant("refuses_ecdhe_rsa_aes_128_gcm", id + gcm_128, refused, refusing_suite(gcm_128)),
        mutant("refuses_ecdhe_rsa_aes_256_cbc", id + cbc_256, refused, refusing_suite(cbc_256)),
        mutant("refuses_ecdhe_rsa_aes_128_cbc", id + cbc_128, refused, refusing_suite(cbc_128)),
        mutant("answers_ecdhe_rsa_aes_128_cbc_with_gcm", id + cbc_128, "selected-another",
               answering_suite_with_another(cbc_128), {"rfc8996/5"}),
    };
}

std::vector<Mutant> about_other_suites()
{
    const std::string id = "p2s/tls/nothing-else";
    const std::string code = "accepted-extra";
    return {
        mutant("accepts_ecdhe_rsa_aes_128_cbc_sha", id, code,
               accepting_suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")),
        mutant("accepts_rsa_aes_128_cbc_sha256", id, code,
               accepting_suite("TLS_RSA_WITH_AES_128_CBC_SHA256")),
        mutant("accepts_dhe_rsa_aes_256_gcm", id, code,
               accepting_suite("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")),
        mutant("selects_rsa_null_sha256", id, code, selecting_suite(0x003b)),
        mutant("selects_rsa_rc4_128_sha", id, code, selecting_suite(0x0005)),
        mutant("selects_ecdhe_rsa_aria_128_gcm", id, code, selecting_suite(0xc060)),
        mutant("selects_an_anonymous_suite", id, code, selecting_suite(0xc018)),
        mutant("selects_an_unoffered_suite", "rfc5246/7.4.1.3/suite-was-offered",
               "selected-not-offered", selecting_an_unoffered_suite(),
               {"rfc8446/5.2/altered-record-refused"}),
    };
}

std::vector<Mutant> about_hellos()
{
    const std::string requested = "rfc5246/7.4.1.4/extensions-were-requested";
    const std::string unknown = "rfc8446/9.3/unknown-values-ignored";
    return {
        mutant("sends_an_unrequested_extension", requested, "unrequested-extension",
               sending_an_unrequested_extension(), sstp_over_it),
        mutant("sends_an_extension_twice", requested, "duplicate-extension",
               duplicating_an_extension(), sstp_over_it),
        mutant("refuses_unknown_suites", unknown, "refused-by-alert:47", refusing_unknown_suites()),
        mutant("hangs_up_on_unknown_extensions", unknown, "closed",
               hanging_up_on_unknown_extensions()),
        mutant("silent_on_unknown_groups", unknown, "silent", silent_on_unknown_groups()),
        mutant("selects_deflate", "rfc5246/7.4.1.3/null-compression", "compression-selected",
               selecting_deflate(), sstp_over_it),
    };
}

std::vector<Mutant> about_certificates()
{
    const std::string validity = "p2s/tls/certificate/validity";
    const std::string name = "p2s/tls/certificate/name";
    const Ids suite_of_its_key = {"p2s/tls/nothing-else"};
    return {
        mutant("serves_the_chain_out_of_order", "rfc5246/7.4.2/certificate-order", "wrong-order",
               with_the_chain_out_of_order()),
        mutant("serves_the_name_of_another", name, "name-mismatch", with_the_name_of_another()),
        mutant("serves_the_name_of_another_to_ecdsa_clients", name, "name-mismatch",
               with_the_name_of_another_beside(), suite_of_its_key),
        mutant("serves_an_expired_certificate", validity, "expired", with_an_expired_certificate()),
        mutant("serves_an_expired_certificate_to_ecdsa_clients", validity, "expired",
               with_an_expired_certificate_beside(), suite_of_its_key),
        mutant("serves_a_certificate_of_the_future", validity, "not-yet-valid",
               with_a_certificate_of_the_future()),
        mutant("serves_an_rsa_key_of_1024_bits", "rfc9325/4.5/key-size", "key-too-small",
               with_an_rsa_key_of_1024_bits()),
        mutant("serves_a_certificate_signed_with_sha_1", "rfc9325/4.5/signature-hash",
               "weak-signature", with_a_certificate_signed_with_sha_1()),
    };
}

}  // namespace

std::vector<Mutant> lying_tls_mutants()
{
    std::vector<Mutant> all;
    for (std::vector<Mutant> some :
         {about_versions(), about_the_suites_of_the_edition(), about_other_suites(), about_hellos(),
          about_certificates(), lying_tls_handshake_mutants(), lying_tls_1_3::mutants()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

}  // namespace gateway::mutants
