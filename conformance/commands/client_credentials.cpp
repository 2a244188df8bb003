#include "commands/client_credentials.h"

#include "commands/named_files.h"
#include "crypto/pem.h"

namespace conformance::commands {

namespace {

class Live : public Credentials {
public:
    Live(const ClientFiles& files, std::unique_ptr<Random> random) : files_{files}, random_{std::move(random)} {}

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return files_.certificates; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) override
    {
        const auto scheme = crypto::scheme_named(algorithm);
        return scheme ? files_.key.sign(*scheme, to_be_signed, *random_) : std::nullopt;
    }

private:
    const ClientFiles& files_;
    std::unique_ptr<Random> random_;
};

}  // namespace

ClientFiles read_client_files(const NamedFiles& files, const Client& client, const std::string& certificate_key, const std::string& key_key)
{
    const auto of_certificates = "a PEM file of certificates, the client's first";
    const auto of_key = "a PEM file that begins with a private key in PKCS #8, without a passphrase";
    auto certificates = crypto::certificates_of(files.text_of(certificate_key, client.certificate, of_certificates));
    if (certificates.empty()) { files.refuse(certificate_key, of_certificates); }
    auto key = crypto::PrivateKey::read(files.text_of(key_key, client.key, of_key));
    if (!key) { files.refuse(key_key, of_key); }
    if (!key->belongs_to(certificates.front())) {
        files.refuse(key_key, "the key of the first certificate of '" + client.certificate + "'");
    }
    return ClientFiles{std::move(certificates), std::move(*key), {files.path_of(client.certificate), files.path_of(client.key)}};
}

std::optional<ClientFiles> read_client_files(const Target& target)
{
    if (!target.client) { return std::nullopt; }
    return read_client_files(NamedFiles{target}, *target.client, "client.certificate", "client.key");
}

std::unique_ptr<Credentials> live_credentials(const ClientFiles& files, std::unique_ptr<Random> random)
{
    return std::make_unique<Live>(files, std::move(random));
}

}  // namespace conformance::commands
