// What the prober proves its identity by. A secret stays with whoever implements this; its outputs are recorded, so that a replay
// needs no secret.
#pragma once

#include <memory>
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

// Many people, each with credentials of their own.
class Identities {
public:
    virtual ~Identities() = default;
    [[nodiscard]] virtual std::size_t count() const = 0;
    // The one of this number, below count().
    [[nodiscard]] virtual std::unique_ptr<Credentials> identity(std::size_t number) = 0;
};

// What the prober may prove; nothing where the target file names nothing.
struct Secrets {
    std::unique_ptr<Credentials> client;
    std::unique_ptr<Credentials> login;  // of a user's password, without certificates
    std::unique_ptr<Identities> identities;
};

// How certificates that were made stand among what was signed: one entry each, with the number of the identity, the place among its
// certificates, and how many these are.
inline constexpr auto certificate_was_made = "certificate";

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

// Identities that write down whom they make, and what these sign.
class RecordedIdentities : public Identities {
public:
    RecordedIdentities(Identities& identities, std::vector<Signature>& uses) : identities_{identities}, uses_{uses} {}

    [[nodiscard]] std::size_t count() const override { return identities_.count(); }
    [[nodiscard]] std::unique_ptr<Credentials> identity(std::size_t number) override;

private:
    Identities& identities_;
    std::vector<Signature>& uses_;
};

// The entry for the certificate at `place` of `count`.
[[nodiscard]] Octets certificate_label(std::size_t number, std::size_t place, std::size_t count);

}  // namespace conformance
