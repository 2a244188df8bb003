// The running gateway: its ports, and the cores behind them.
#pragma once

#include <asio.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/clock.h"
#include "net/esp_port.h"
#include "net/ingredients.h"
#include "net/inside.h"
#include "net/tcp_port.h"
#include "net/udp_port.h"

namespace gateway::net {

class Gateway {
public:
    // Binds every port; throws std::runtime_error naming the one that cannot be had.
    Gateway(asio::io_context& io, Ingredients ingredients, const Clock& clock, EventSink events);

    // Serves from now on, within io's run().
    void start();

private:
    void open_inside(asio::io_context& io);
    void listen_for_esp(asio::io_context& io);
    void listen_for_ike(asio::io_context& io);
    void listen_for_tls(asio::io_context& io);
    void open_more_ports(asio::io_context& io);
    void open_tcp(asio::io_context& io, const TcpService& service);
    void on_ike_datagram(const ike::Datagram& datagram);
    void on_nat_t_datagram(const Path& path, std::span<std::uint8_t> octets);
    void on_esp(const Path& path, std::span<std::uint8_t> packet, bool is_plain);
    void send_inside(View packet, void (UdpPort::*by)(const Path&, View));
    void perform(ike::Actions actions);
    void wake_ike_at(Instant instant);
    void send(const ike::Send& datagram);
    [[nodiscard]] UdpPort* port_of(const Path& path);
    [[nodiscard]] Event ready() const;

    Ingredients ingredients_;
    const Clock& clock_;
    EventSink events_;
    std::unique_ptr<ike::Core> ike_;
    ike::ChildTraffic traffic_;
    std::unique_ptr<Inside> inside_;
    asio::steady_timer ike_timer_;
    std::optional<Instant> ike_wake_;
    std::unique_ptr<EspPort> esp_;  // none: not without UDP
    // Why there is none, where it was tried: words of an event.
    std::vector<std::pair<std::string, std::string>> no_plain_esp_;
    std::vector<std::unique_ptr<UdpPort>> udp_;
    std::vector<std::unique_ptr<TcpPort>> tcp_;
};

}  // namespace gateway::net
