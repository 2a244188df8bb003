// What both programs understand: a configuration file, or --demo with its options.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "net/demo.h"
#include "net/ingredients.h"

namespace gateway::net {

struct CommandLine {
    std::string configuration;
    bool demo = false;
    DemoOptions demo_options;
    std::string target_file;

    void add_to(CLI::App& app);
    [[nodiscard]] bool is_complete() const { return demo != !configuration.empty(); }
    [[nodiscard]] Ingredients ingredients() const;
};

inline constexpr int exit_usage = 2;

}  // namespace gateway::net
