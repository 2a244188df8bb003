// Tells what one side of a TLS connection says, for the report: feed it the octets of each segment
// in order.
#pragma once

#include "catalog/registries.h"
#include "wire/tls/assembler.h"

namespace conformance::wire::tls {

struct Telling {
    std::string summary;               // TLS 1.2 ServerHello, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    std::vector<std::string> details;  // leading blanks indent
};

class Narration {
public:
    explicit Narration(const catalog::Registries& registries) : registries_{registries} {}
    [[nodiscard]] Telling tell(View octets);

private:
    const catalog::Registries& registries_;
    Assembler assembler_;
};

// C030 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
[[nodiscard]] std::string suite_with_number(std::uint16_t suite,
                                            const catalog::Registries& registries);
[[nodiscard]] std::string suite_name(std::uint16_t suite, const catalog::Registries& registries);

}  // namespace conformance::wire::tls
