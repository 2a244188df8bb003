#include "ike/tell.h"

#include <utility>

namespace gateway::ike {
namespace {

std::string as_text(std::uint64_t spi)
{
    Writer out;
    out.u64(spi);
    return to_hex(out.view());
}

std::string as_text(std::uint32_t spi)
{
    Writer out;
    out.u32(spi);
    return to_hex(out.view());
}

std::string name_of(const Header& header)
{
    switch (header.exchange_type) {
        case std::to_underlying(ExchangeType::ike_sa_init):
            return "ike-sa-init";
        case std::to_underlying(ExchangeType::ike_auth):
            return "ike-auth";
        default:
            return "ike";
    }
}

}  // namespace

Event told(const Arrival& arrival, const std::string& outcome)
{
    return {name_of(arrival.header),
            {{"peer", to_text(arrival.path.peer)},
             {"port", std::to_string(arrival.path.local.port)},
             {"outcome", outcome}}};
}

Event dropped(const Arrival& arrival, const std::string& reason)
{
    Event event = told(arrival, "dropped");
    event.words.emplace_back("reason", reason);
    return event;
}

Event refused(const Arrival& arrival, NotifyType notify)
{
    Event event = told(arrival, notify == NotifyType::cookie ? "cookie-asked" : "refused");
    event.words.emplace_back("notify", std::to_string(std::to_underlying(notify)));
    return event;
}

Event answered(const Arrival& arrival, const IkeSa& sa, const std::string& row)
{
    Event event = told(arrival, "answered");
    event.words.emplace_back("row", row);
    event.words.emplace_back("responder_spi", as_text(sa.responder_spi));
    return event;
}

Event login_failed(const Arrival& arrival, const std::string& reason)
{
    Event event = told(arrival, "login-failed");
    event.words.emplace_back("reason", reason);
    return event;
}

Event admitted(const Arrival& arrival, const IkeSa& sa)
{
    Event event = told(arrival, "admitted");
    event.words.emplace_back("subject", sa.subject);
    event.words.emplace_back("responder_spi", as_text(sa.responder_spi));
    return event;
}

Event opened(const IkeSa& sa, const ChildSa& child)
{
    Event event{"child-sa",
                {{"responder_spi", as_text(sa.responder_spi)},
                 {"inbound_spi", as_text(child.inbound_spi)},
                 {"outbound_spi", as_text(child.outbound_spi)}}};
    for (const Octets& address : sa.addresses) {
        event.words.emplace_back("address", to_text(Endpoint{address, 0}));
    }
    return event;
}

Event rekeyed(const IkeSa& old, const IkeSa& made)
{
    return {"ike-sa-rekeyed",
            {{"responder_spi", as_text(old.responder_spi)},
             {"new_responder_spi", as_text(made.responder_spi)}}};
}

Event moved(const IkeSa& sa, const Path& path)
{
    return {"ike-sa-moved",
            {{"responder_spi", as_text(sa.responder_spi)}, {"peer", to_text(path.peer)}}};
}

Event silent(const IkeSa& sa)
{
    return {"ike-sa-silent", {{"responder_spi", as_text(sa.responder_spi)}}};
}

Event not_rekeyed(const IkeSa& sa, const std::string& why)
{
    return {"not-rekeyed", {{"responder_spi", as_text(sa.responder_spi)}, {"why", why}}};
}

Event expired(const IkeSa& sa)
{
    return {"ike-sa-expired", {{"responder_spi", as_text(sa.responder_spi)}}};
}

}  // namespace gateway::ike
