#include "commands/identities.h"

#include <sstream>

#include "catalog/fault.h"
#include "commands/named_files.h"
#include "crypto/certificate.h"
#include "crypto/pem.h"
#include "crypto/seeded_random.h"

namespace conformance::commands {

namespace {

constexpr std::size_t most_minted = 1'000'000;
constexpr auto heading = "certificate,key";

class Minting : public Credentials {
public:
    Minting(ClientFiles made, std::unique_ptr<Random> random)
        : made_{std::move(made)}, live_{live_credentials(made_, std::move(random))}
    {
    }

    [[nodiscard]] const std::vector<Octets>& certificates() const override
    {
        return live_->certificates();
    }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm,
                                             View to_be_signed) override
    {
        return live_->sign(algorithm, to_be_signed);
    }

private:
    ClientFiles made_;
    std::unique_ptr<Credentials> live_;
};

class Live : public Identities {
public:
    Live(const IdentityFiles& files, Octets seed, std::string today, std::string purpose)
        : files_{files},
          seed_{std::move(seed)},
          today_{std::move(today)},
          purpose_{std::move(purpose)}
    {
    }

    [[nodiscard]] std::size_t count() const override { return files_.count(); }
    [[nodiscard]] std::unique_ptr<Credentials> identity(std::size_t number) override
    {
        auto random = crypto::seeded_random(seed_, purpose_ + "/" + std::to_string(number));
        if (!files_.issuer) {
            return live_credentials(files_.listed.at(number), std::move(random));
        }
        auto minted = files_.issuer->mint(number, seed_, today_);
        ClientFiles made{{std::move(minted.certificate)}, std::move(minted.key), {}};
        made.certificates.insert(made.certificates.end(), files_.issuers.begin(),
                                 files_.issuers.end());
        return std::make_unique<Minting>(std::move(made), std::move(random));
    }

private:
    const IdentityFiles& files_;
    Octets seed_;
    std::string today_, purpose_;
};

bool is_root(View certificate)
{
    const auto read = crypto::Certificate::read(certificate);
    return read && read->self_issued;
}

IdentityFiles with_issuer(const Target& target)
{
    const NamedFiles named{target};
    const auto of_certificates = "a PEM file of certificates, that of the clients' authority first";
    const auto of_key =
        "the private key of the first certificate of 'client.issuer', an authority, in PKCS #8 "
        "without a passphrase";
    const auto certificates = crypto::certificates_of(
        named.text_of("client.issuer", target.issuer->certificate, of_certificates));
    if (certificates.empty()) {
        named.refuse("client.issuer", of_certificates);
    }
    IdentityFiles files;
    files.issuer = crypto::Issuer::read(
        certificates.front(), named.text_of("client.issuer_key", target.issuer->key, of_key));
    if (!files.issuer) {
        named.refuse("client.issuer_key", of_key);
    }
    for (const auto& one : certificates) {
        if (!is_root(one)) {
            files.issuers.push_back(one);
        }
    }
    files.paths = {named.path_of(target.issuer->certificate), named.path_of(target.issuer->key)};
    return files;
}

// Two names of files a line, beside the target file or absolute, below a heading.
IdentityFiles listed(const Target& target)
{
    const NamedFiles named{target};
    const auto expected =
        "a file whose lines are '" + std::string{heading} + "', then two PEM files each";
    std::istringstream lines{named.text_of("client.identities", *target.identities, expected)};
    std::string line;
    IdentityFiles files;
    files.paths = {named.path_of(*target.identities)};
    for (unsigned number = 1; std::getline(lines, line); ++number) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        const auto comma = line.find(',');
        if (number == 1
                ? line != heading
                : comma == std::string::npos || line.find(',', comma + 1) != std::string::npos) {
            throw catalog::Fault{named.path_of(*target.identities).string(), number,
                                 "expected " + expected};
        }
        if (number == 1) {
            continue;
        }
        auto one = read_client_files({target, named.path_of(*target.identities).string(), number},
                                     {line.substr(0, comma), line.substr(comma + 1)},
                                     "client.identities", "client.identities");
        files.paths.insert(files.paths.end(), one.paths.begin(), one.paths.end());
        files.listed.push_back(std::move(one));
    }
    if (files.listed.empty()) {
        named.refuse("client.identities", expected);
    }
    return files;
}

}  // namespace

std::size_t IdentityFiles::count() const
{
    return issuer ? most_minted : listed.size();
}

std::optional<IdentityFiles> read_identity_files(const Target& target)
{
    if (target.issuer) {
        return with_issuer(target);
    }
    if (target.identities) {
        return listed(target);
    }
    return std::nullopt;
}

std::unique_ptr<Identities> live_identities(const IdentityFiles& files, Octets seed,
                                            std::string today, std::string purpose)
{
    return std::make_unique<Live>(files, std::move(seed), std::move(today), std::move(purpose));
}

}  // namespace conformance::commands
