// Whatever stands in a transcript: read, or refused with a line; what was read is written as it
// would be read again, and has a packet for each frame.
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "evidence/packets.h"
#include "evidence/transcript_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    using namespace conformance::evidence;
    std::istringstream in{std::string{data, data + size}};
    Transcript transcript;
    try {
        transcript = read_transcript(in, "transcript.jsonl");
    } catch (const std::runtime_error&) {
        return 0;
    }
    std::istringstream again{transcript_text(transcript)};
    if (read_transcript(again, "again").events() != transcript.events()) {
        std::abort();
    }
    if (packets_of(transcript).size() != transcript.last_frame()) {
        std::abort();
    }
    return 0;
}
