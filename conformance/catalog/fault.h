// What is wrong with a file a user wrote: where it is, and what was expected there.
#pragma once

#include <stdexcept>
#include <string>

namespace conformance::catalog {

class Fault : public std::runtime_error {
   public:
    // `line` counts from 1; 0 when the fault concerns the whole file.
    Fault(const std::string& file, unsigned line, const std::string& expected)
        : std::runtime_error{line == 0 ? file + ": " + expected
                                       : file + ":" + std::to_string(line) + ": " + expected}
    {
    }
};

}  // namespace conformance::catalog
