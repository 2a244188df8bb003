// Whatever stands in a signatures.jsonl: the signatures, which are written as they were read, or an error with a line.

#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "evidence/signatures_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance::evidence;
    std::istringstream in{std::string{data, data + size}};
    try {
        const auto signatures = read_signatures(in, "signatures.jsonl");
        std::istringstream again{signatures_text(signatures)};
        if (read_signatures(again, "again") != signatures) { std::abort(); }
    } catch (const std::runtime_error&) {
        return 0;
    }
    return 0;
}
