// A second witness: libpcap on an interface, whose capture must hold every payload that our own capture says crossed.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/transcript.h"

namespace conformance::evidence {

class Witness {
   public:
    // Ready for what goes to and from `address`. Throws std::runtime_error, e.g. without the privilege.
    Witness(std::string interface, const std::string& address);
    ~Witness();
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    // Captures into that file from now on.
    void begin(std::filesystem::path file);
    // What an attempt says crossed: it must be in the capture.
    void expect(const Transcript& transcript);
    // Ends the capture; the first disagreement, or empty.
    [[nodiscard]] std::string finish();

   private:
    struct Capture;
    std::unique_ptr<Capture> capture_;
    std::string interface_;
    std::filesystem::path file_;
    // By flow ("udp 127.0.0.1:500 > 127.0.0.1:40000"): datagrams, or one stream for each connection.
    std::map<std::string, std::vector<Octets>> expected_;
};

}  // namespace conformance::evidence
