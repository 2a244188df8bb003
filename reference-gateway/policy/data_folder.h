// Where vectors/ lies: $SALLYPORT_DATA, else ../share/sallyport beside the program, else the
// source.
#pragma once

#include <filesystem>
#include <string>

namespace gateway::policy {

[[nodiscard]] std::filesystem::path data_folder();

}  // namespace gateway::policy
