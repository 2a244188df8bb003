#include "evidence/capture.h"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "evidence/packets.h"

namespace conformance::evidence {

namespace {

constexpr int snapshot_octets = 262'144;
constexpr std::int64_t second_us = 1'000'000;

using Pcap = std::unique_ptr<pcap_t, decltype(&::pcap_close)>;

pcap_pkthdr header_of(const Packet& packet, std::int64_t epoch_us)
{
    const auto at = epoch_us + packet.at.count();
    pcap_pkthdr header{};
    header.ts.tv_sec = at / second_us;
    header.ts.tv_usec = at % second_us;
    header.caplen = header.len = static_cast<bpf_u_int32>(packet.octets.size());
    return header;
}

}  // namespace

void write_capture(const std::filesystem::path& path, const Transcript& transcript, std::int64_t epoch_us)
{
    const Pcap pcap{::pcap_open_dead(DLT_RAW, snapshot_octets), ::pcap_close};
    const std::unique_ptr<pcap_dumper_t, decltype(&::pcap_dump_close)> dumper{
        ::pcap_dump_open(pcap.get(), path.c_str()), ::pcap_dump_close};
    if (dumper == nullptr) {
        throw std::runtime_error{path.string() + ": cannot be written: " + ::pcap_geterr(pcap.get())};
    }
    for (const auto& packet : packets_of(transcript)) {
        const auto header = header_of(packet, epoch_us);
        ::pcap_dump(static_cast<u_char*>(static_cast<void*>(dumper.get())), &header, packet.octets.data());
    }
    if (::pcap_dump_flush(dumper.get()) != 0) {
        throw std::runtime_error{path.string() + ": cannot be written completely"};
    }
}

std::string compare_capture(const std::filesystem::path& path, const Transcript& transcript,
                            std::int64_t epoch_us)
{
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    const Pcap pcap{::pcap_open_offline(path.c_str(), error.data()), ::pcap_close};
    if (pcap == nullptr) { return path.string() + ": " + error.data(); }
    if (::pcap_datalink(pcap.get()) != DLT_RAW) { return path.string() + ": not a capture of raw IP packets"; }
    unsigned frame = 0;
    pcap_pkthdr* header = nullptr;
    const u_char* octets = nullptr;
    for (const auto& packet : packets_of(transcript)) {
        ++frame;
        const auto place = path.string() + ": frame " + std::to_string(frame);
        if (::pcap_next_ex(pcap.get(), &header, &octets) != 1) { return place + " is missing"; }
        const auto wanted = header_of(packet, epoch_us);
        if (header->caplen != wanted.caplen || header->len != wanted.len ||
            header->ts.tv_sec != wanted.ts.tv_sec || header->ts.tv_usec != wanted.ts.tv_usec ||
            !std::equal(packet.octets.begin(), packet.octets.end(), octets)) {
            return place + " is not what the transcript says";
        }
    }
    if (::pcap_next_ex(pcap.get(), &header, &octets) == 1) {
        return path.string() + ": holds more frames than the transcript";
    }
    return "";
}

}  // namespace conformance::evidence
