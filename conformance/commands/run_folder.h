// The folder of a run: new or empty, so that evidence of two runs never mixes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace conformance::commands {

class RunFolder {
   public:
    // `named` by --out, or reports/runs/<started>. A finished run that lies there is removed, unless anything else lies there, too,
    // or one of the files that the run is about to use. Throws Misuse.
    RunFolder(const std::string& named, const std::string& started, const std::vector<std::filesystem::path>& used);
    // Of a run that never began, nothing stays: what keep_inputs wrote, and the folders made for it.
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void begin() { begun_ = true; }

   private:
    void remove_earlier() const;

    std::filesystem::path path_;
    std::vector<std::filesystem::path> made_;  // the innermost first
    bool begun_ = false;
};

}  // namespace conformance::commands
