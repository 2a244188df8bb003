// Initialization vectors of a block cipher that come again, or can be foreseen: RFC 7296, Section
// 3.14.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "ike/seams.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t block = 16;

// Nothing but the vector of a block cipher has its length, and nothing but a nonce, of which each
// IKE SA has one, that of a nonce.
class Vectors : public Random {
public:
    explicit Vectors(std::unique_ptr<Random> behind) : behind_(std::move(behind)) {}

    void fill(std::span<std::uint8_t> octets) override
    {
        if (octets.size() == block) return fill_vector(octets);
        behind_->fill(octets);
        if (octets.size() == ike::our_nonce_size) begin_anew(*behind_);
    }

private:
    virtual void fill_vector(std::span<std::uint8_t> vector) = 0;
    virtual void begin_anew(Random& random) = 0;

    std::unique_ptr<Random> behind_;
};

class ConstantVectors final : public Vectors {
public:
    using Vectors::Vectors;

private:
    void fill_vector(std::span<std::uint8_t> vector) override
    {
        std::ranges::fill(vector, std::uint8_t{0x17});
    }
    void begin_anew(Random&) override {}
};

class OneVectorForEachIkeSa final : public Vectors {
public:
    using Vectors::Vectors;

private:
    void fill_vector(std::span<std::uint8_t> vector) override
    {
        std::ranges::copy(vector_, vector.begin());
    }
    void begin_anew(Random& random) override { random.fill(vector_); }

    std::array<std::uint8_t, block> vector_{};
};

class CountedVectors final : public Vectors {
public:
    using Vectors::Vectors;

private:
    void fill_vector(std::span<std::uint8_t> vector) override
    {
        if (++vector_.back() == 0) ++vector_.front();
        std::ranges::copy(vector_, vector.begin());
    }
    void begin_anew(Random&) override {}

    std::array<std::uint8_t, block> vector_{};
};

template <class Wrong>
Mutant drawing(std::string name, std::string requirement, std::string code,
               std::vector<std::string> also = {})
{
    return {std::move(name), std::move(requirement), std::move(code),
            "ike",           std::move(also),        [](net::Ingredients& gateway) {
                gateway.random = std::make_unique<Wrong>(std::move(gateway.random));
            }};
}

}  // namespace

std::vector<Mutant> spoils_initialization_vectors()
{
    const std::string within = "rfc7296/3.14/initialization-vectors-unpredictable";
    const std::string esp = "rfc3602/3/iv-unpredictable";
    return {
        drawing<ConstantVectors>("repeats_its_initialization_vectors",
                                 "rfc7296/3.14/initialization-vectors-new", "vector-repeated"),
        drawing<OneVectorForEachIkeSa>("has_one_initialization_vector_for_each_ike_sa", within,
                                       "vector-repeated", {esp}),
        drawing<CountedVectors>("counts_in_its_initialization_vectors", within,
                                "vector-predictable", {esp}),
    };
}

}  // namespace gateway::mutants
