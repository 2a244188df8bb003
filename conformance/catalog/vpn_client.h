// The VPN clients that people use, as they are installed: what each sends, and in which order. Read
// from vectors/clients/*.toml. Numbers are IANA's; key lengths are in bits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace conformance::catalog {

class TomlFile;
struct Registries;

struct Cipher {
    std::uint16_t number = 0;
    std::uint16_t key_length = 0;  // 0: no Key Length attribute

    bool operator==(const Cipher&) const = default;
};

// One proposal, every alternative of each type in its order. `integrity` is empty beside an AEAD.
struct ClientProposal {
    std::vector<Cipher> encryption;
    std::vector<std::uint16_t> prf, integrity, group, esn;
};

// A payload of a request: `type` is IANA's, `notify` that of a Notify payload.
struct ClientPayload {
    std::uint8_t type = 0;
    std::uint16_t notify = 0;
};

struct VpnClient {
    std::string name, title, source;

    struct {
        std::string sure;                     // high, medium or low
        std::vector<ClientPayload> payloads;  // one V stands for all vendor IDs
        std::vector<std::vector<std::uint8_t>> vendor_ids;
        std::vector<std::uint16_t> hashes;  // of SIGNATURE_HASH_ALGORITHMS
        std::uint16_t group = 0;            // of the first KE payload
        std::size_t nonce_octets = 32;
        std::vector<ClientProposal> proposals;
    } ike_sa_init;

    struct {
        std::string sure;
        std::vector<std::string> ways;  // certificate, eap-tls, eap-mschapv2, peap, psk
        bool names_its_subject = true;  // IDi: the certificate's subject, else its name
        std::vector<ClientPayload> payloads;
        std::vector<std::uint16_t> attributes;  // of the CFG_REQUEST
        bool selects_ipv4 = true, selects_ipv6 = false;
        std::vector<ClientProposal> proposals;
    } ike_auth;
};

// Of a folder, by name. Throws Fault.
[[nodiscard]] std::vector<VpnClient> read_vpn_clients(const std::filesystem::path& folder,
                                                      const Registries& registries);
[[nodiscard]] VpnClient read_vpn_client(const TomlFile& file, const Registries& registries);

[[nodiscard]] const VpnClient* find(const std::vector<VpnClient>& clients, std::string_view name);

}  // namespace conformance::catalog
