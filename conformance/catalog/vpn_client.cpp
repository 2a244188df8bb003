#include "catalog/vpn_client.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>
#include <utility>

#include "catalog/client_proposals.h"

namespace conformance::catalog {

namespace {

using Word = std::pair<std::string_view, std::uint8_t>;  // and the payload's type

constexpr std::array init_words{Word{"SA", 33}, Word{"KE", 34}, Word{"Nonce", 40}, Word{"V", 43}};
constexpr std::array auth_words{Word{"IDi", 35},     Word{"IDr", 36},  Word{"CERT", 37},
                                Word{"CERTREQ", 38}, Word{"AUTH", 39}, Word{"CP", 47},
                                Word{"SA", 33},      Word{"TSi", 44},  Word{"TSr", 45}};
constexpr std::uint8_t notify_payload = 41;
constexpr std::uint16_t first_status = 16'384;

constexpr std::array<std::string_view, 5> known_ways{"certificate", "eap-tls", "eap-mschapv2", "peap", "psk"};

std::string joined(const auto& words)
{
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + std::string{word};
    }
    return text;
}

std::string sureness(TomlTable& table)
{
    auto sure = table.string("sure");
    if (sure != "high" && sure != "medium" && sure != "low") {
        table.fault("sure", "one of high, medium, low");
    }
    return sure;
}

// Each at most once; `needed` exactly once.
std::vector<ClientPayload> payloads(TomlTable& table, std::span<const Word> known,
                                    const std::vector<std::string>& needed,
                                    const Registries& registries)
{
    const auto words = table.strings("payloads");
    std::vector<ClientPayload> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::count(words, words[i]) > 1) {
            table.fault("payloads", i, "each payload once, not '" + words[i] + "' twice");
        }
        const auto found = std::ranges::find(known, words[i], &Word::first);
        if (found != known.end()) {
            result.push_back({found->second, 0});
            continue;
        }
        const auto status = std::ranges::find(registries.notify_types, words[i], &Named::name);
        if (status == registries.notify_types.end() || status->number < first_status) {
            table.fault("payloads", i,
                        "one of " + joined(known | std::views::keys) +
                            ", or IANA's name of a status notify, not '" + words[i] + "'");
        }
        result.push_back({notify_payload, static_cast<std::uint16_t>(status->number)});
    }
    for (const auto& word : needed) {
        if (std::ranges::find(words, word) == words.end()) {
            table.fault("payloads", word + " among them");
        }
    }
    return result;
}

std::vector<std::uint16_t> numbers(TomlTable& table, std::string_view key, std::int64_t low,
                                   std::int64_t high)
{
    if (!table.has(key)) {
        return {};
    }
    const auto values = table.integers(key, low, high);
    return {values.begin(), values.end()};
}

int digit(char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto at = digits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::vector<std::vector<std::uint8_t>> vendor_ids(TomlTable& table)
{
    constexpr std::size_t longest = 2 * 256;
    const auto words = table.optional_strings("vendor_ids");
    std::vector<std::vector<std::uint8_t>> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::vector<std::uint8_t> octets;
        const auto& word = words[i];
        const bool is_hex = !word.empty() && word.size() % 2 == 0 && word.size() <= longest &&
                            std::ranges::all_of(word, [](char c) { return digit(c) >= 0; });
        if (!is_hex) {
            table.fault("vendor_ids", i, "1 to 256 octets in small hexadecimal digits");
        }
        for (std::size_t at = 0; at < word.size(); at += 2) {
            octets.push_back(static_cast<std::uint8_t>(digit(word[at]) << 4 | digit(word[at + 1])));
        }
        result.push_back(std::move(octets));
    }
    return result;
}

bool has_notify(const std::vector<ClientPayload>& payloads, std::uint16_t type)
{
    return std::ranges::find(payloads, type, &ClientPayload::notify) != payloads.end();
}

bool has(const std::vector<ClientPayload>& payloads, std::uint8_t type)
{
    return std::ranges::find(payloads, type, &ClientPayload::type) != payloads.end();
}

