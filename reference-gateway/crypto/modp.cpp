#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <string>

#include "crypto/big_number.h"
#include "crypto/groups.h"

namespace gateway::crypto {
namespace {

struct Modp {
    BigNumber prime = owned(nullptr);
    BigNumber generator = owned(nullptr);
    BigNumber subgroup_order = owned(nullptr);  // only where it is much smaller than the prime
};

BigNumber parameter(const EVP_PKEY* key, const char* name)
{
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    return owned(value);
}

// RFC 5114, Section 2.3.
Modp group_24()
{
    std::string name = "dh_2048_256";
    const OSSL_PARAM named[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), 0),
        OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context{
        EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr), EVP_PKEY_CTX_free};
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEY_PARAMETERS,
                          const_cast<OSSL_PARAM*>(named)) != 1) {
        return {};
    }
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{made, EVP_PKEY_free};
    return {parameter(made, OSSL_PKEY_PARAM_FFC_P), parameter(made, OSSL_PKEY_PARAM_FFC_G),
            parameter(made, OSSL_PKEY_PARAM_FFC_Q)};
}

BIGNUM* safe_prime(std::uint16_t group)
{
    switch (group) {
        case 1:
            return BN_get_rfc2409_prime_768(nullptr);
        case 2:
            return BN_get_rfc2409_prime_1024(nullptr);
        case 5:
            return BN_get_rfc3526_prime_1536(nullptr);
        case 14:
            return BN_get_rfc3526_prime_2048(nullptr);
        case 15:
            return BN_get_rfc3526_prime_3072(nullptr);
        case 16:
            return BN_get_rfc3526_prime_4096(nullptr);
        case 17:
            return BN_get_rfc3526_prime_6144(nullptr);
        case 18:
            return BN_get_rfc3526_prime_8192(nullptr);
        default:
            return nullptr;
    }
}

Modp modp(std::uint16_t group)
{
    if (group == 24) return group_24();
    Modp found{owned(safe_prime(group)), owned(BN_new()), owned(nullptr)};
    BN_set_word(found.generator.get(), 2);
    return found;
}

// RFC 6989, Section 2.1: 1 < y < p - 1; Section 2.2: y^q = 1 where the group has a small subgroup.
bool is_element(const BIGNUM* y, const Modp& group, BN_CTX* scratch)
{
    const BigNumber last = owned(BN_dup(group.prime.get()));
    BN_sub_word(last.get(), 1);
    if (BN_cmp(y, BN_value_one()) <= 0 || BN_cmp(y, last.get()) >= 0) return false;
    if (!group.subgroup_order) return true;
    const BigNumber power = owned(BN_new());
    return BN_mod_exp(power.get(), y, group.subgroup_order.get(), group.prime.get(), scratch) ==
               1 &&
           BN_is_one(power.get());
}

BigNumber private_exponent(View seed, const Modp& group, BN_CTX* scratch)
{
    BigNumber exponent = number_from(seed);
    if (group.subgroup_order) {
        BN_mod(exponent.get(), exponent.get(), group.subgroup_order.get(), scratch);
    }
    if (BN_is_zero(exponent.get())) BN_one(exponent.get());
    BN_set_flags(exponent.get(), BN_FLG_CONSTTIME);
    return exponent;
}

}  // namespace

Octets modp_prime(std::uint16_t group)
{
    const Modp found = modp(group);
    if (!found.prime) return {};
    return octets_of(found.prime.get(), static_cast<std::size_t>(BN_num_bytes(found.prime.get())));
}

Octets generator_modp(std::uint16_t group)
{
    const Modp found = modp(group);
    if (!found.prime) return {};
    return octets_of(found.generator.get(),
                     static_cast<std::size_t>(BN_num_bytes(found.prime.get())));
}

std::optional<Agreed> agree_modp(const KeyAgreement& work)
{
    const Modp group = modp(work.group);
    const Arithmetic scratch = arithmetic();
    const BigNumber peer = number_from(work.peer_public);
    if (!group.prime || !is_element(peer.get(), group, scratch.get())) return std::nullopt;

    const BigNumber exponent = private_exponent(work.private_seed, group, scratch.get());
    const BigNumber ours = owned(BN_new());
    const BigNumber shared = owned(BN_new());
    const BIGNUM* prime = group.prime.get();
    if (BN_mod_exp(ours.get(), group.generator.get(), exponent.get(), prime, scratch.get()) != 1 ||
        BN_mod_exp(shared.get(), peer.get(), exponent.get(), prime, scratch.get()) != 1) {
        return std::nullopt;
    }
    const std::size_t size = work.peer_public.size();
    return Agreed{octets_of(ours.get(), size), octets_of(shared.get(), size)};
}

}  // namespace gateway::crypto
