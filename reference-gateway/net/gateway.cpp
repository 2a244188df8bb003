#include "net/gateway.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace gateway::net {
namespace {

ike::Upkeep upkeep_of(const policy::Upkeep& configured)
{
    ike::Upkeep upkeep;
    upkeep.silence = configured.liveness;
    upkeep.retransmission.first = configured.timeout;
    upkeep.retransmission.times = configured.retransmissions;
    upkeep.ike_sa = {configured.ike_sa, configured.margin};
    upkeep.child_sa = {configured.child_sa, configured.margin};
    return upkeep;
}

ike::Settings ike_settings(const Ingredients& ingredients)
{
    ike::Settings settings;
    settings.limits = ingredients.ike_limits;
    for (const policy::IkeRow& row : ingredients.configuration.edition.ike_rows) {
        settings.rows.push_back(row.tuple);
    }
    settings.slug = [&rows = ingredients.configuration.edition.ike_rows](
                        const policy::Tuple& tuple) -> std::string {
        const auto row = std::ranges::find(rows, tuple, &policy::IkeRow::tuple);
        return row == rows.end() ? "none" : row->slug;
    };
    settings.ipsec_rows = ingredients.configuration.edition.ipsec_rows;
    settings.credentials = ingredients.ike_credentials;
    settings.network = ingredients.network;
    settings.upkeep = upkeep_of(ingredients.configuration.upkeep);
    if (ingredients.leases) {
        settings.network.lease = [leases = ingredients.leases](const std::string& subject,
                                                               Family family) {
            return leases->lease({"IKEv2", subject, family});
        };
        settings.network.release = [leases = ingredients.leases](const Octets& address) {
            leases->release(address);
        };
    }
    settings.network.admit = [admission = ingredients.admission] {
        return admission->admit("IKEv2");
    };
    settings.network.leave = [admission = ingredients.admission] { admission->release("IKEv2"); };
    return settings;
}

}  // namespace

Gateway::Gateway(asio::io_context& io, Ingredients ingredients, const Clock& clock,
                 EventSink events)
    : ingredients_(std::move(ingredients)),
      clock_(clock),
      events_(std::move(events)),
      traffic_(*ingredients_.random, ingredients_.traffic_seams),
      ike_timer_(io)
{
    if (ingredients_.listens_for_ike) {
        open_inside(io);
        listen_for_esp(io);
        listen_for_ike(io);
    }
    if (ingredients_.tls_settings) listen_for_tls(io);
    open_more_ports(io);
}

void Gateway::open_inside(asio::io_context& io)
{
    const policy::Configuration& configuration = ingredients_.configuration;
    if (configuration.inside.mode == policy::Inside::Mode::tun) {
        inside_ = tun_inside(io, configuration.inside, configuration.address_pool,
                             [this](View packet) { send_inside(packet, &UdpPort::send_soon); });
        return;
    }
    // One datagram at a time, as a capture shows them.
    inside_ = echo_inside(io, ingredients_.inside, *ingredients_.random, clock_,
                          [this](View packet) { send_inside(packet, &UdpPort::send); });
}

void Gateway::send_inside(View packet, void (UdpPort::*by)(const Path&, View))
{
    const auto parcel = traffic_.on_inside(packet);
    if (!parcel) return;
    if (parcel->is_plain_esp) {
        if (esp_) esp_->send(parcel->path, parcel->octets);
    } else if (UdpPort* port = port_of(parcel->path)) {
        (port->*by)(parcel->path, parcel->octets);
    }
}

// Where the configuration does not say, it is had where the system allows it.
void Gateway::listen_for_esp(asio::io_context& io)
{
    const policy::Listen& listen = ingredients_.configuration.listen;
    if (!ingredients_.ike_credentials || !listen.plain_esp.value_or(true)) return;
    try {
        esp_ = std::make_unique<EspPort>(
            io, listen.address, [this](const Path& path, std::span<std::uint8_t> packet) {
                on_esp(path, packet, true);
            });
    } catch (const std::system_error& error) {
        const bool lacks_right = error.code() == std::errc::operation_not_permitted;
        no_plain_esp_ = {{"unavailable", error.code().message()}};
        if (lacks_right) no_plain_esp_.emplace_back("needs", "CAP_NET_RAW");
        if (!listen.plain_esp) return;
        throw std::runtime_error("IP protocol 50 of " + listen.address +
                                 " cannot be had: " + error.code().message() +
                                 (lacks_right ? " (plain_esp = true needs CAP_NET_RAW)" : ""));
    }
}

