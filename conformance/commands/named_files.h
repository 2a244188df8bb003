// The files that a target file names: beside it, or absolute.
#pragma once

#include <filesystem>
#include <string>

#include "core/target.h"

namespace conformance::commands {

class NamedFiles {
public:
    explicit NamedFiles(const Target& target) : target_{target} {}

    [[nodiscard]] std::filesystem::path path_of(const std::string& named) const;
    // Throws catalog::Fault, as refuse() does, where there is no such file, or one that is too
    // long.
    [[nodiscard]] std::string text_of(const std::string& key, const std::string& named,
                                      const std::string& expected) const;
    [[noreturn]] void refuse(const std::string& key, const std::string& expected) const;

private:
    const Target& target_;
};

}  // namespace conformance::commands
