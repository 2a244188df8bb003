#include "policy/data_folder.h"

#include <cstdlib>
#include <stdexcept>

namespace gateway::policy {

std::filesystem::path data_folder()
{
    namespace fs = std::filesystem;
    if (const char* named = std::getenv("SALLYPORT_DATA"); named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share/sallyport";
    if (fs::is_directory(installed / "vectors", ignored)) return installed;
    if (fs::is_directory(fs::path(GATEWAY_SOURCE_DATA) / "vectors", ignored)) {
        return GATEWAY_SOURCE_DATA;
    }
    throw std::runtime_error("the folder vectors/ is not found; set SALLYPORT_DATA to where it is");
}

}  // namespace gateway::policy
