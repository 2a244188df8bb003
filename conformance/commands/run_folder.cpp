#include "commands/run_folder.h"

#include "commands/inputs.h"

namespace conformance::commands {

namespace fs = std::filesystem;

RunFolder::RunFolder(const std::string& named, const std::string& started)
    : path_{named.empty() ? "reports/runs/" + started : named}
{
    const auto refuse = [&](const std::string& why) { throw Misuse{"--out " + path_.string() + ": " + why}; };
    if (fs::exists(path_) && !fs::is_directory(path_)) { refuse("expected a folder"); }
    if (fs::exists(path_ / "results.json") && fs::exists(path_ / "run.json")) { fs::remove_all(path_); }
    if (fs::exists(path_) && !fs::is_empty(path_)) {
        refuse("expected a new or empty folder, or an earlier run to replace");
    }
    for (auto missing = fs::absolute(path_); !fs::exists(missing); missing = missing.parent_path()) {
        made_.push_back(missing);
    }
    std::error_code error;
    fs::create_directories(path_, error);
    if (error) { refuse("cannot be created: " + error.message()); }
}

RunFolder::~RunFolder()
{
    if (begun_) { return; }
    std::error_code ignored;
    remove_inputs(path_);
    for (const auto& folder : made_) {
        fs::remove(folder, ignored);  // only if it is empty
    }
}

}  // namespace conformance::commands
