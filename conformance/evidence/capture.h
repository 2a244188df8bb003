// capture.pcap, written with libpcap as raw IP packets, and compared with the transcript it must agree with.
#pragma once

#include <filesystem>

#include "core/transcript.h"

namespace conformance::evidence {

// `epoch_us`: microseconds since 1970 at the start of the run. Throws std::runtime_error.
void write_capture(const std::filesystem::path& path, const Transcript& transcript, std::int64_t epoch_us);

// What differs between the capture and the transcript; empty when every packet agrees, octet by octet.
[[nodiscard]] std::string compare_capture(const std::filesystem::path& path, const Transcript& transcript,
                                          std::int64_t epoch_us);

}  // namespace conformance::evidence
