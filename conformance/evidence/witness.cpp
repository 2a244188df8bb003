#include "evidence/witness.h"

#include <arpa/inet.h>
#include <pcap/pcap.h>

#include <array>
#include <optional>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

namespace conformance::evidence {

namespace {

using namespace std::chrono_literals;

constexpr int snapshot_octets = 262'144;
constexpr int buffer_octets = 32 << 20;
constexpr auto settling = 300ms;  // for packets still on their way through the kernel

std::string flow_of(Transport transport, const Endpoint& from, const Endpoint& to)
{
    return (transport == Transport::udp ? "udp " : "tcp ") + to_string(from) + " > " + to_string(to);
}

std::uint16_t u16(View octets, std::size_t at) { return static_cast<std::uint16_t>(octets[at] << 8 | octets[at + 1]); }

std::uint32_t u32(View octets, std::size_t at)
{
    return static_cast<std::uint32_t>(u16(octets, at)) << 16 | u16(octets, at + 2);
}

std::string address(int family, View octets)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, octets.data(), text.data(), text.size());
    return text.data();
}

struct Seen {
    std::string flow;
    bool udp = true;
    std::uint32_t sequence = 0;
    View payload;
};

// The IP packet behind a link header, when it is UDP or TCP and whole.
std::optional<Seen> dissect(View packet, int link_type)
{
    const std::size_t skip = link_type == DLT_EN10MB ? 14 : link_type == DLT_LINUX_SLL ? 16 : link_type == DLT_NULL ? 4 : 0;
    if (packet.size() < skip + 40) { return std::nullopt; }
    auto ip = packet.subspan(skip);
    const bool v4 = ip[0] >> 4 == 4;
    const std::size_t header = v4 ? static_cast<std::size_t>(ip[0] & 0xf) * 4 : 40;
    const std::size_t total = v4 ? u16(ip, 2) : 40u + u16(ip, 4);
    const auto protocol = v4 ? ip[9] : ip[6];
    if ((protocol != 6 && protocol != 17) || total > ip.size() || total < header + (protocol == 6 ? 20u : 8u)) {
        return std::nullopt;
    }
    const auto family = v4 ? AF_INET : AF_INET6;
    const auto source = address(family, ip.subspan(v4 ? 12 : 8));
    const auto destination = address(family, ip.subspan(v4 ? 16 : 24));
    const auto segment = ip.subspan(header, total - header);
    Seen seen;
    seen.udp = protocol == 17;
    seen.flow = flow_of(seen.udp ? Transport::udp : Transport::tcp, {source, u16(segment, 0)},
                        {destination, u16(segment, 2)});
    const std::size_t offset = seen.udp ? 8 : static_cast<std::size_t>(segment[12] >> 4) * 4;
    if (offset > segment.size()) { return std::nullopt; }
    if (!seen.udp) { seen.sequence = u32(segment, 4); }
    seen.payload = segment.subspan(offset);
    return seen;
}

[[noreturn]] void refuse_to_capture(const std::string& interface, const std::string& why)
{
    throw std::runtime_error{"--capture " + interface + ": " + why};
}

}  // namespace

struct Witness::Capture {
    pcap_t* pcap = nullptr;
    pcap_dumper_t* dumper = nullptr;
    std::jthread thread;

    Capture() = default;
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;
    ~Capture() { close(); }

    void close()
    {
        if (thread.joinable()) {
            thread.request_stop();
            thread.join();
        }
        if (dumper != nullptr) { ::pcap_dump_close(std::exchange(dumper, nullptr)); }
        if (pcap != nullptr) { ::pcap_close(std::exchange(pcap, nullptr)); }
    }

    void run(const std::stop_token& stop) const
    {
        while (!stop.stop_requested()) {
            pcap_pkthdr* header = nullptr;
            const u_char* octets = nullptr;
            if (::pcap_next_ex(pcap, &header, &octets) == 1) {
                ::pcap_dump(static_cast<u_char*>(static_cast<void*>(dumper)), header, octets);
            } else {
                std::this_thread::sleep_for(1ms);
            }
        }
    }
};

