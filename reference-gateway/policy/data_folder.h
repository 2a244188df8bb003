// The folder vectors/ with registries and policies: $SALLYPORT_DATA (it, or the folder it lies in),
// else share/sallyport/vectors beside the program, else the source's.
#pragma once

#include <filesystem>

namespace gateway::policy {

[[nodiscard]] std::filesystem::path data_folder();

}  // namespace gateway::policy
