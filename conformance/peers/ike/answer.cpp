#include "peers/ike/answer.h"

#include "wire/ike/narrate.h"

namespace conformance::peers::ike {

using wire::ike::Notify;
using wire::ike::NotifyType;
using wire::ike::PayloadType;
using wire::ike::SecurityAssociation;

bool Answer::accepted() const
{
    const auto* sa = message().body<SecurityAssociation>(PayloadType::security_association);
    return is_message() && sa != nullptr && !sa->proposals.empty();
}

const Notify* Answer::error() const
{
    for (const auto* notify : message().notifies()) {
        if (notify->is_error()) { return notify; }
    }
    return nullptr;
}

bool Answer::refused_with(NotifyType type) const
{
    return is_message() && !accepted() && message().notify(type) != nullptr;
}

std::optional<std::uint16_t> Answer::wanted_group() const
{
    if (!refused_with(NotifyType::invalid_ke_payload)) { return std::nullopt; }
    const auto& data = message().notify(NotifyType::invalid_ke_payload)->data;
    if (data.size() != 2) { return std::nullopt; }
    return static_cast<std::uint16_t>(data[0] << 8 | data[1]);
}

std::optional<catalog::IkeRow> Answer::selected() const
{
    if (!accepted()) { return std::nullopt; }
    const auto* sa = message().body<SecurityAssociation>(PayloadType::security_association);
    if (sa->proposals.size() != 1 || sa->proposals.front().protocol != wire::ike::protocol_ike) { return std::nullopt; }
    return tuple_of(sa->proposals.front());
}

std::string Answer::code() const
{
    if (kind == Kind::silence) { return "silent"; }
    if (kind == Kind::refused) { return "refused"; }
    if (accepted()) { return "accepted"; }
    if (const auto group = wanted_group()) { return "invalid-ke:" + std::to_string(*group); }
    if (const auto* notify = error()) { return "refused-by-notify:" + std::to_string(notify->type); }
    return "unexpected";
}

std::string Answer::text(const catalog::Registries& registries) const
{
    if (kind == Kind::silence) { return "no answer"; }
    if (kind == Kind::refused) { return "an ICMP error: the port is closed or unreachable"; }
    if (accepted()) {
        const auto* sa = message().body<SecurityAssociation>(PayloadType::security_association);
        return "selected " + wire::ike::line(sa->proposals.front(), registries);
    }
    if (const auto* notify = error()) {
        auto text = "Notify " + wire::ike::notify_name(notify->type, registries) + " (" +
                    std::to_string(notify->type) + ")";
        return notify->data.empty() ? text + ", no data" : text + ", data " + hex(notify->data);
    }
    return wire::ike::summary(message(), registries);
}

}  // namespace conformance::peers::ike
