#include "mutants/rows.h"

#include <algorithm>
#include <stdexcept>

namespace gateway::mutants {

policy::Tuple row_named(const net::Ingredients& gateway, const std::string& slug)
{
    const auto& rows = gateway.configuration.edition.ike_rows;
    const auto found = std::ranges::find(rows, slug, &policy::IkeRow::slug);
    if (found == rows.end()) throw std::runtime_error("the policy has no row " + slug);
    return found->tuple;
}

std::string word(std::string slug)
{
    std::ranges::replace(slug, '-', '_');
    return slug;
}

}  // namespace gateway::mutants
