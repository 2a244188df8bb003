// Whatever stands in a vendor's policy file: an edition, or a fault with a line.
#include "catalog/edition.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance::catalog;
    static const Registries registries = read_registries(SALLYPORT_SOURCE "/vectors");
    try {
        (void)read_edition(TomlFile{std::string{data, data + size}, "policy.toml"}, registries);
    } catch (const Fault&) {
        return 0;
    }
    return 0;
}
