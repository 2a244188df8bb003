// What the prober proves its identity by. A secret stays with whoever implements this; its outputs are recorded, so that a replay
// needs no secret.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/octets.h"

namespace conformance {

// One use of a secret. `algorithm` is a word of those who sign and verify.
struct Signature {
    std::string algorithm;
    Octets to_be_signed;
    std::optional<Octets> octets;  // nothing where the key cannot sign so

    bool operator==(const Signature&) const = default;
};

class Credentials {
public:
    virtual ~Credentials() = default;
    // In DER, the one of the key first.
    [[nodiscard]] virtual const std::vector<Octets>& certificates() const = 0;
    [[nodiscard]] virtual std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) = 0;
};

// Credentials that write down what they are used for.
class RecordedCredentials : public Credentials {
public:
    RecordedCredentials(Credentials& credentials, std::vector<Signature>& uses) : credentials_{credentials}, uses_{uses} {}

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return credentials_.certificates(); }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) override
    {
        auto octets = credentials_.sign(algorithm, to_be_signed);
        uses_.push_back({algorithm, {to_be_signed.begin(), to_be_signed.end()}, octets});
        return octets;
    }

private:
    Credentials& credentials_;
    std::vector<Signature>& uses_;
};

}  // namespace conformance
