#include "crypto/certificate_files.h"

#include <fstream>

#include "crypto/certificate_pem.h"

namespace gateway::crypto {
namespace {

constexpr std::size_t largest_file = 1U << 20U;

std::expected<std::string, std::string> read_text(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        return std::unexpected(path.string() + ": is a folder, expected a PEM file");
    }
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::unexpected(path.string() + ": cannot be opened");
    std::string text(largest_file + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) return std::unexpected(path.string() + ": cannot be read");
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_file) {
        return std::unexpected(path.string() +
                               ": is larger than a PEM file is allowed to be, 1 MiB");
    }
    return text;
}

std::unexpected<std::string> complaint(const std::filesystem::path& path, const std::string& what)
{
    return std::unexpected(path.string() + ": " + what);
}

}  // namespace

std::expected<ServerIdentity, std::string> read_identity(const std::filesystem::path& chain,
                                                         const std::filesystem::path& key)
{
    const auto chain_pem = read_text(chain);
    if (!chain_pem) return std::unexpected(chain_pem.error());
    const auto key_pem = read_text(key);
    if (!key_pem) return std::unexpected(key_pem.error());

    const auto certificates = certificates_from_pem(*chain_pem);
    if (!certificates) return complaint(chain, certificates.error());
    const auto private_key = key_from_pem(*key_pem);
    if (!private_key) return complaint(key, private_key.error());
    if (X509_check_private_key(certificates->front().get(), private_key->get()) != 1) {
        return complaint(key, "is not the key of the first certificate in " + chain.string());
    }
    return ServerIdentity{*chain_pem, *key_pem};
}

std::expected<TrustedRoots, std::string> read_roots(const std::vector<std::filesystem::path>& files)
{
    std::string all;
    for (const std::filesystem::path& file : files) {
        const auto pem = read_text(file);
        if (!pem) return std::unexpected(pem.error());
        const auto certificates = certificates_from_pem(*pem);
        if (!certificates) return complaint(file, certificates.error());
        all += *pem + "\n";
    }
    return TrustedRoots::from_pem(all);
}

}  // namespace gateway::crypto
