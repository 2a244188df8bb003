// Whatever stands in a client's file: a client, or a fault with a line.
#include "catalog/registries.h"
#include "catalog/toml_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance::catalog;
    static const Registries registries = read_registries(SALLYPORT_SOURCE "/vectors");
    try {
        (void)read_vpn_client(TomlFile{std::string{data, data + size}, "client.toml"}, registries);
    } catch (const Fault&) {
        return 0;
    }
    return 0;
}
