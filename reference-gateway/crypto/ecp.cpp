#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "crypto/big_number.h"
#include "crypto/groups.h"

namespace gateway::crypto {
namespace {

using Curve = std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)>;
using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;

Curve curve(std::uint16_t group)
{
    const int name = group == 19   ? NID_X9_62_prime256v1
                     : group == 20 ? NID_secp384r1
                                   : NID_secp521r1;
    return {EC_GROUP_new_by_curve_name(name), EC_GROUP_free};
}

Point point(const EC_GROUP* curve)
{
    return {EC_POINT_new(curve), EC_POINT_free};
}

// RFC 6989, Section 2.3: both coordinates below p, and the point on the curve.
bool read_point(const EC_GROUP* curve, EC_POINT* out, View octets, BN_CTX* scratch)
{
    const BigNumber x = number_from(octets.first(octets.size() / 2));
    const BigNumber y = number_from(octets.last(octets.size() / 2));
    const BIGNUM* prime = EC_GROUP_get0_field(curve);
    return BN_cmp(x.get(), prime) < 0 && BN_cmp(y.get(), prime) < 0 &&
           EC_POINT_set_affine_coordinates(curve, out, x.get(), y.get(), scratch) == 1;
}

// In 1 .. order - 1; the seed is long enough that the reduction leaves no bias worth the name.
BigNumber private_scalar(const EC_GROUP* curve, View seed, BN_CTX* scratch)
{
    const BigNumber range = owned(BN_dup(EC_GROUP_get0_order(curve)));
    BN_sub_word(range.get(), 1);
    BigNumber scalar = number_from(seed);
    BN_mod(scalar.get(), scalar.get(), range.get(), scratch);
    BN_add_word(scalar.get(), 1);
    BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
    return scalar;
}

}  // namespace

Octets generator_ecp(std::uint16_t number)
{
    const Curve group = curve(number);
    const Arithmetic scratch = arithmetic();
    const BigNumber x = owned(BN_new());
    const BigNumber y = owned(BN_new());
    if (EC_POINT_get_affine_coordinates(group.get(), EC_GROUP_get0_generator(group.get()), x.get(),
                                        y.get(), scratch.get()) != 1) {
        return {};
    }
    const std::size_t half = public_value_size(number) / 2;
    return joined({octets_of(x.get(), half), octets_of(y.get(), half)});
}

// RFC 5903, Section 7: a public value is x and y side by side, the shared secret is x alone.
std::optional<Agreed> agree_ecp(const KeyAgreement& work)
{
    const Curve group = curve(work.group);
    const Arithmetic scratch = arithmetic();
    const Point peer = point(group.get());
    if (!read_point(group.get(), peer.get(), work.peer_public, scratch.get())) return std::nullopt;

    const BigNumber scalar = private_scalar(group.get(), work.private_seed, scratch.get());
    const Point ours = point(group.get());
    const Point shared = point(group.get());
    const BigNumber x = owned(BN_new());
    const BigNumber y = owned(BN_new());
    const BigNumber secret = owned(BN_new());
    if (EC_POINT_mul(group.get(), ours.get(), scalar.get(), nullptr, nullptr, scratch.get()) != 1 ||
        EC_POINT_mul(group.get(), shared.get(), nullptr, peer.get(), scalar.get(), scratch.get()) !=
            1 ||
        EC_POINT_get_affine_coordinates(group.get(), ours.get(), x.get(), y.get(), scratch.get()) !=
            1 ||
        EC_POINT_get_affine_coordinates(group.get(), shared.get(), secret.get(), nullptr,
                                        scratch.get()) != 1) {
        return std::nullopt;
    }
    const std::size_t half = work.peer_public.size() / 2;
    return Agreed{joined({octets_of(x.get(), half), octets_of(y.get(), half)}),
                  octets_of(secret.get(), half)};
}

}  // namespace gateway::crypto
