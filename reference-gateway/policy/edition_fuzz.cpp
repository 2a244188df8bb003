// Whatever stands in a policy file: an edition, or a refusal with a line.
#include <string>

#include "policy/edition.h"
#include "policy/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gateway::policy;
    static const std::filesystem::path vectors{SALLYPORT_SOURCE "/vectors"};
    static const Registry registry = read_registry(vectors);
    try {
        static_cast<void>(read_edition(TomlFile{std::string{data, data + size}, "policy.toml"}, registry, vectors));
    } catch (const FileError&) {
        return 0;
    }
    return 0;
}
