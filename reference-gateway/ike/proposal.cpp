#include "ike/proposal.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t last = 0;
constexpr std::uint8_t more_proposals = 2;
constexpr std::uint8_t more_transforms = 3;
constexpr std::uint16_t fixed_format = 0x8000;
constexpr std::uint16_t key_length_attribute = 14;
constexpr std::size_t substructure_header_size = 4;

// A substructure after its own length field; nothing if it is cut short.
std::optional<Cursor> substructure(Cursor& in, std::uint8_t more, bool& is_last)
{
    const std::uint8_t mark = in.u8();
    in.skip(1);
    const std::size_t length = in.u16();
    if (!in.ok() || length < substructure_header_size || (mark != last && mark != more)) {
        return std::nullopt;
    }
    const View inside = in.take(length - substructure_header_size);
    is_last = mark == last;
    if (!in.ok() || is_last != (in.remaining() == 0)) return std::nullopt;
    return Cursor{inside};
}

void read_attribute(Cursor& in, Transform& transform)
{
    const std::uint16_t type = in.u16();
    const std::uint16_t value = in.u16();
    if ((type & fixed_format) == 0) {
        in.skip(value);
        transform.understood = false;
    } else if (type != (fixed_format | key_length_attribute) || transform.key_length) {
        transform.understood = false;
    } else {
        transform.key_length = value;
    }
}

std::optional<Transform> parse_transform(Cursor in)
{
    Transform transform;
    transform.type = in.u8();
    in.skip(1);
    transform.id = in.u16();
    while (in.ok() && in.remaining() > 0) {
        read_attribute(in, transform);
    }
    if (!in.ok()) return std::nullopt;
    return transform;
}

std::optional<Proposal> parse_proposal(Cursor in)
{
    Proposal proposal;
    proposal.number = in.u8();
    proposal.protocol = in.u8();
    const std::size_t spi_size = in.u8();
    const std::size_t count = in.u8();
    proposal.spi = copy_of(in.take(spi_size));
    if (!in.ok()) return std::nullopt;

    Cursor rest{in.take_rest()};
    for (bool is_last = false; !is_last;) {
        const auto inside = substructure(rest, more_transforms, is_last);
        const auto transform = inside ? parse_transform(*inside) : std::nullopt;
        if (!transform) return std::nullopt;
        proposal.transforms.push_back(*transform);
    }
    if (proposal.transforms.size() != count) return std::nullopt;
    return proposal;
}

}  // namespace

std::optional<std::vector<Proposal>> parse_proposals(View body)
{
    std::vector<Proposal> proposals;
    Cursor in{body};
    for (bool is_last = false; !is_last;) {
        const auto inside = substructure(in, more_proposals, is_last);
        auto proposal = inside ? parse_proposal(*inside) : std::nullopt;
        if (!proposal) return std::nullopt;
        proposals.push_back(std::move(*proposal));
    }
    return proposals;
}

}  // namespace gateway::ike
