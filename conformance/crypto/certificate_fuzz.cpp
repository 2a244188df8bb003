// Whatever a server calls its certificate, or a name: read, or said to be none.
#include <cstdlib>

#include "crypto/certificate.h"
#include "crypto/distinguished_name.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    const View octets{data, size};
    (void)crypto::is_distinguished_name(octets);
    const auto certificate = crypto::Certificate::read(octets);
    if (!certificate) {
        return 0;
    }
    (void)certificate->names("gw.example.test");
    (void)certificate->names("192.0.2.1");
    (void)certificate->is_issued_by(*certificate);
    return 0;
}
