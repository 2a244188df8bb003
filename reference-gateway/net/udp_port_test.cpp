#include "net/udp_port.h"

#include <gtest/gtest.h>

namespace gateway::net {
namespace {

using asio::ip::udp;

udp::endpoint at(const char* address, std::uint16_t port)
{
    return {asio::ip::make_address(address), port};
}

std::uint16_t free_port(asio::io_context& io)
{
    return udp::socket{io, at("127.0.0.1", 0)}.local_endpoint().port();
}

}  // namespace

// 127.0.0.0/8 is ours to the last address, so a reply could leave from the wrong one.
TEST(UdpPort, RepliesFromTheAddressThatWasAsked)
{
    asio::io_context io;
    const std::uint16_t number = free_port(io);
    Path seen;
    std::unique_ptr<UdpPort> port;
    port = std::make_unique<UdpPort>(io, "0.0.0.0", number, [&](const Path& path, View octets) {
        seen = path;
        port->send(path, octets);
        io.stop();
    });
    port->start();

    udp::socket client{io, at("127.0.0.1", 0)};
    const Octets question{1, 2, 3};
    client.send_to(asio::buffer(question), at("127.0.0.7", number));
    io.run_for(std::chrono::seconds{5});

    Octets answer(16);
    udp::endpoint from;
    client.non_blocking(true);
    answer.resize(client.receive_from(asio::buffer(answer), from));
    EXPECT_EQ(answer, question);
    EXPECT_EQ(from, at("127.0.0.7", number));
    EXPECT_EQ(to_text(seen.local), "127.0.0.7:" + std::to_string(number));
    EXPECT_EQ(seen.peer.port, client.local_endpoint().port());
}

// Each stays a datagram of its own, whatever the system makes of them on the way, and none overtakes another.
TEST(UdpPort, SendsManyTogether)
{
    asio::io_context io;
    const std::uint16_t number = free_port(io);
    UdpPort port{io, "127.0.0.1", number, {}};
    udp::socket client{io, at("127.0.0.1", 0)};
    client.set_option(asio::socket_base::receive_buffer_size{1 << 20});
    const Path path{{{127, 0, 0, 1}, number}, {{127, 0, 0, 1}, client.local_endpoint().port()}};
    std::vector<Octets> sent;
    for (const std::size_t size : {9, 9, 9, 4, 9, 1400, 1400, 30, 1, 60000, 60000, 7}) {
        sent.emplace_back(size, static_cast<std::uint8_t>(sent.size()));
    }
    for (std::uint8_t i = 0; i < 150; ++i) {
        sent.emplace_back(20, i);
    }
    for (const Octets& one : sent) {
        port.send_soon(path, one);
    }
    sent.push_back({1, 2, 3});
    port.send(path, sent.back());
    io.poll();

    client.non_blocking(true);
    for (const Octets& one : sent) {
        Octets answer(65535);
        udp::endpoint from;
        std::error_code error;
        answer.resize(client.receive_from(asio::buffer(answer), from, 0, error));
        ASSERT_EQ(answer, one) << error.message();
    }
}

TEST(UdpPort, SaysWhichPortCannotBeHad)
{
    asio::io_context io;
    const udp::socket taken{io, at("127.0.0.1", 0)};
    const std::uint16_t number = taken.local_endpoint().port();
    try {
        const UdpPort port{io, "127.0.0.1", number, {}};
        FAIL() << "two sockets on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(error.what(), "UDP port " + std::to_string(number) +
                                    " of 127.0.0.1 cannot be had: Address already in use");
    }
}

}  // namespace gateway::net
