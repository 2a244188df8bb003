// The files that a target file names, or a list that it names: beside the target file, or absolute.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "core/target.h"

namespace conformance::commands {

class NamedFiles {
public:
    explicit NamedFiles(const Target& target) : target_{target} {}
    // Named by this line of such a list.
    NamedFiles(const Target& target, std::string list, unsigned line)
        : target_{target}, list_{std::move(list)}, line_{line}
    {
    }

    [[nodiscard]] std::filesystem::path path_of(const std::string& named) const;
    // Throws catalog::Fault, as refuse() does, where there is no such file, or one that is too
    // long.
    [[nodiscard]] std::string text_of(const std::string& key, const std::string& named,
                                      const std::string& expected) const;
    [[noreturn]] void refuse(const std::string& key, const std::string& expected) const;

private:
    const Target& target_;
    std::string list_;
    unsigned line_ = 0;
};

}  // namespace conformance::commands