void Gateway::listen_for_ike(asio::io_context& io)
{
    ike::Settings settings = ike_settings(ingredients_);
    settings.network.plain_esp = esp_ != nullptr;
    settings.network.use = [this](std::uint32_t inbound_spi) { return traffic_.use(inbound_spi); };
    ike_ = ingredients_.around_ike(std::make_unique<ike::Responder>(
        std::move(settings), std::move(ingredients_.ike_seams), *ingredients_.random));
    const policy::Listen& listen = ingredients_.configuration.listen;
    for (const std::uint16_t port : {listen.ike, listen.nat_t}) {
        udp_.push_back(std::make_unique<UdpPort>(
            io, listen.address, port,
            [this, on_nat_t_port = port == listen.nat_t](const Path& path, std::span<std::uint8_t> octets) {
                if (on_nat_t_port) return on_nat_t_datagram(path, octets);
                on_ike_datagram({path, false, octets});
            }));
    }
}

void Gateway::listen_for_tls(asio::io_context& io)
{
    auto listener = ingredients_.tls_listener(*ingredients_.tls_settings, ingredients_.inside_tls);
    if (!listener) throw std::runtime_error(listener.error());
    open_tcp(io, {ingredients_.configuration.listen.tls, std::move(*listener)});
}

void Gateway::open_tcp(asio::io_context& io, const TcpService& service)
{
    tcp_.push_back(std::make_unique<TcpPort>(io, ingredients_.configuration.listen.address,
                                             service.port, service.factory, clock_, events_));
}

void Gateway::open_more_ports(asio::io_context& io)
{
    for (const TcpService& service : ingredients_.more_tcp) {
        open_tcp(io, service);
    }
    for (const UdpService& service : ingredients_.more_udp) {
        udp_.push_back(std::make_unique<UdpPort>(io, ingredients_.configuration.listen.address,
                                                 service.port,
                                                 [this, &service](const Path& path, View octets) {
                                                     if (auto answer = service.answer(path, octets))
                                                         send({path, std::move(*answer)});
                                                 }));
    }
}

void Gateway::start()
{
    for (const auto& port : udp_) {
        port->start();
    }
    for (const auto& port : tcp_) {
        port->start();
    }
    if (esp_) esp_->start();
    if (!no_plain_esp_.empty()) {
        events_({"plain-esp", no_plain_esp_});
    }
    events_(ready());
}

Event Gateway::ready() const
{
    const policy::Configuration& configuration = ingredients_.configuration;
    const policy::Listen& listen = configuration.listen;
    Event event{"ready", {{"policy", configuration.edition.name}, {"address", listen.address}}};
    if (ike_) {
        event.words.emplace_back("ike", std::to_string(listen.ike));
        event.words.emplace_back("nat_t", std::to_string(listen.nat_t));
    }
    if (esp_) event.words.emplace_back("plain_esp", "yes");
    if (ingredients_.tls_settings) event.words.emplace_back("tls", std::to_string(listen.tls));
    return event;
}

void Gateway::on_ike_datagram(const ike::Datagram& datagram)
{
    perform(ike_->on_datagram(datagram, clock_.now()));
}

// IKE behind a marker, ESP, or a keepalive that is for nobody: RFC 3948, Section 2.
void Gateway::on_nat_t_datagram(const Path& path, std::span<std::uint8_t> octets)
{
    if (!traffic_.knows(path, octets)) return on_ike_datagram({path, true, octets});
    on_esp(path, octets, false);
}

void Gateway::on_esp(const Path& path, std::span<std::uint8_t> packet, bool is_plain)
{
    const auto inner = traffic_.on_esp(path, packet, clock_.now(), is_plain);
    if (!inner) {
        events_({"esp", {{"peer", to_text(path.peer)}, {"dropped", inner.error()}}});
        return;
    }
    inside_->on_packet(*inner);
}

void Gateway::perform(ike::Actions actions)
{
    for (const Event& event : actions.events) {
        events_(event);
    }
    for (ike::ChildSa& sa : actions.open) {
        traffic_.open(std::move(sa));
    }
    for (const std::uint32_t spi : actions.close) {
        traffic_.close(spi);
    }
    for (const ike::Move& move : actions.move) {
        traffic_.move(move);
    }
    for (const ike::Send& datagram : actions.send) {
        send(datagram);
    }
    for (const ike::Compute& compute : actions.compute) {
        perform(ike_->on_computed(ike::carry_out(compute), clock_.now()));
    }
    if (actions.wake) wake_ike_at(*actions.wake);
}

void Gateway::wake_ike_at(Instant instant)
{
    if (ike_wake_ && *ike_wake_ <= instant) return;
    ike_wake_ = instant;
    ike_timer_.expires_at(clock_.at(instant));
    ike_timer_.async_wait([this](const std::error_code& error) {
        if (error) return;
        ike_wake_.reset();
        perform(ike_->on_wake(clock_.now()));
    });
}

UdpPort* Gateway::port_of(const Path& path)
{
    const auto port = std::ranges::find_if(
        udp_, [&](const auto& udp) { return udp->port() == path.local.port; });
    return port == udp_.end() ? nullptr : port->get();
}

void Gateway::send(const ike::Send& datagram)
{
    if (UdpPort* port = port_of(datagram.path)) port->send(datagram.path, datagram.octets);
}

}  // namespace gateway::net
