// Whatever stands in a configuration file: a configuration, or a refusal with a line. The edition,
// which takes long to read, is the same for every input.
#include <string>

#include "policy/configuration.h"
#include "policy/registry.h"

namespace {

using namespace gateway::policy;

const std::filesystem::path data_folder{SALLYPORT_SOURCE "/vectors"};

const Edition& edition()
{
    static const Edition read =
        read_edition(TomlFile{(data_folder / "policies/azure-2024-08.toml").string()},
                     read_registry(data_folder), data_folder);
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Edition& known = edition();
    try {
        const TomlFile file{std::string{data, data + size}, "gateway.toml"};
        TomlTable top = file.top();
        static_cast<void>(top.text("policy"));
        static_cast<void>(read_configuration(std::move(top), known, ".", data_folder));
    } catch (const FileError&) {
        return 0;
    }
    return 0;
}
