// Progress while a run is under way: a line that changes on a terminal, plain lines otherwise.
#pragma once

#include <cstddef>
#include <string>

#include "core/run.h"

namespace conformance::commands {

class Progress {
   public:
    Progress(std::size_t total, bool silent);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void judged(const CaseResult& result);

   private:
    std::size_t total_, done_ = 0;
    bool silent_, terminal_;
};

[[nodiscard]] bool is_terminal();     // standard output
[[nodiscard]] unsigned terminal_width();

}  // namespace conformance::commands
