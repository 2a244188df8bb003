#include "crypto/certificate_pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace gateway::crypto {
namespace {

std::string text_of(BIO& memory)
{
    char* begin = nullptr;
    const long size = BIO_get_mem_data(&memory, &begin);
    return size <= 0 ? std::string{} : std::string(begin, static_cast<std::size_t>(size));
}

BioPointer reader(const std::string& pem)
{
    return BioPointer{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
}

bool ended_for_want_of_more()
{
    const unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

// A program that serves must not stop to ask a terminal for a passphrase.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*context*/)
{
    return -1;
}

}  // namespace

std::string to_pem(X509& certificate)
{
    const BioPointer memory{BIO_new(BIO_s_mem())};
    if (memory == nullptr || PEM_write_bio_X509(memory.get(), &certificate) != 1) return {};
    return text_of(*memory);
}

std::string to_pem(EVP_PKEY& key)
{
    const BioPointer memory{BIO_new(BIO_s_mem())};
    if (memory == nullptr ||
        PEM_write_bio_PrivateKey(memory.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return {};
    }
    return text_of(*memory);
}

std::expected<std::vector<CertificatePointer>, std::string> certificates_from_pem(
    const std::string& pem)
{
    std::vector<CertificatePointer> chain;
    const BioPointer source = reader(pem);
    ERR_clear_error();
    while (
        CertificatePointer next{PEM_read_bio_X509(source.get(), nullptr, no_passphrase, nullptr)}) {
        chain.push_back(std::move(next));
    }
    const bool at_end = ended_for_want_of_more();
    ERR_clear_error();
    if (!at_end) {
        return std::unexpected("certificate " + std::to_string(chain.size() + 1) + " is damaged");
    }
    if (chain.empty()) return std::unexpected("no PEM block 'CERTIFICATE' found");
    return chain;
}

std::expected<KeyPointer, std::string> key_from_pem(const std::string& pem)
{
    if (pem.find("PRIVATE KEY-----") == std::string::npos) {
        return std::unexpected("no PEM block 'PRIVATE KEY' found");
    }
    const BioPointer source = reader(pem);
    KeyPointer key{PEM_read_bio_PrivateKey(source.get(), nullptr, no_passphrase, nullptr)};
    ERR_clear_error();
    if (key == nullptr) {
        return std::unexpected("the private key is damaged, or encrypted with a passphrase");
    }
    return key;
}

}  // namespace gateway::crypto
