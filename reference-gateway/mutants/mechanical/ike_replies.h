// The replies of the IKE responder as octets: which one it is, and its fields, found by reading it.
#pragma once

#include <string>
#include <vector>

#include "mutants/mechanical/field.h"

namespace gateway::mutants::mechanical {

// One of each kind, to enumerate fields from.
struct Sample {
    std::string reply;
    Octets octets;
};

[[nodiscard]] std::vector<Sample> sample_ike_replies();

// Without the non-ESP marker. "ike-sa-init-response", "protected-response", or the notify's name.
[[nodiscard]] std::string name_of_ike_reply(View message);
[[nodiscard]] std::vector<Field> fields_of_ike_reply(View message);

}  // namespace gateway::mutants::mechanical
