#include "evidence/witness.h"

#include <pcap/pcap.h>

#include <array>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

#include "evidence/seen_packet.h"
#include "evidence/seen_streams.h"

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
    std::map<std::pair<unsigned, bool>, std::size_t> streams;  // of a link and a direction
    for (const auto& event : transcript.events()) {
        if (event.kind == Event::Kind::opened) { links[event.link] = event; }
        const bool sent = event.kind == Event::Kind::sent;
        if (!sent && event.kind != Event::Kind::received) { continue; }
        const auto& link = links[event.link];
        const auto& remote = link.transport == Transport::udp && !sent ? event.from : link.remote;
        auto& payloads = expected_[sent ? flow_of(link.transport, link.local, remote)
                                        : flow_of(link.transport, remote, link.local)];
        if (link.transport == Transport::udp) {
            payloads.push_back(event.octets);
            continue;
        }
        const auto [stream, first] = streams.try_emplace({event.link, sent}, payloads.size());
        if (first) { payloads.emplace_back(); }
        append(payloads[stream->second], event.octets);
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
    std::map<std::string, SeenStreams> streams;
    pcap_pkthdr* header = nullptr;
    const u_char* octets = nullptr;
    while (::pcap_next_ex(pcap.get(), &header, &octets) == 1) {
        const auto seen = dissect({octets, header->caplen}, ::pcap_datalink(pcap.get()));
        if (!seen) { continue; }
        const auto flow = flow_of(seen->transport, seen->from, seen->to);
        if (seen->transport == Transport::udp) {
            datagrams[flow].insert(Octets{seen->payload.begin(), seen->payload.end()});
        } else {
            streams[flow].add(*seen);
        }
    }
    for (const auto& [flow, payloads] : expected_) {
        if (flow.starts_with("tcp")) {
            if (!each_begins_one(payloads, streams[flow].whole())) {
                return flow + ": the stream in " + file_.string() + " is not ours";
            }
            continue;
        }
        for (const auto& payload : payloads) {
            const auto found = datagrams[flow].find(payload);
            if (found == datagrams[flow].end()) { return flow + ": a datagram of ours is not in " + file_.string(); }
            datagrams[flow].erase(found);
        }
    }
    return "";
}

}  // namespace conformance::evidence
