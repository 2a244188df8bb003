// For tests: the client's end of one TCP connection, which says only what it is told to.
#pragma once

#include <gtest/gtest.h>

#include "inside/echo_host.h"

namespace gateway::inside {

class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = ++next_;
        }
    }

private:
    std::uint8_t next_ = 0;
};

inline const Octets client_ipv4{172, 16, 201, 2};
inline const Octets host_ipv4{10, 1, 0, 4};

inline EchoHostSettings usual_settings()
{
    EchoHostSettings settings;
    settings.networks = {{{10, 1, 0, 0}, 16},
                         {{0xfd, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64}};
    return settings;
}

inline Octets tcp_packet(const TcpSegment& segment, View from = client_ipv4, View to = host_ipv4)
{
    Octets packet = ip_packet(from, to, protocol_tcp, size_of(segment));
    write(segment, payload_of(packet));
    set_checksum(packet, protocol_tcp, tcp_checksum_at);
    return packet;
}

// A segment that came, with the octets it points into.
struct Answer {
    Octets packet;
    TcpSegment segment;

    [[nodiscard]] std::string text() const { return {segment.data.begin(), segment.data.end()}; }
};

class TcpTestClient {
public:
    TcpTestClient(EchoHost& host, std::uint16_t port) : host_(host), port_(port) {}

    TcpSegment segment(std::string_view text = {})
    {
        TcpSegment made;
        made.source_port = port_;
        made.destination_port = 7;
        made.sequence = next;
        made.acknowledged = expected;
        made.ack = true;
        made.window = window;
        made.data = as_octets(text);
        return made;
    }

    // What the host answers to these octets of the connection.
    std::vector<Answer> say(const TcpSegment& segment)
    {
        return heard(host_.on_packet(tcp_packet(segment), now));
    }
    std::vector<Answer> say(std::string_view text)
    {
        const auto answers = say(segment(text));
        next += static_cast<std::uint32_t>(text.size());
        return answers;
    }
    std::vector<Answer> wait(Instant time)
    {
        now += time;
        return heard(host_.on_wake(now));
    }

    // The first two segments, and the host's in between.
    TcpSegment connect(std::optional<std::uint16_t> maximum_segment_size = 1000,
                       std::optional<std::uint8_t> scale = {})
    {
        TcpSegment syn = segment();
        syn.ack = false;
        syn.syn = true;
        syn.maximum_segment_size = maximum_segment_size;
        syn.window_scale = scale;
        const auto answers = say(syn);
        if (answers.size() != 1) return {};
        next += 1;
        expected = answers[0].segment.sequence + 1;
        EXPECT_TRUE(say(segment()).empty());
        return answers[0].segment;
    }

    // Takes what was heard, and says so with the next segment.
    std::string take(const std::vector<Answer>& answers)
    {
        std::string text;
        for (const Answer& answer : answers) {
            if (answer.segment.sequence != expected) continue;
            text += answer.text();
            expected += answer.segment.length();
        }
        return text;
    }

    std::uint32_t next = 1000;
    std::uint32_t expected = 0;
    std::uint16_t window = 65535;
    Instant now{0};
    std::optional<Instant> wake;

private:
    std::vector<Answer> heard(Actions actions)
    {
        wake = actions.wake;
        std::vector<Answer> answers;
        for (Octets& packet : actions.send) {
            Answer& answer = answers.emplace_back(std::move(packet), TcpSegment{});
            const auto ip = parse_ip_packet(answer.packet);
            EXPECT_TRUE(ip && checksum(*ip) == 0);
            EXPECT_LE(answer.packet.size(), 1400U);
            answer.segment = parse_tcp_segment(ip->payload).value();
            EXPECT_EQ(answer.segment.destination_port, port_);
        }
        return answers;
    }

    EchoHost& host_;
    std::uint16_t port_;
};

}  // namespace gateway::inside
