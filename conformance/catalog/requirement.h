// The catalog: every requirement Sallyport knows, probed or not. Read from vectors/requirements/*.toml.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace conformance::catalog {

struct Requirement {
    std::string id;     // document/section/slug; a family is continued by /instance
    std::string level;  // MUST SHOULD MAY defined policy robustness
    std::string text, source, fact, area;
    bool verified = false;  // level and text were checked against the source
    // A family: ike-row, ike-group, ike-cipher, ipsec-row, esp-tuple, tls-suite, other-port of the policy; client of vectors/clients.
    std::string each;
    std::string untested;   // the reason, where there is no probe
};

struct Catalog {
    std::vector<Requirement> requirements;  // in file and row order

    // The row of an id, or of the family an instance belongs to; nullptr when there is none.
    [[nodiscard]] const Requirement* find(std::string_view id) const;
};

// Throws Fault on a bad row or a repeated id.
[[nodiscard]] Catalog read_catalog(const std::filesystem::path& requirements);

// The folder vectors/: $SALLYPORT_DATA (it, or the folder it lies in), else where the program is installed, else the source tree's.
[[nodiscard]] std::filesystem::path data_folder();

}  // namespace conformance::catalog
