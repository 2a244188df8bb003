#include "commands/run_folder.h"

#include <algorithm>
#include <ranges>

#include "commands/inputs.h"
#include "evidence/manifest.h"

namespace conformance::commands {

namespace fs = std::filesystem;

namespace {

bool lies_in(const fs::path& folder, const fs::path& file)
{
    const auto whole = fs::weakly_canonical(folder);
    const auto inner = fs::weakly_canonical(file);
    return std::mismatch(whole.begin(), whole.end(), inner.begin(), inner.end()).first == whole.end();
}

// What lies there, folders before what is in them, if a finished run wrote it all; else `foreign` names something else.
std::vector<fs::path> files_of_run(const fs::path& folder, std::string& foreign)
{
    const auto written = evidence::read_manifest(evidence::read_file(folder / "manifest.json"));
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto name = entry.path().lexically_relative(folder).generic_string();
        const bool is_folder = entry.is_directory() && !entry.is_symlink();
        if (!is_folder && name != "manifest.json" && !(written && written->contains(name))) { foreign = name; }
        files.push_back(entry.path());
    }
    return files;
}

}  // namespace

RunFolder::RunFolder(const std::string& named, const std::string& started, const std::vector<fs::path>& used)
    : path_{named.empty() ? "reports/runs/" + started : named}
{
    const auto refuse = [&](const std::string& why) { throw Misuse{"--out " + path_.string() + ": " + why}; };
    if (fs::exists(path_) && !fs::is_directory(path_)) { refuse("expected a folder"); }
    for (const auto& file : used) {
        if (lies_in(path_, file)) { refuse("expected a folder that '" + file.string() + "' does not lie in: a run takes it whole"); }
    }
    remove_earlier();
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

void RunFolder::remove_earlier() const
{
    for (const auto* name : {"results.json", "run.json", "manifest.json"}) {
        if (!fs::is_regular_file(path_ / name)) { return; }
    }
    std::string foreign;
    const auto files = files_of_run(path_, foreign);
    if (!foreign.empty()) {
        throw Misuse{"--out " + path_.string() + ": expected nothing but an earlier run to replace, which did not write '" +
                     foreign + "'"};
    }
    for (const auto& file : std::views::reverse(files)) {
        fs::remove(file);
    }
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
