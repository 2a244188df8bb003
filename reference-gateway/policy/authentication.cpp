#include "policy/authentication.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace gateway::policy {
namespace {

bool offers(const Authentication& read, EapMethod method)
{
    return std::ranges::find(read.eap, method) != read.eap.end();
}

// 40 hexadecimal digits, as certificate stores show them; spaces and colons do not count.
std::optional<Octets> parse_thumbprint(const std::string& text)
{
    constexpr std::size_t digits = 40;
    std::string hex;
    std::ranges::copy_if(text, std::back_inserter(hex),
                         [](char c) { return c != ' ' && c != ':'; });
    if (hex.size() != digits) return std::nullopt;
    Octets octets(digits / 2);
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const char* begin = hex.data() + 2 * i;
        const auto [stopped, error] = std::from_chars(begin, begin + 2, octets[i], 16);
        if (error != std::errc{} || stopped != begin + 2) return std::nullopt;
    }
    return octets;
}

void read_eap(Authentication& read, TomlTable& table)
{
    if (!table.has("eap")) return;
    for (const Text& text : table.texts("eap")) {
        const bool is_tls = text.value == "tls";
        const EapMethod method = is_tls ? EapMethod::tls : EapMethod::mschapv2;
        if (!is_tls && text.value != "mschapv2") {
            table.refuse(text.line, R"("tls" or "mschapv2" in 'authentication.eap')");
        }
        if (offers(read, method)) table.refuse(text.line, "each word of 'authentication.eap' once");
        read.eap.push_back(method);
    }
    if (read.eap.empty()) {
        table.refuse(table.line_of("eap"), "at least one method in 'authentication.eap'");
    }
}

void read_users(Authentication& read, TomlTable& table, const std::filesystem::path& folder)
{
    const bool is_wanted = offers(read, EapMethod::mschapv2);
    if (is_wanted) {
        read.users = folder / table.text("users").value;
    } else if (table.has("users")) {
        table.refuse(table.line_of("users"),
                     R"("mschapv2" in 'authentication.eap' beside 'users')");
    }
}

void read_eap_only(Authentication& read, TomlTable& table)
{
    read.eap_only = table.flag_or("eap_only", false);
    if (read.eap_only && !offers(read, EapMethod::tls)) {
        table.refuse(table.line_of("eap_only"),
                     R"("tls" in 'authentication.eap' beside 'eap_only')");
    }
}

void read_roots(Authentication& read, TomlTable& table, const std::filesystem::path& folder)
{
    // Passwords alone need none.
    const bool is_wanted = read.eap.empty() || offers(read, EapMethod::tls);
    if (!is_wanted && !table.has("client_roots")) return;
    for (const Text& file : table.texts("client_roots")) {
        read.client_roots.push_back(folder / file.value);
    }
    if (read.client_roots.empty()) {
        table.refuse(table.line_of("client_roots"),
                     "at least one PEM file in 'authentication.client_roots'");
    }
}

void read_revoked(Authentication& read, TomlTable& table)
{
    if (!table.has("revoked")) return;
    for (const Text& text : table.texts("revoked")) {
        auto thumbprint = parse_thumbprint(text.value);
        if (!thumbprint) {
            table.refuse(text.line,
                         "thumbprints of 40 hexadecimal digits in 'authentication.revoked'");
        }
        read.revoked.push_back(std::move(*thumbprint));
    }
}

}  // namespace

std::optional<Authentication> read_authentication(TomlTable& top,
                                                  const std::filesystem::path& folder)
{
    std::optional<TomlTable> table = top.optional_table("authentication");
    if (!table) return std::nullopt;
    Authentication read;
    read_eap(read, *table);
    read_eap_only(read, *table);
    read_users(read, *table, folder);
    read_roots(read, *table, folder);
    read_revoked(read, *table);
    table->finish();
    return read;
}

}  // namespace gateway::policy
