// In a replay: what was signed once, and nothing else.
#include "commands/client_credentials.h"
#include "transport/replay.h"

namespace conformance::commands {

namespace {

// One run's uses of secrets, in their order, whoever's they were.
class Uses {
public:
    explicit Uses(std::vector<Signature> kept) : kept_{std::move(kept)} {}

    std::optional<Octets> next(const std::string& algorithm, View to_be_signed)
    {
        if (next_ == kept_.size()) {
            throw transport::Disagreement{"more is to be signed than the run signed"};
        }
        const auto& one = kept_[next_++];
        if (one.algorithm != algorithm ||
            one.to_be_signed != Octets{to_be_signed.begin(), to_be_signed.end()}) {
            throw transport::Disagreement{"other octets are to be signed than the run signed"};
        }
        return one.octets;
    }

    std::vector<Octets> certificates_of(std::size_t number)
    {
        const std::size_t count = next_ == kept_.size() || kept_[next_].to_be_signed.empty()
                                      ? 0
                                      : kept_[next_].to_be_signed.back();
        std::vector<Octets> certificates;
        for (std::size_t place = 0; place < count; ++place) {
            certificates.push_back(
                next(certificate_was_made, certificate_label(number, place, count))
                    .value_or(Octets{}));
        }
        if (certificates.empty()) {
            throw transport::Disagreement{"another identity is wanted than the run used"};
        }
        return certificates;
    }

private:
    std::vector<Signature> kept_;
    std::size_t next_ = 0;
};

class Kept : public Credentials {
public:
    Kept(std::vector<Octets> certificates, std::shared_ptr<Uses> uses)
        : certificates_{std::move(certificates)}, uses_{std::move(uses)}
    {
    }

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return certificates_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm,
                                             View to_be_signed) override
    {
        return uses_->next(algorithm, to_be_signed);
    }

private:
    std::vector<Octets> certificates_;
    std::shared_ptr<Uses> uses_;
};

class KeptIdentities : public Identities {
public:
    KeptIdentities(std::size_t count, std::shared_ptr<Uses> uses)
        : count_{count}, uses_{std::move(uses)}
    {
    }

    [[nodiscard]] std::size_t count() const override { return count_; }
    [[nodiscard]] std::unique_ptr<Credentials> identity(std::size_t number) override
    {
        return std::make_unique<Kept>(uses_->certificates_of(number), uses_);
    }

private:
    std::size_t count_;
    std::shared_ptr<Uses> uses_;
};

}  // namespace

Secrets kept_secrets(std::vector<Octets> certificates, std::size_t identities, bool has_login,
                     std::vector<Signature> kept)
{
    const auto uses = std::make_shared<Uses>(std::move(kept));
    Secrets secrets;
    if (!certificates.empty()) {
        secrets.client = std::make_unique<Kept>(std::move(certificates), uses);
    }
    if (has_login) {
        secrets.login = std::make_unique<Kept>(std::vector<Octets>{}, uses);
    }
    if (identities != 0) {
        secrets.identities = std::make_unique<KeptIdentities>(identities, uses);
    }
    return secrets;
}

}  // namespace conformance::commands
