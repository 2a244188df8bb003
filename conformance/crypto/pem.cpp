#include "crypto/pem.h"

#include <botan/data_src.h>
#include <botan/pem.h>

#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

namespace {

const char* const label_of_a_certificate = "CERTIFICATE";

std::size_t beginnings_in(const std::string& pem)
{
    const std::string beginning = "-----BEGIN ";
    std::size_t count = 0;
    for (auto at = pem.find(beginning); at != std::string::npos; at = pem.find(beginning, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

std::vector<Octets> certificates_of(const std::string& pem)
{
    std::vector<Octets> found;
    try {
        Botan::DataSource_Memory source{pem};
        for (auto left = beginnings_in(pem); left != 0; --left) {
            std::string label;
            const auto der = Botan::PEM_Code::decode(source, label);
            if (label != label_of_a_certificate) { continue; }
            found.emplace_back(der.begin(), der.end());
            (void)ParsedCertificate{found.back()};
        }
    } catch (const std::exception&) {
        return {};
    }
    return found;
}

std::string pem_of(const std::vector<Octets>& certificates)
{
    std::string pem;
    for (const auto& one : certificates) {
        pem += Botan::PEM_Code::encode(one.data(), one.size(), label_of_a_certificate);
    }
    return pem;
}

}  // namespace conformance::crypto
