// The words of SELECT: each must name something, or a typo would keep a run green that tests less
// than it was told to.

#include <algorithm>
#include <numeric>
#include <set>

#include "commands/settings.h"

namespace conformance::commands {

namespace {

// How many letters must be inserted, left out or replaced to make one word of the other.
std::size_t distance(const std::string& one, const std::string& other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const auto replaced = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

// Areas, ids, and the beginnings of ids.
std::set<std::string> words_for(const std::vector<Case>& cases)
{
    std::set<std::string> words;
    for (const auto& one : cases) {
        words.insert(one.requirement->area);
        for (auto id = one.id; words.insert(id).second && id.find('/') != std::string::npos;) {
            id.resize(id.rfind('/'));
        }
    }
    return words;
}

std::string nearest(const std::string& word, const std::vector<Case>& cases)
{
    std::string best;
    auto least = std::max<std::size_t>(word.size() / 3, 2) + 1;
    for (const auto& candidate : words_for(cases)) {
        const auto far = distance(word, candidate);
        if (far < least) {
            least = far;
            best = candidate;
        }
    }
    return best;
}

bool is_named(const std::string& word, const Case& one)
{
    return names(word, one.requirement->area, one.id);
}

bool is_named_in(const std::vector<Case>& cases, const std::string& word)
{
    return std::ranges::any_of(cases, [&](const Case& one) { return is_named(word, one); });
}

}  // namespace

void check_selection(const std::vector<std::string>& selection, const std::vector<Case>& cases,
                     const catalog::Catalog& catalog)
{
    for (const auto& word : selection) {
        if (is_named_in(cases, word)) {
            continue;
        }
        const auto fault = "nothing is selected by '" + word + "'";
        if (const auto* row = catalog.find(word); row != nullptr && !row->untested.empty()) {
            throw NothingSelected{fault + ", which has no probe: " + row->untested};
        }
        const auto other = nearest(word, cases);
        throw NothingSelected{fault + (other.empty() ? "; `sallyport list` shows what can be"
                                                     : "; did you mean '" + other + "'?")};
    }
}

const char* why_left_out(const Case& one, const Target* target, const Extent& extent)
{
    const bool fills_the_gateway = one.requirement->area == "limits";
    if (fills_the_gateway && !extent.limits) {
        return "fills the gateway with sessions: --limits runs it, and nothing else";
    }
    if (!fills_the_gateway && extent.limits) {
        return "left out of a run about the number of sessions (--limits)";
    }
    const bool beyond_loopback = target != nullptr && !target->is_loopback();
    if (one.probe->impact == Impact::intrusive && beyond_loopback && !extent.intrusive) {
        return "intrusive, and left out beyond loopback: --intrusive --yes runs it, if you may test that gateway";
    }
    return nullptr;
}

void leave_out(std::vector<Case>& cases, const std::vector<std::string>& selection,
               const Target& target, const Extent& extent)
{
    const auto all = cases;
    std::erase_if(cases, [&](const Case& one) { return why_left_out(one, &target, extent) != nullptr; });
    for (const auto& word : selection) {
        if (is_named_in(cases, word)) {
            continue;
        }
        const auto named = std::ranges::find_if(all, [&](const Case& one) { return is_named(word, one); });
        throw NothingSelected{"nothing is selected by '" + word + "' on " + target.host + ": " +
                              why_left_out(*named, &target, extent)};
    }
}

}  // namespace conformance::commands
