// Whatever a client says first: read without running past its end, and in pieces as in one.
#include <algorithm>
#include <cstdlib>

#include "mutants/lying_tls_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gateway;
    const View octets{data, size};
    if (const auto hello = mutants::parse_client_hello(octets)) {
        static_cast<void>(hello->highest_version());
        static_cast<void>(hello->numbers_in(mutants::extension::supported_groups));
    }
    mutants::HelloReader whole;
    mutants::HelloReader in_pieces;
    const auto expected = whole.feed(octets);
    auto reading = mutants::HelloReading::unfinished;
    Cursor input{octets};
    while (input.remaining() != 0 && reading == mutants::HelloReading::unfinished) {
        reading = in_pieces.feed(input.take(std::min<std::size_t>(7, input.remaining())));
    }
    if (reading == mutants::HelloReading::unfinished && expected != reading) std::abort();
    return 0;
}
