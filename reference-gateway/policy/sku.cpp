#include "policy/sku.h"

#include <algorithm>

namespace gateway::policy {
namespace {

std::vector<std::int64_t> generations_of(const std::string& sku, const std::filesystem::path& data)
{
    const TomlFile file{(data / "skus.toml").string()};
    TomlTable top = file.top();
    std::vector<std::int64_t> generations;
    for (TomlTable& row : top.tables("sku")) {
        if (row.text("name").value == sku) generations.push_back(row.number("generation", 1, 99));
    }
    return generations;
}

}  // namespace

void check_sku(TomlTable& top, const std::filesystem::path& data)
{
    const std::optional<Text> sku = top.optional_text("sku");
    const std::int64_t generation = top.number_or("generation", 0, 1, 99);
    if (!sku) {
        if (generation != 0) top.refuse(top.line_of("generation"), "'sku' beside 'generation'");
        return;
    }
    const std::vector<std::int64_t> known = generations_of(sku->value, data);
    if (known.empty()) top.refuse(sku->line, "'sku' to be a name of vectors/skus.toml");
    if (generation == 0 && known.size() > 1) {
        top.refuse(sku->line, "'generation' beside 'sku', since " + sku->value + " is in several");
    }
    if (generation != 0 && std::ranges::find(known, generation) == known.end()) {
        top.refuse(top.line_of("generation"), "a generation that has the SKU " + sku->value);
    }
}

}  // namespace gateway::policy
