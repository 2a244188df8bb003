#include "wire/tls/narrate.h"

#include <algorithm>

namespace conformance::wire::tls {

namespace {

using catalog::Registries;

// A list as long as the registry is told by its beginning.
constexpr std::size_t most_listed = 24;

std::string number_in(const Extension& extension, std::uint16_t number,
                      const Registries& registries)
{
    if (extension.is(ExtensionType::supported_versions)) {
        return version_name(number);
    }
    if (extension.is(ExtensionType::signature_algorithms)) {
        return signature_scheme_name(number);
    }
    return is_grease(number) ? "GREASE " + four_digits(number)
                             : catalog::name_of(registries.tls_groups, number);
}

std::string value_of(const Extension& extension, bool from_client, const Registries& registries)
{
    if (extension.is(ExtensionType::server_name) && !extension.data.empty()) {
        return name_in(extension);
    }
    std::string text;
    for (const auto number : numbers_in(extension, from_client)) {
        text += (text.empty() ? "" : ", ") + number_in(extension, number, registries);
    }
    if (!text.empty() || extension.data.empty()) {
        return text;
    }
    return std::to_string(extension.data.size()) + " octets";
}

void tell_extensions(const Extensions& extensions, bool from_client, const Registries& registries,
                     std::vector<std::string>& lines)
{
    if (!extensions.present) {
        lines.emplace_back("  no extensions");
        return;
    }
    lines.emplace_back("  extensions:");
    for (const auto& one : extensions.list) {
        const auto value = value_of(one, from_client, registries);
        lines.push_back("    " + extension_name(one.type) + (value.empty() ? "" : ": " + value));
    }
}

std::string tell(const ClientHello& hello, const Registries& registries,
                 std::vector<std::string>& lines)
{
    lines.push_back("  client_version: " + version_name(hello.version));
    lines.push_back("  random: " + hex(hello.random));
    lines.push_back("  session_id: " + std::to_string(hello.session_id.size()) + " octets");
    lines.push_back("  cipher_suites: " + std::to_string(hello.suites.size()));
    const auto shown = std::min(hello.suites.size(), most_listed);
    for (std::size_t i = 0; i < shown; ++i) {
        lines.push_back("    " + suite_with_number(hello.suites[i], registries));
    }
    if (shown < hello.suites.size()) {
        lines.push_back("    and " + std::to_string(hello.suites.size() - shown) + " more");
    }
    lines.push_back("  compression_methods: " + hex(hello.compression_methods));
    tell_extensions(hello.extensions, true, registries, lines);

    auto version = hello.version;
    if (const auto* offered = hello.extensions.find(ExtensionType::supported_versions)) {
        for (const auto number : numbers_in(*offered, true)) {
            version = std::max(version, number);
        }
    }
    return version_name(version) + " ClientHello, " +
           (hello.suites.size() == 1 ? suite_name(hello.suites[0], registries)
                                     : std::to_string(hello.suites.size()) + " suites");
}

std::string tell(const ServerHello& hello, const Registries& registries,
                 std::vector<std::string>& lines)
{
    lines.push_back("  server_version: " + version_name(hello.version));
    lines.push_back("  random: " + hex(hello.random));
    lines.push_back("  cipher_suite: " + suite_with_number(hello.suite, registries));
    lines.push_back("  compression_method: " + std::to_string(hello.compression_method));
    tell_extensions(hello.extensions, false, registries, lines);
    return version_name(hello.selected_version()) +
           (hello.is_hello_retry_request() ? " HelloRetryRequest, " : " ServerHello, ") +
           suite_name(hello.suite, registries);
}

std::string tell(const Certificate& body, const Registries&, std::vector<std::string>& lines)
{
    for (const auto& one : body.certificates) {
        lines.push_back("  certificate: " + std::to_string(one.size()) + " octets");
    }
    return "Certificate";
}

std::string tell(const ServerKeyExchange& body, const Registries& registries,
                 std::vector<std::string>& lines)
{
    const auto curve = body.named_curve();
    if (curve) {
        lines.push_back("  named curve: " + catalog::name_of(registries.tls_groups, *curve));
    }
    return "ServerKeyExchange";
}

std::string tell(const ServerHelloDone&, const Registries&, std::vector<std::string>&)
{
    return "ServerHelloDone";
}

std::string tell(const Unreadable& record, const Registries&, std::vector<std::string>&)
{
    if (record.type == static_cast<std::uint8_t>(ContentType::application_data)) {
        return "application data";
    }
    return "encrypted record of type " + std::to_string(record.type);
}

std::string tell(const Handshake& message, const Registries& registries,
                 std::vector<std::string>& lines)
{
    return std::visit(
        [&](const auto& body) {
            if constexpr (std::is_same_v<std::decay_t<decltype(body)>, Opaque>) {
                return handshake_name(message.type);
            } else {
                return tell(body, registries, lines);
            }
        },
        message.body);
}

std::string tell(const Alert& alert, const Registries&, std::vector<std::string>&)
{
    const auto level = alert.level == alert_fatal     ? std::string{"fatal"}
                       : alert.level == alert_warning ? std::string{"warning"}
                                                      : "level " + std::to_string(alert.level);
    return "Alert " + std::to_string(alert.description) + " " + alert_name(alert.description) +
           " (" + level + ")";
}

std::string tell(const ChangeCipherSpec&, const Registries&, std::vector<std::string>&)
{
    return "ChangeCipherSpec";
}

}  // namespace

std::string suite_name(std::uint16_t suite, const Registries& registries)
{
    if (const auto* known = registries.suite(suite)) {
        return known->name;
    }
    return (is_grease(suite) ? "GREASE suite 0x" : "unassigned suite 0x") + four_digits(suite);
}

std::string suite_with_number(std::uint16_t suite, const Registries& registries)
{
    return four_digits(suite) + " " + suite_name(suite, registries);
}

Telling Narration::tell(View octets)
{
    Telling telling;
    assembler_.feed(octets);
    while (const auto piece = assembler_.next()) {
        std::vector<std::string> lines;
        const auto title =
            std::visit([&](const auto& content) { return tls::tell(content, registries_, lines); },
                       piece->content);
        telling.summary += (telling.summary.empty() ? "" : "; ") + title;
        telling.details.push_back(title + " (record version " +
                                  version_name(piece->record_version) + ")");
        std::ranges::move(lines, std::back_inserter(telling.details));
        for (const auto& complaint : piece->complaints) {
            telling.details.push_back("  odd: " + complaint);
        }
    }
    if (assembler_.is_derailed()) {
        telling.summary += (telling.summary.empty() ? "" : "; ") + std::to_string(octets.size()) +
                           " octets that are no TLS record";
    } else if (telling.summary.empty()) {
        telling.summary = "part of a TLS record, " + std::to_string(octets.size()) + " octets";
    }
    return telling;
}

}  // namespace conformance::wire::tls
