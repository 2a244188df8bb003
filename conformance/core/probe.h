// A probe is one experiment on one requirement: a stimulus, and the control that shows the gateway was there to be judged.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/bench.h"
#include "core/verdict.h"

namespace conformance {

// What a probe rests on. Controls are shared by the probes of an area.
struct Control {
    std::string_view name;
    // The claim that makes these probes not applicable, if the target makes it.
    std::optional<std::string> (*excused)(const Target&);
    // The control before: what the survey of this run did not obtain, without which the stimulus proves nothing.
    std::optional<std::string> (*missing)(const Learned&);
    // The control after: a good exchange is answered.
    bool (*holds)(Bench&);
    // Run it after explicit answers too, not only after silence: for stimuli a weak gateway might die of.
    bool always = false;
};

// What is not safe changes how the gateway treats everybody: it runs alone, after the others.
enum class Impact { safe, intrusive, exclusive };

struct Probe {
    std::string_view requirement;  // the catalog's id; of a family, without the instance
    Finding (*stimulus)(Bench&);
    const Control* control;
    Impact impact = Impact::safe;
    // The members of a family: one probe each, `requirement/instance`.
    std::vector<std::string> (*instances)(const catalog::Edition&, const catalog::Registries&) = nullptr;
    bool once = false;  // a fail is not repeated
};

// Thrown by a stimulus that cannot be carried out: the finding is inconclusive.
class Unmet : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

}  // namespace conformance
