#include "policy/data_folder.h"

#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace gateway::policy {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> vectors_in(const fs::path& folder)
{
    std::error_code ignored;
    for (const fs::path& candidate : {folder / "vectors", folder}) {
        if (fs::is_directory(candidate / "policies", ignored)) return candidate;
    }
    return std::nullopt;
}

}  // namespace

fs::path data_folder()
{
    if (const char* named = std::getenv("SALLYPORT_DATA"); named != nullptr && *named != '\0') {
        if (const auto found = vectors_in(named)) return *found;
        throw std::runtime_error("SALLYPORT_DATA is " + std::string(named) +
                                 ", where no folder policies/ is");
    }
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path beside = program.parent_path().parent_path() / "share/sallyport";
    if (const auto found = vectors_in(beside)) return *found;
    if (const auto found = vectors_in(GATEWAY_SOURCE_DATA)) return *found;
    throw std::runtime_error("the folder vectors/ is not found; set SALLYPORT_DATA to where it is");
}

}  // namespace gateway::policy
