// What goes wrong with an ESP packet that the gateway sends: its number, its IV, its padding.
#include <algorithm>

#include "mutants/esp_mutants.h"

namespace gateway::mutants {
namespace {

using esp::OutboundSeams;

Mutant mutant(std::string name, std::string requirement, std::string code,
              std::function<void(OutboundSeams&)> change)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ipsec",
            {},
            [change = std::move(change)](net::Ingredients& gateway) {
                change(gateway.traffic_seams.outbound);
            }};
}

void count_in_the_iv(std::span<std::uint8_t> iv, std::uint64_t number)
{
    std::ranges::fill(iv, std::uint8_t{0});
    iv.back() = static_cast<std::uint8_t>(number);
}

}  // namespace

std::vector<Mutant> sends_esp_wrongly()
{
    const std::string numbers = "rfc4303/3.3.3/numbers-grow-from-one";
    return {
        mutant("numbers_esp_packets_from_1000", numbers, "not-from-one",
               [](OutboundSeams& outbound) {
                   outbound.numbering = [](std::uint64_t number) { return number + 999; };
               }),
        mutant("numbers_esp_packets_from_zero", numbers, "begins-with-zero",
               [](OutboundSeams& outbound) {
                   outbound.numbering = [](std::uint64_t number) { return number - 1; };
               }),
        mutant("numbers_two_esp_packets_alike", numbers, "repeated",
               [](OutboundSeams& outbound) {
                   outbound.numbering = [](std::uint64_t number) { return (number + 1) / 2; };
               }),
        mutant("repeats_the_iv_of_gcm", "rfc4106/3.1/iv-never-repeats", "repeated",
               [](OutboundSeams& outbound) {
                   outbound.counter_iv = [](std::uint64_t) { return std::uint64_t{7}; };
               }),
        mutant("counts_in_the_iv_of_cbc", "rfc3602/3/iv-unpredictable", "predictable",
               [](OutboundSeams& outbound) { outbound.block_iv = count_in_the_iv; }),
        mutant("pads_esp_with_zeros", "rfc4303/2.4/padding-counts-from-one", "other-padding",
               [](OutboundSeams& outbound) {
                   outbound.padding = [](std::span<std::uint8_t> padding) {
                       std::ranges::fill(padding, std::uint8_t{0});
                   };
               }),
    };
}

}  // namespace gateway::mutants
