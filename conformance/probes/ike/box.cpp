#include "probes/ike/box.h"

#include <algorithm>
#include <map>
#include <set>

namespace conformance::probes::ike {

namespace {

using catalog::IkeRow;
using wire::ike::Proposal;
using wire::ike::transform;
using wire::ike::TransformType;

template <class T>
std::vector<T> minus(const std::vector<T>& all, const std::set<T>& some)
{
    std::vector<T> left;
    std::ranges::copy_if(all, std::back_inserter(left), [&](const T& one) { return !some.contains(one); });
    return left;
}

template <class T>
std::set<T> as_set(const std::vector<T>& values)
{
    return {values.begin(), values.end()};
}

template <class T>
std::vector<T> as_vector(const std::set<T>& values)
{
    return {values.begin(), values.end()};
}

std::vector<std::uint16_t> numbers(const std::vector<catalog::Transform>& transforms)
{
    std::vector<std::uint16_t> result;
    for (const auto& one : transforms) {
        if (one.number != 0) { result.push_back(one.number); }
    }
    return result;
}

// Keys that lead to the same value belong to one box: {value: keys}.
template <class Key, class Value>
std::map<Value, std::set<Key>> inverted(const std::map<Key, Value>& map)
{
    std::map<Value, std::set<Key>> result;
    for (const auto& [key, value] : map) {
        result[value].insert(key);
    }
    return result;
}

using Groups = std::set<std::uint16_t>;
using ByIntegrity = std::map<std::uint16_t, Groups>;
using ByPrf = std::map<std::uint16_t, ByIntegrity>;
using ByEncryption = std::map<Encryption, ByPrf>;

void add(std::vector<Box>& boxes, Box box)
{
    if (box.tuples() != 0) { boxes.push_back(std::move(box)); }
}

// Level by level, whole - rows: what no row mentions is one box, what rows share is looked into.
void subtract(std::vector<Box>& boxes, const Box& whole, const ByIntegrity& rows)
{
    Box box = whole;
    std::set<std::uint16_t> mentioned;
    for (const auto& [groups, integrities] : inverted(rows)) {
        mentioned.insert(integrities.begin(), integrities.end());
        box.integrity = as_vector(integrities);
        box.group = minus(whole.group, groups);
        add(boxes, box);
    }
    box.group = whole.group;
    box.integrity = minus(whole.integrity, mentioned);
    add(boxes, box);
}

void subtract(std::vector<Box>& boxes, const Box& whole, const ByPrf& rows)
{
    Box box = whole;
    std::set<std::uint16_t> mentioned;
    for (const auto& [inner, prfs] : inverted(rows)) {
        mentioned.insert(prfs.begin(), prfs.end());
        box.prf = as_vector(prfs);
        subtract(boxes, box, inner);
    }
    box.prf = minus(whole.prf, mentioned);
    add(boxes, box);
}

void subtract(std::vector<Box>& boxes, const Box& whole, const ByEncryption& rows)
{
    Box box = whole;
    std::set<Encryption> mentioned;
    for (const auto& [inner, encryptions] : inverted(rows)) {
        mentioned.insert(encryptions.begin(), encryptions.end());
        box.encryption = as_vector(encryptions);
        subtract(boxes, box, inner);
    }
    box.encryption = minus(whole.encryption, mentioned);
    add(boxes, box);
}

template <class T>
std::vector<std::vector<T>> halved(const std::vector<T>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() + 1) / 2);
    return {{values.begin(), middle}, {middle, values.end()}};
}

void add_transforms(Proposal& proposal, const Box& box)
{
    for (const auto& one : box.encryption) {
        proposal.transforms.push_back(transform(TransformType::encryption, one.number, one.key_length));
    }
    for (const auto one : box.prf) {
        proposal.transforms.push_back(transform(TransformType::pseudorandom_function, one));
    }
    for (const auto one : box.integrity) {
        if (one != 0) { proposal.transforms.push_back(transform(TransformType::integrity, one)); }
    }
    for (const auto one : box.group) {
        proposal.transforms.push_back(transform(TransformType::key_exchange_method, one));
    }
}

// The values of the rows among those of the box. Where an odd number of others leaves no middle, the odd one stands behind them
// in one type and before them in the next: a gateway that heeds only the first or only the last of a type is found out.
class Mixture {
   public:
    explicit Mixture(Place place) : place_{place} {}

    template <class T>
    void mix(std::vector<T>& values, std::vector<T> rows)
    {
        std::ranges::sort(rows);
        rows.erase(std::ranges::unique(rows).begin(), rows.end());
        std::erase_if(values, [&](const T& value) { return std::ranges::find(rows, value) != rows.end(); });
        values.insert(values.begin() + static_cast<std::ptrdiff_t>(position(values.size())), rows.begin(), rows.end());
    }

   private:
    std::size_t position(std::size_t others)
    {
        if (place_ != Place::middle) { return place_ == Place::first ? 0 : others; }
        const auto odd = others % 2;
        const auto before = others / 2 + (odd != 0 && behind_ ? 1 : 0);
        if (odd != 0) { behind_ = !behind_; }
        return before;
    }

    Place place_;
    bool behind_ = false;
};

