// Whatever stands in a file of users: users, or a refusal with a line.
#include <cstdint>

#include "policy/toml_file.h"
#include "policy/users.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gateway::policy;
    try {
        static_cast<void>(read_users(std::string{data, data + size}, "users.csv"));
    } catch (const FileError&) {
        return 0;
    }
    return 0;
}
