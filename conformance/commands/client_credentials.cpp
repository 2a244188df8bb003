#include "commands/client_credentials.h"

#include "catalog/fault.h"
#include "crypto/pem.h"
#include "evidence/manifest.h"
#include "transport/replay.h"

namespace conformance::commands {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_file = 1 << 20;

class Reader {
public:
    explicit Reader(const Target& target) : target_{target} {}

    fs::path path_of(const std::string& named) const { return fs::path{target_.file}.parent_path() / named; }

    std::string text_of(const std::string& key, const std::string& named, const std::string& expected) const
    {
        const auto path = path_of(named);
        if (!fs::is_regular_file(path) || fs::file_size(path) > longest_file) {
            refuse(key, expected + "; '" + path.string() + "' is not there");
        }
        const auto octets = evidence::read_file(path);
        return {octets.begin(), octets.end()};
    }

    [[noreturn]] void refuse(const std::string& key, const std::string& expected) const
    {
        throw catalog::Fault{target_.file, target_.lines.at(key), "'" + key + "': expected " + expected};
    }

private:
    const Target& target_;
};

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

class Kept : public Credentials {
public:
    Kept(std::vector<Octets> certificates, std::vector<Signature> kept)
        : certificates_{std::move(certificates)}, kept_{std::move(kept)}
    {
    }

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return certificates_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) override
    {
        if (next_ == kept_.size()) { throw transport::Disagreement{"more is to be signed than the run signed"}; }
        const auto& one = kept_[next_++];
        if (one.algorithm != algorithm || one.to_be_signed != Octets{to_be_signed.begin(), to_be_signed.end()}) {
            throw transport::Disagreement{"other octets are to be signed than the run signed"};
        }
        return one.octets;
    }

private:
    std::vector<Octets> certificates_;
    std::vector<Signature> kept_;
    std::size_t next_ = 0;
};

}  // namespace

std::optional<ClientFiles> read_client_files(const Target& target)
{
    if (!target.client) { return std::nullopt; }
    const Reader reader{target};
    const auto of_certificates = "a PEM file of certificates, the client's first";
    const auto of_key = "a PEM file that begins with a private key in PKCS #8, without a passphrase";
    auto certificates = crypto::certificates_of(reader.text_of("client.certificate", target.client->certificate, of_certificates));
    if (certificates.empty()) { reader.refuse("client.certificate", of_certificates); }
    auto key = crypto::PrivateKey::read(reader.text_of("client.key", target.client->key, of_key));
    if (!key) { reader.refuse("client.key", of_key); }
    if (!key->belongs_to(certificates.front())) {
        reader.refuse("client.key", "the key of the first certificate of '" + target.client->certificate + "'");
    }
    return ClientFiles{std::move(certificates), std::move(*key),
                       {reader.path_of(target.client->certificate), reader.path_of(target.client->key)}};
}

std::unique_ptr<Credentials> live_credentials(const ClientFiles& files, std::unique_ptr<Random> random)
{
    return std::make_unique<Live>(files, std::move(random));
}

std::unique_ptr<Credentials> kept_credentials(std::vector<Octets> certificates, std::vector<Signature> kept)
{
    return std::make_unique<Kept>(std::move(certificates), std::move(kept));
}

}  // namespace conformance::commands