Witness::Witness(std::string interface, const std::string& host)
    : capture_{std::make_unique<Capture>()}, interface_{std::move(interface)}
{
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    auto& pcap = capture_->pcap;
    pcap = ::pcap_create(interface_.c_str(), error.data());
    const auto refuse = [&](const std::string& why) { refuse_to_capture(interface_, why); };
    if (pcap == nullptr) { refuse(error.data()); }
    ::pcap_set_snaplen(pcap, snapshot_octets);
    ::pcap_set_timeout(pcap, 1);
    ::pcap_set_immediate_mode(pcap, 1);
    ::pcap_set_buffer_size(pcap, buffer_octets);
    if (::pcap_activate(pcap) < 0) { refuse(::pcap_geterr(pcap)); }
    bpf_program filter{};
    if (::pcap_compile(pcap, &filter, ("host " + host).c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0 ||
        ::pcap_setfilter(pcap, &filter) != 0) {
        refuse(::pcap_geterr(pcap));
    }
    ::pcap_freecode(&filter);
    ::pcap_setnonblock(pcap, 1, error.data());
}

void Witness::begin(std::filesystem::path file)
{
    file_ = std::move(file);
    capture_->dumper = ::pcap_dump_open(capture_->pcap, file_.c_str());
    if (capture_->dumper == nullptr) { refuse_to_capture(interface_, ::pcap_geterr(capture_->pcap)); }
    capture_->thread = std::jthread{[capture = capture_.get()](const std::stop_token& stop) { capture->run(stop); }};
}

Witness::~Witness() = default;

void Witness::expect(const Transcript& transcript)
{
    std::map<unsigned, Event> links;
    for (const auto& event : transcript.events()) {
        if (event.kind == Event::Kind::opened) { links[event.link] = event; }
        const bool sent = event.kind == Event::Kind::sent;
        if (!sent && event.kind != Event::Kind::received) { continue; }
        const auto& link = links[event.link];
        const auto& remote = link.transport == Transport::udp && !sent ? event.from : link.remote;
        auto& payloads = expected_[sent ? flow_of(link.transport, link.local, remote)
                                        : flow_of(link.transport, remote, link.local)];
        if (link.transport == Transport::tcp && !payloads.empty()) {
            append(payloads.back(), event.octets);
        } else {
            payloads.push_back(event.octets);
        }
    }
}

std::string Witness::finish()
{
    std::this_thread::sleep_for(settling);
    capture_->close();
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    const std::unique_ptr<pcap_t, decltype(&::pcap_close)> pcap{::pcap_open_offline(file_.c_str(), error.data()),
                                                                ::pcap_close};
    if (pcap == nullptr) { return error.data(); }
    std::map<std::string, std::multiset<Octets>> datagrams;
    std::map<std::string, std::map<std::uint32_t, Octets>> streams;
    pcap_pkthdr* header = nullptr;
    const u_char* octets = nullptr;
    while (::pcap_next_ex(pcap.get(), &header, &octets) == 1) {
        const auto seen = dissect({octets, header->caplen}, ::pcap_datalink(pcap.get()));
        if (!seen || seen->payload.empty()) { continue; }
        Octets payload{seen->payload.begin(), seen->payload.end()};
        if (seen->udp) {
            datagrams[seen->flow].insert(std::move(payload));
        } else {
            streams[seen->flow].try_emplace(seen->sequence, std::move(payload));
        }
    }
    for (const auto& [flow, payloads] : expected_) {
        Octets stream;
        for (const auto& [sequence, payload] : streams[flow]) {
            append(stream, payload);
        }
        for (const auto& payload : payloads) {
            if (flow.starts_with("udp")) {
                const auto found = datagrams[flow].find(payload);
                if (found == datagrams[flow].end()) { return flow + ": a datagram of ours is not in " + file_.string(); }
                datagrams[flow].erase(found);
            } else if (stream.size() < payload.size() ||
                       !std::equal(payload.begin(), payload.end(), stream.begin())) {
                return flow + ": the stream in " + file_.string() + " is not ours";
            }
        }
    }
    return "";
}

}  // namespace conformance::evidence