void read_ike_sa_init(VpnClient& client, TomlTable table, const Registries& registries)
{
    constexpr std::uint16_t signature_hash_algorithms = 16'431;
    constexpr std::uint8_t vendor_id = 43;
    auto& init = client.ike_sa_init;
    init.sure = sureness(table);
    init.payloads = payloads(table, init_words, {"SA", "KE", "Nonce"}, registries);
    init.vendor_ids = vendor_ids(table);
    if (has(init.payloads, vendor_id) == init.vendor_ids.empty()) {
        table.fault("vendor_ids", "the octets of V among the payloads");
    }
    init.hashes = numbers(table, "hashes", 1, 65'535);
    if (has_notify(init.payloads, signature_hash_algorithms) == init.hashes.empty()) {
        table.fault("hashes", "those of SIGNATURE_HASH_ALGORITHMS among the payloads");
    }
    init.nonce_octets =
        static_cast<std::size_t>(table.optional_integer("nonce", 16, 256).value_or(32));
    init.proposals = read_client_proposals(table, ProposalsFor::ike, registries);
    init.group = static_cast<std::uint16_t>(table.integer("group", 1, 65'535));
    const bool is_offered = std::ranges::any_of(init.proposals, [&](const ClientProposal& one) {
        return std::ranges::find(one.group, init.group) != one.group.end();
    });
    if (!is_offered) {
        table.fault("group", "one of those in its proposals");
    }
    table.finish();
}

void read_selectors(VpnClient& client, TomlTable& table)
{
    const auto words = table.strings("selectors");
    auto& auth = client.ike_auth;
    auth.selects_ipv4 = std::ranges::find(words, "0.0.0.0/0") != words.end();
    auth.selects_ipv6 = std::ranges::find(words, "::/0") != words.end();
    const auto known =
        static_cast<std::size_t>(auth.selects_ipv4) + static_cast<std::size_t>(auth.selects_ipv6);
    if (words.empty() || known != words.size()) {
        table.fault("selectors", "0.0.0.0/0, ::/0 or both: what the client asks for at both ends");
    }
}

void read_ike_auth(VpnClient& client, TomlTable table, const Registries& registries)
{
    constexpr std::uint8_t configuration = 47;
    auto& auth = client.ike_auth;
    auth.sure = sureness(table);
    auth.ways = table.strings("ways");
    for (std::size_t i = 0; i < auth.ways.size(); ++i) {
        if (std::ranges::find(known_ways, auth.ways[i]) == known_ways.end()) {
            table.fault("ways", i, "only " + joined(known_ways) + ", not '" + auth.ways[i] + "'");
        }
    }
    const auto identity = table.string("identity");
    if (identity != "subject" && identity != "name") {
        table.fault("identity", "subject or name");
    }
    auth.names_its_subject = identity == "subject";
    auth.payloads = payloads(table, auth_words, {"IDi", "AUTH", "SA", "TSi", "TSr"}, registries);
    auth.attributes = numbers(table, "attributes", 1, 32'767);
    if (has(auth.payloads, configuration) == auth.attributes.empty()) {
        table.fault("attributes", "those of CP among the payloads");
    }
    read_selectors(client, table);
    auth.proposals = read_client_proposals(table, ProposalsFor::esp, registries);
    table.finish();
}

}  // namespace

VpnClient read_vpn_client(const TomlFile& file, const Registries& registries)
{
    auto root = file.root();
    VpnClient client;
    client.name = root.string("client");
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    if (client.name.empty() || client.name.find_first_not_of(letters) != std::string::npos ||
        client.name.front() == '.') {
        root.fault("client", "a name of small letters, digits, hyphens and dots");
    }
    client.title = root.string("title");
    client.source = root.string("source");
    read_ike_sa_init(client, root.table("ike_sa_init"), registries);
    read_ike_auth(client, root.table("ike_auth"), registries);
    root.finish();
    return client;
}

std::vector<VpnClient> read_vpn_clients(const std::filesystem::path& folder,
                                        const Registries& registries)
{
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(folder)) {
        throw Fault{folder.string(), 0, "cannot be read; expected the folder of the clients"};
    }
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::vector<VpnClient> clients;
    for (const auto& path : files) {
        const TomlFile file{path};
        clients.push_back(read_vpn_client(file, registries));
        if (clients.back().name != path.stem()) {
            file.root().fault("client", "'" + path.stem().string() + "', as the file is called");
        }
    }
    return clients;
}

const VpnClient* find(const std::vector<VpnClient>& clients, std::string_view name)
{
    const auto found = std::ranges::find(clients, name, &VpnClient::name);
    return found == clients.end() ? nullptr : &*found;
}

}  // namespace conformance::catalog
