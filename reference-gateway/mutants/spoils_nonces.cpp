// Nonces that repeat, or are too short for the PRF: RFC 7296, Section 2.10.
#include <algorithm>

#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.10/nonce-fresh-and-long-enough";

// The responder draws an SPI and then a nonce.
class NoNewNonces final : public Random {
public:
    explicit NoNewNonces(std::unique_ptr<Random> behind) : behind_(std::move(behind)) {}

    void fill(std::span<std::uint8_t> octets) override
    {
        if (after_spi_ && octets.size() == ike::our_nonce_size) {
            std::ranges::fill(octets, std::uint8_t{0x4e});
        } else {
            behind_->fill(octets);
        }
        after_spi_ = octets.size() == sizeof(std::uint64_t);
    }

private:
    std::unique_ptr<Random> behind_;
    bool after_spi_ = false;
};

}  // namespace

std::vector<Mutant> spoils_nonces()
{
    return {{"repeats_its_nonce",
             requirement,
             "nonce-repeated",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.random = std::make_unique<NoNewNonces>(std::move(gateway.random));
             }},
            {"sends_short_nonces",
             requirement,
             "nonce-too-short",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.nonce_size = 15; }}};
}

}  // namespace gateway::mutants
