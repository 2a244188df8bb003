#include "wire/ike/proposal.h"

#include <algorithm>

namespace conformance::wire::ike {

namespace {

constexpr std::uint16_t format_bit = 0x8000;
constexpr std::uint8_t more_proposals = 2, more_transforms = 3;

void write(Writer& out, const Attribute& attribute)
{
    if (attribute.short_form) {
        out.u16("Attribute Type", static_cast<std::uint16_t>(attribute.type | format_bit));
        out.u16("Attribute Value", attribute.value);
        return;
    }
    out.u16("Attribute Type", attribute.type);
    out.u16("Attribute Length", static_cast<std::uint16_t>(attribute.octets.size()));
    out.rest("Attribute Value", attribute.octets);
}

void write(Writer& out, const Transform& transform, bool is_last)
{
    const auto start = out.size();
    out.u8("Last Substruc", transform.last.or_else(is_last ? 0 : more_transforms));
    out.u8("RESERVED", transform.reserved);
    out.u16("Transform Length", 0);
    out.u8("Transform Type", transform.type);
    out.u8("RESERVED", transform.reserved_2);
    out.u16("Transform ID", transform.id);
    for (const auto& attribute : transform.attributes) {
        write(out, attribute);
    }
    out.rest("trailing", transform.trailing);
    out.patch16(start + 2, transform.length.or_else(static_cast<std::uint16_t>(out.size() - start)));
}

void write(Writer& out, const Proposal& proposal, bool is_last)
{
    const auto start = out.size();
    out.u8("Last Substruc", proposal.last.or_else(is_last ? 0 : more_proposals));
    out.u8("RESERVED", proposal.reserved);
    out.u16("Proposal Length", 0);
    out.u8("Proposal Num", proposal.number);
    out.u8("Protocol ID", proposal.protocol);
    out.u8("SPI Size", static_cast<std::uint8_t>(proposal.spi.size()));
    out.u8("Num Transforms",
           proposal.transform_count.or_else(static_cast<std::uint8_t>(proposal.transforms.size())));
    out.rest("SPI", proposal.spi);
    for (const auto& transform : proposal.transforms) {
        write(out, transform, &transform == &proposal.transforms.back());
    }
    out.rest("trailing", proposal.trailing);
    out.patch16(start + 2, proposal.length.or_else(static_cast<std::uint16_t>(out.size() - start)));
}

// Keeps what the sender wrote when it differs from what this codec would compute.
template <class T>
void remember(Computed<T>& field, T found, T truth)
{
    if (found != truth) { field.forge(found); }
}

Octets copied(View octets) { return {octets.begin(), octets.end()}; }

void read_attributes(View octets, Transform& transform, std::vector<std::string>& complaints)
{
    Reader in{octets};
    while (in.left() != 0) {
        const auto before = octets.last(in.left());
        Attribute attribute;
        std::uint16_t type = 0;
        std::uint16_t value = 0;
        in.u16("Attribute Type", type);
        in.u16("Attribute Value", value);
        attribute.type = type & static_cast<std::uint16_t>(~format_bit);
        attribute.short_form = (type & format_bit) != 0;
        if (attribute.short_form) {
            attribute.value = value;
        } else {
            in.octets("Attribute Value", attribute.octets, value);
        }
        if (!in.ok()) {
            complaints.push_back("transform attribute: " + in.complaint());
            transform.trailing = copied(before);
            return;
        }
        transform.attributes.push_back(std::move(attribute));
    }
}

struct Framed {
    std::uint8_t last = 0, reserved = 0;
    View body;
};

// The four octets that proposals and transforms begin with, and the body their length promises.
std::optional<Framed> read_frame(Reader& in, std::string_view what, std::vector<std::string>& complaints)
{
    Framed framed;
    std::uint16_t length = 0;
    in.u8("Last Substruc", framed.last);
    in.u8("RESERVED", framed.reserved);
    in.u16("Length", length);
    if (in.ok() && length >= 4) { framed.body = in.take(what, length - 4u); }
    if (in.ok() && length >= 4) { return framed; }
    complaints.push_back(std::string{what} + ": length " + std::to_string(length) + " does not fit");
    return std::nullopt;
}

// Nothing when not even the fields that stand in every transform are there.
std::optional<Transform> read_transform(const Framed& framed, std::vector<std::string>& complaints)
{
    Transform transform;
    transform.reserved = framed.reserved;
    Reader in{framed.body};
    in.u8("Transform Type", transform.type);
    in.u8("RESERVED", transform.reserved_2);
    in.u16("Transform ID", transform.id);
    if (!in.ok()) {
        complaints.push_back("transform: " + in.complaint());
        return std::nullopt;
    }
    read_attributes(in.take("attributes", in.left()), transform, complaints);
    return transform;
}

// Reads substructures until one cannot be read; what is left then is `trailing`. How each was marked, as the last or not, is
// kept where it is not as its place among those that were read demands.
template <class T, class ReadOne>
void read_all(View octets, std::string_view what, std::uint8_t more, std::vector<T>& all, Octets& trailing,
              std::vector<std::string>& complaints, ReadOne read_one)
{
    std::vector<std::uint8_t> marks;
    Reader in{octets};
    while (in.left() != 0) {
        const auto before = octets.last(in.left());
        const auto framed = read_frame(in, what, complaints);
        auto one = framed ? read_one(*framed, complaints) : std::nullopt;
        if (!one) {
            trailing = copied(before);
            break;
        }
        all.push_back(std::move(*one));
        marks.push_back(framed->last);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        remember(all[i].last, marks[i], i + 1 == all.size() ? std::uint8_t{0} : more);
    }
}

std::optional<Proposal> read_proposal(const Framed& framed, std::vector<std::string>& complaints)
{
    Proposal proposal;
    proposal.reserved = framed.reserved;
    Reader in{framed.body};
    std::uint8_t spi_size = 0;
    std::uint8_t count = 0;
    in.u8("Proposal Num", proposal.number);
    in.u8("Protocol ID", proposal.protocol);
    in.u8("SPI Size", spi_size);
    in.u8("Num Transforms", count);
    in.octets("SPI", proposal.spi, spi_size);
    if (!in.ok()) {
        complaints.push_back("proposal: " + in.complaint());
        return std::nullopt;
    }
    read_all(in.take("transforms", in.left()), "transform", more_transforms, proposal.transforms, proposal.trailing,
             complaints, read_transform);
    if (count != proposal.transforms.size()) {
        complaints.push_back("proposal: announces " + std::to_string(count) + " transforms, holds " +
                             std::to_string(proposal.transforms.size()));
    }
    remember(proposal.transform_count, count, static_cast<std::uint8_t>(proposal.transforms.size()));
    return proposal;
}

}  // namespace

std::optional<std::uint16_t> Transform::key_length() const
{
    const auto found = std::ranges::find_if(attributes, [](const Attribute& attribute) {
        return attribute.type == key_length_attribute && attribute.short_form;
    });
    return found == attributes.end() ? std::nullopt : std::optional{found->value};
}

Transform transform(TransformType type, std::uint16_t id, std::uint16_t key_length)
{
    Transform result;
    result.type = static_cast<std::uint8_t>(type);
    result.id = id;
    if (key_length != 0) { result.attributes.push_back({key_length_attribute, true, key_length, {}}); }
    return result;
}

std::vector<Transform> Proposal::of(TransformType type) const
{
    std::vector<Transform> found;
    std::ranges::copy_if(transforms, std::back_inserter(found), [&](const Transform& one) {
        return one.type == static_cast<std::uint8_t>(type);
    });
    return found;
}

Octets encode(const SecurityAssociation& sa)
{
    Writer out;
    for (const auto& proposal : sa.proposals) {
        write(out, proposal, &proposal == &sa.proposals.back());
    }
    out.rest("trailing", sa.trailing);
    return out.take();
}

SecurityAssociation decode_security_association(View body, std::vector<std::string>& complaints)
{
    SecurityAssociation sa;
    read_all(body, "proposal", more_proposals, sa.proposals, sa.trailing, complaints, read_proposal);
    return sa;
}

}  // namespace conformance::wire::ike
