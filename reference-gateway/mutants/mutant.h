// A gateway that breaks one sentence, so that the probe of this sentence has something to catch.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "net/ingredients.h"

namespace gateway::mutants {

struct Mutant {
    std::string name;               // the sin, in words: accepts_an_extra_group
    std::string requirement;        // the id of the sentence it breaks
    std::string code;               // how the prober must name the failure
    std::string area;               // "ike", "tls", "ports", "clients"
    std::vector<std::string> also;  // ids that necessarily break with it
    std::function<void(net::Ingredients&)> change;
    std::string policy = {};  // the edition under which it sins; empty: any
};

}  // namespace gateway::mutants
