// Whatever stands in a target file: a target, or a fault with a line.
#include "catalog/toml_file.h"
#include "core/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    try {
        (void)read_target(catalog::TomlFile{std::string{data, data + size}, "target.toml"});
    } catch (const catalog::Fault&) {
        return 0;
    }
    return 0;
}
