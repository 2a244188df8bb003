#include "policy/edition.h"

#include <algorithm>
#include <iterator>

#include "policy/ike_row.h"
#include "policy/suites.h"
#include "policy/tunnel.h"

namespace gateway::policy {
namespace {

std::vector<IkeRow> read_ike_rows(TomlTable& ike, const Registry& registry)
{
    std::vector<IkeRow> rows;
    for (TomlTable& row : ike.tables("rows")) {
        IkeRow read = read_ike_row(row, registry);
        const auto is_same = [&](const IkeRow& above) { return above.tuple == read.tuple; };
        if (std::ranges::any_of(rows, is_same)) {
            row.refuse(read.line, "each row once; this one stands above already");
        }
        rows.push_back(std::move(read));
    }
    if (rows.empty()) ike.refuse(ike.line_of("rows"), "at least one row in 'ike.rows'");
    return rows;
}

void check_set(const TomlTable& tunnel_types, const std::vector<Text>& set)
{
    for (const Text& type : set) {
        if (!is_tunnel_type(type.value)) {
            tunnel_types.refuse(type.line, "IKEv2, SSTP or OpenVPN in 'tunnel_types.sets', not '" +
                                               type.value + "'");
        }
        if (std::ranges::count(set, type.value, &Text::value) > 1) {
            tunnel_types.refuse(type.line, "each type once in a set, not '" + type.value + "' twice");
        }
    }
}

std::vector<std::vector<std::string>> read_sets(TomlTable& tunnel_types)
{
    std::vector<std::vector<std::string>> sets;
    const auto lists = tunnel_types.lists_of_texts("sets");
    const unsigned line = tunnel_types.line_of("sets");
    for (const auto& list : lists) {
        check_set(tunnel_types, list);
        std::vector<std::string> set;
        std::ranges::transform(list, std::back_inserter(set), &Text::value);
        if (set.empty()) tunnel_types.refuse(line, "at least one type in each set");
        for (const auto& other : sets) {
            if (std::ranges::is_permutation(other, set)) {
                tunnel_types.refuse(list.front().line, "each set of tunnel types once");
            }
        }
        sets.push_back(std::move(set));
    }
    if (sets.empty()) tunnel_types.refuse(line, "at least one set in 'tunnel_types.sets'");
    tunnel_types.finish();
    return sets;
}

void read_tls(Edition& edition, TomlTable tls, const std::filesystem::path& data)
{
    edition.suites_1_2 = read_suites(tls, "suites_1_2", data);
    edition.suites_1_3 = read_suites(tls, "suites_1_3", data);
    tls.finish();
}

PoolSplit read_pool_split(TomlTable pool, const Edition& edition)
{
    PoolSplit split;
    for (const Text& type : pool.texts("split_between")) {
        if (!edition.allows(type.value)) {
            pool.refuse(type.line, "in 'pool.split_between' the tunnel types of a set");
        }
        split.between.push_back(type.value);
    }
    const bool two = split.between.size() == 2 && split.between[0] != split.between[1];
    if (!two && !split.between.empty()) {
        pool.refuse(pool.line_of("split_between"), "'pool.split_between' to be two types or none");
    }
    const Text rule = pool.text("rule");
    if (rule.value != "halve" && rule.value != "sstp25") {
        pool.refuse(rule.line, "'pool.rule' to be \"halve\" or \"sstp25\"");
    }
    split.rule = rule.value == "halve" ? PoolRule::halve : PoolRule::sstp25;
    pool.finish();
    return split;
}

}  // namespace

bool Edition::allows(std::string_view type) const
{
    return std::ranges::any_of(tunnel_sets, [&](const auto& set) {
        return std::ranges::find(set, type) != set.end();
    });
}

std::filesystem::path edition_file(const std::string& named, const std::filesystem::path& data,
                                   const std::filesystem::path& folder)
{
    const bool is_path = named.find('/') != std::string::npos || named.ends_with(".toml");
    return is_path ? folder / named : data / "policies" / (named + ".toml");
}

Edition read_edition(const TomlFile& file, const Registry& registry,
                     const std::filesystem::path& data)
{
    TomlTable top = file.top();
    Edition edition;
    edition.file = top.file();
    edition.name = top.text("edition").value;
    static_cast<void>(top.text("title"));
    static_cast<void>(top.text("source"));
    edition.dated = top.date("dated");
    TomlTable tunnel_types = top.table("tunnel_types");
    edition.tunnel_sets = read_sets(tunnel_types);
    if (auto ike = top.optional_table("ike")) {
        edition.ike_rows = read_ike_rows(*ike, registry);
        ike->finish();
    }
    if (auto ipsec = top.optional_table("ipsec")) {
        for (TomlTable& row : ipsec->tables("rows")) {
            edition.ipsec_rows.push_back(read_ipsec_row(row, registry));
        }
        ipsec->finish();
    }
    if (auto tls = top.optional_table("tls")) read_tls(edition, *tls, data);
    if (edition.allows("IKEv2") && edition.ike_rows.empty()) {
        tunnel_types.refuse(tunnel_types.line_of("sets"), "[ike] rows, since IKEv2 is in a set");
    }
    read_tunnels(edition, top.table("tunnel"));
    if (auto pool = top.optional_table("pool")) {
        edition.pool_split = read_pool_split(std::move(*pool), edition);
    }
    top.finish();
    return edition;
}

}  // namespace gateway::policy
