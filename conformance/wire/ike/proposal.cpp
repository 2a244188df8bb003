#include "wire/ike/proposal.h"

#include <algorithm>

namespace conformance::wire::ike {

namespace {

constexpr std::uint16_t format_bit = 0x8000;

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
    out.u8("Last Substruc", transform.last.or_else(is_last ? 0 : 3));
    out.u8("RESERVED", transform.reserved);
    out.u16("Transform Length", 0);
    out.u8("Transform Type", transform.type);
    out.u8("RESERVED", transform.reserved_2);
    out.u16("Transform ID", transform.id);
    for (const auto& attribute : transform.attributes) {
        write(out, attribute);
    }
    out.patch16(start + 2, transform.length.or_else(static_cast<std::uint16_t>(out.size() - start)));
}

void write(Writer& out, const Proposal& proposal, bool is_last)
{
    const auto start = out.size();
    out.u8("Last Substruc", proposal.last.or_else(is_last ? 0 : 2));
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
    out.patch16(start + 2, proposal.length.or_else(static_cast<std::uint16_t>(out.size() - start)));
}

// Keeps what the sender wrote when it differs from what this codec would compute.
template <class T>
void remember(Computed<T>& field, T found, T truth)
{
    if (found != truth) { field.forge(found); }
}

std::vector<Attribute> read_attributes(View octets, std::vector<std::string>& complaints)
{
    std::vector<Attribute> attributes;
    Reader in{octets};
    while (in.ok() && in.left() != 0) {
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
        if (in.ok()) { attributes.push_back(std::move(attribute)); }
    }
    if (!in.ok()) { complaints.push_back("transform attribute: " + in.complaint()); }
    return attributes;
}

struct Framed {
    std::uint8_t last = 0, reserved = 0;
    std::uint16_t length = 0;
    View body;
};

// The four octets that proposals and transforms begin with, and the body their length promises.
Framed read_frame(Reader& in, std::string_view what, std::vector<std::string>& complaints)
{
    Framed framed;
    in.u8("Last Substruc", framed.last);
    in.u8("RESERVED", framed.reserved);
    in.u16("Length", framed.length);
    if (in.ok() && framed.length >= 4) { framed.body = in.take(what, framed.length - 4u); }
    if (!in.ok() || framed.length < 4) {
        complaints.push_back(std::string{what} + ": length " + std::to_string(framed.length) +
                             " does not fit");
        framed.length = 0;
    }
    return framed;
}

Transform read_transform(const Framed& framed, bool is_last, std::vector<std::string>& complaints)
{
    Transform transform;
    remember(transform.last, framed.last, static_cast<std::uint8_t>(is_last ? 0 : 3));
    transform.reserved = framed.reserved;
    Reader in{framed.body};
    in.u8("Transform Type", transform.type);
    in.u8("RESERVED", transform.reserved_2);
    in.u16("Transform ID", transform.id);
    if (!in.ok()) { complaints.push_back("transform: " + in.complaint()); }
    transform.attributes = read_attributes(in.take("attributes", in.left()), complaints);
    return transform;
}

Proposal read_proposal(const Framed& framed, bool is_last, std::vector<std::string>& complaints)
{
    Proposal proposal;
    remember(proposal.last, framed.last, static_cast<std::uint8_t>(is_last ? 0 : 2));
    proposal.reserved = framed.reserved;
    Reader in{framed.body};
    std::uint8_t spi_size = 0;
    std::uint8_t count = 0;
    in.u8("Proposal Num", proposal.number);
    in.u8("Protocol ID", proposal.protocol);
    in.u8("SPI Size", spi_size);
    in.u8("Num Transforms", count);
    in.octets("SPI", proposal.spi, spi_size);
    if (!in.ok()) { complaints.push_back("proposal: " + in.complaint()); }
    while (in.ok() && in.left() != 0) {
        const auto inner = read_frame(in, "transform", complaints);
        if (inner.length == 0) { break; }
        proposal.transforms.push_back(read_transform(inner, in.left() == 0, complaints));
    }
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
    Reader in{body};
    while (in.left() != 0) {
        const auto before = body.last(in.left());
        const auto framed = read_frame(in, "proposal", complaints);
        if (framed.length == 0) {
            sa.trailing.assign(before.begin(), before.end());
            break;
        }
        sa.proposals.push_back(read_proposal(framed, in.left() == 0, complaints));
    }
    return sa;
}

}  // namespace conformance::wire::ike
