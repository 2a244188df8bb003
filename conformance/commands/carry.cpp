// What `sallyport connect` does while it is connected.
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "commands/connection.h"
#include "peers/esp/carrier.h"
#include "peers/ike/keeper.h"

namespace conformance::commands {

namespace {

using namespace std::chrono_literals;
using peers::ike::Keeper;

constexpr int turn = 64;                   // packets of one side before the other's are looked at
constexpr int longest_wait = 200;          // milliseconds, for a signal or a timer
constexpr Duration until_keepalive = 20s;  // of sending nothing: RFC 3948, Section 2.3
constexpr Duration until_asked = 30s;      // of hearing nothing: RFC 7296, Section 2.4
constexpr std::array<Duration, 5> tries{1s, 2s, 4s, 8s, 16s};
constexpr Duration farewell = 2s;  // for the answer to a Delete
constexpr int receive_buffer = 1 << 21;

class Carriage {
public:
    Carriage(Bench& bench, peers::ike::LivingSa sa, const peers::ike::ChildSa& child,
             transport::UdpLink& link, transport::TunDevice& device)
        : keeper_{std::move(sa), child, bench.random, bench.registries},
          carrier_{child, bench.random},
          network_{bench.network},
          link_{link},
          device_{device},
          heard_{network_.now()},
          sent_{network_.now()}
    {
    }

    int go()
    {
        while (!is_signalled() && end_.empty()) {
            wait();
            look_at_the_clock();
        }
        if (end_.empty() || is_leave_due_) {
            take_leave();
        }
        std::cout << (end_.empty() ? "disconnected" : "ended: " + end_) << "; " << packets_out_
                  << " packets with " << octets_out_ << " octets out, " << packets_in_ << " with "
                  << octets_in_ << " in" << std::endl;
        return end_.empty() ? 0 : 1;
    }

private:
    void wait()
    {
        std::array<pollfd, 2> both{
            {{link_.descriptor(), POLLIN, 0}, {device_.descriptor(), POLLIN, 0}}};
        // Of a device that is gone there is nothing to wait for.
        if (::poll(both.data(), has_lost_device_ ? 1 : 2, longest_wait) <= 0) {
            return;
        }
        if ((both[1].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
            has_lost_device_ = true;
            is_leave_due_ = true;
            end_ = "the device " + device_.name() + " is gone";
            return;
        }
        if (both[0].revents != 0) {
            receive_some();
        }
        if (both[1].revents != 0) {
            send_some();
        }
    }

    void receive_some()
    {
        for (int i = 0; i < turn; ++i) {
            const auto received = link_.receive(Duration::zero());
            if (received.kind != Received::Kind::octets) {
                return;
            }
            receive(received.octets);
        }
    }

    // IKE behind a marker, ESP, or a keepalive: RFC 3948, Section 2.
    void receive(View datagram)
    {
        constexpr std::size_t marker = 4;
        const auto begin = datagram.first(std::min(marker, datagram.size()));
        if (begin.size() == marker &&
            std::ranges::all_of(begin, [](auto octet) { return octet == 0; })) {
            perform(keeper_.on_message(datagram.subspan(marker)));
            return;
        }
        if (const auto packet = carrier_.opened(datagram)) {
            heard_ = network_.now();
            ++packets_in_;
            octets_in_ += packet->size();
            device_.write(*packet);
        }
    }

    void perform(const Keeper::Outcome& outcome)
    {
        if (outcome.is_authentic) {
            heard_ = network_.now();
        }
        for (const auto& sa : outcome.opened) {
            carrier_.open(sa);
        }
        for (const auto& message : outcome.send) {
            send(message);
        }
        for (const auto& spi : outcome.closed) {
            carrier_.close(spi);
        }
        for (const auto& text : outcome.told) {
            std::cout << text << std::endl;
        }
        if (outcome.ended) {
            has_ended_ = true;
            end_ = "the gateway deleted the IKE SA";
        } else if (carrier_.is_empty()) {
            is_leave_due_ = true;
            end_ = "the gateway deleted the Child SA";
        }
    }

    void send(View message)
    {
        Octets datagram(4);
        append(datagram, message);
        link_.send(datagram);
        sent_ = network_.now();
    }

    void send_some()
    {
        for (int i = 0; i < turn; ++i) {
            auto packet = device_.read();
            if (!packet) {
                return;
            }
            const auto is_ipv4 = packet->front() >> 4 == 4;
            const auto size = packet->size();
            const auto sealed = is_ipv4 ? carrier_.sealed(std::move(*packet)) : std::nullopt;
            if (!sealed) {
                continue;
            }
            link_.send(*sealed);
            sent_ = network_.now();
            ++packets_out_;
            octets_out_ += size;
        }
    }

    void look_at_the_clock()
    {
        const auto now = network_.now();
        if (now - sent_ >= until_keepalive) {
            link_.send(Octets{0xff});
            sent_ = now;
        }
        if (!keeper_.underway()) {
            tried_ = 0;
            if (now - heard_ < until_asked) {
                return;
            }
            send(keeper_.sign_of_life());
            asked_ = now;
        } else if (now - asked_ >= tries.at(tried_)) {
            if (++tried_ == tries.size()) {
                end_ = "the gateway no longer answers";
                return;
            }
            send(*keeper_.underway());
            asked_ = now;
        }
    }

    // Behind what is still underway; nobody is waited for very long.
    void take_leave()
    {
        const auto end = network_.now() + farewell;
        const auto why = std::exchange(end_, "");
        bool has_asked = false;
        while (!has_ended_ && network_.now() < end) {
            if (!has_asked && !keeper_.underway()) {
                send(keeper_.leave());
                has_asked = true;
            }
            wait();
        }
        end_ = why;
    }

    Keeper keeper_;
    peers::esp::Carrier carrier_;
    Network& network_;
    transport::UdpLink& link_;
    transport::TunDevice& device_;
    Instant heard_, sent_, asked_{};
    std::size_t tried_ = 0;
    std::string end_;  // why, where it is not by our will
    bool has_ended_ = false, is_leave_due_ = false, has_lost_device_ = false;
    std::uint64_t packets_in_ = 0, packets_out_ = 0, octets_in_ = 0, octets_out_ = 0;
};

}  // namespace

int carry(Bench& bench, peers::ike::LivingSa sa, const peers::ike::ChildSa& child,
          transport::UdpLink& link, transport::TunDevice& device)
{
    ::setsockopt(link.descriptor(), SOL_SOCKET, SO_RCVBUFFORCE, &receive_buffer,
                 sizeof receive_buffer);
    return Carriage{bench, std::move(sa), child, link, device}.go();
}

}  // namespace conformance::commands