template <class T>
std::vector<T> of_each(const std::vector<IkeRow>& rows, T (*value)(const IkeRow&))
{
    std::vector<T> values;
    std::ranges::transform(rows, std::back_inserter(values), value);
    return values;
}

}  // namespace

std::size_t Box::tuples() const { return encryption.size() * prf.size() * integrity.size() * group.size(); }

bool Box::contains(const IkeRow& row) const
{
    return std::ranges::find(encryption, Encryption{row.encr, row.key_length}) != encryption.end() &&
           std::ranges::find(prf, row.prf) != prf.end() &&
           std::ranges::find(integrity, row.integ) != integrity.end() &&
           std::ranges::find(group, row.group) != group.end();
}

std::vector<Box> grid(const catalog::Registries& registries)
{
    Box aead;
    Box classic;
    for (const auto& one : registries.encryption) {
        auto& box = one.aead ? aead : classic;
        if (one.number == 0) { continue; }
        if (one.key_lengths.empty()) { box.encryption.push_back({one.number, 0}); }
        for (const auto bits : one.key_lengths) {
            box.encryption.push_back({one.number, bits});
        }
    }
    aead.prf = classic.prf = numbers(registries.prf);
    aead.group = classic.group = numbers(registries.group);
    aead.integrity = {0};
    classic.integrity = numbers(registries.integrity);
    return {aead, classic};
}

std::vector<Box> complement(const catalog::Registries& registries, const std::vector<IkeRow>& rows)
{
    std::vector<Box> boxes;
    for (const auto& whole : grid(registries)) {
        std::ranges::move(without(whole, rows), std::back_inserter(boxes));
    }
    return boxes;
}

std::vector<Box> without(const Box& box, const IkeRow& row) { return without(box, std::vector{row}); }

std::vector<Box> without(const Box& box, const std::vector<IkeRow>& rows)
{
    ByEncryption mine;
    for (const auto& row : rows) {
        if (box.contains(row)) { mine[{row.encr, row.key_length}][row.prf][row.integ].insert(row.group); }
    }
    std::vector<Box> boxes;
    subtract(boxes, box, mine);
    return boxes;
}

Parted parted_by_group(const Box& box, std::uint16_t group)
{
    Parted parts{box, box};
    parts.with.group.clear();
    if (std::erase(parts.without.group, group) != 0) { parts.with.group = {group}; }
    return parts;
}

std::vector<Box> halves(const Box& box)
{
    const auto longest = std::max({box.encryption.size(), box.prf.size(), box.integrity.size(), box.group.size()});
    std::vector<Box> result;
    const auto cut = [&](auto side) {
        for (auto& half : halved(box.*side)) {
            auto smaller = box;
            smaller.*side = std::move(half);
            add(result, std::move(smaller));
        }
    };
    if (box.encryption.size() == longest) {
        cut(&Box::encryption);
    } else if (box.group.size() == longest) {
        cut(&Box::group);
    } else if (box.integrity.size() == longest) {
        cut(&Box::integrity);
    } else {
        cut(&Box::prf);
    }
    return result;
}

Box single(const IkeRow& tuple) { return {{{tuple.encr, tuple.key_length}}, {tuple.prf}, {tuple.integ}, {tuple.group}}; }

IkeRow tuple_at(const Box& box, std::size_t position)
{
    const auto next = [&](const auto& values) {
        const auto& value = values[position % values.size()];
        position /= values.size();
        return value;
    };
    IkeRow row;
    const auto encryption = next(box.encryption);
    row.encr = encryption.number;
    row.key_length = encryption.key_length;
    row.prf = next(box.prf);
    row.integ = next(box.integrity);
    row.group = next(box.group);
    return row;
}

Proposal proposal_of(const Box& box, std::uint8_t number)
{
    Proposal proposal;
    proposal.number = number;
    add_transforms(proposal, box);
    return proposal;
}

Proposal proposal_with(const Box& box, const std::vector<IkeRow>& rows, Place place, std::uint8_t number)
{
    Box larger = box;
    Mixture mixture{place};
    mixture.mix(larger.encryption,
                of_each<Encryption>(rows, [](const IkeRow& row) { return Encryption{row.encr, row.key_length}; }));
    mixture.mix(larger.prf, of_each<std::uint16_t>(rows, [](const IkeRow& row) { return row.prf; }));
    mixture.mix(larger.integrity, of_each<std::uint16_t>(rows, [](const IkeRow& row) { return row.integ; }));
    mixture.mix(larger.group, of_each<std::uint16_t>(rows, [](const IkeRow& row) { return row.group; }));
    return proposal_of(larger, number);
}

std::vector<IkeRow> rows_of_its_kind(const Box& box, const std::vector<IkeRow>& rows)
{
    const bool aead = box.integrity == std::vector<std::uint16_t>{0};
    std::vector<IkeRow> kind;
    std::ranges::copy_if(rows, std::back_inserter(kind), [&](const IkeRow& row) { return (row.integ == 0) == aead; });
    return kind;
}

std::size_t proposal_octets(const Box& box) { return wire::ike::encode({{proposal_of(box, 1)}, {}}).size(); }

}  // namespace conformance::probes::ike
