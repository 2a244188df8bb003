#include "net/demo.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "crypto/certificate.h"

namespace gateway::net {
namespace {

constexpr const char* server_name = "gw.example.test";
constexpr const char* client_name = "client.example.test";
constexpr const char* sku = "VpnGw1";
const Network pool{{172, 16, 200, 0}, 23};  // of which SSTP gets 128
const Network pool_ipv6{{0xfd, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64};
const Network behind{{10, 1, 0, 0}, 16};
const Network behind_ipv6{{0xfd, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64};

template <typename Value>
Value must(std::expected<Value, std::string> value)
{
    if (!value) throw std::runtime_error(value.error());
    return std::move(*value);
}

crypto::Validity from_yesterday_on()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {now - std::chrono::days{1}, now + std::chrono::days{90}};
}

crypto::IssuedCertificate make_authority()
{
    crypto::CertificateRequest request;
    request.role = crypto::CertificateRole::authority;
    request.subject = "Sallyport demo authority";
    request.validity = from_yesterday_on();
    return must(crypto::issue_self_signed(request));
}

crypto::IssuedCertificate make_server(const crypto::IssuedCertificate& authority,
                                      const std::string& address)
{
    crypto::CertificateRequest request;
    request.subject = server_name;
    request.dns_names = {server_name};
    request.addresses = {address};
    request.validity = from_yesterday_on();
    return must(crypto::issue_certificate(request, authority));
}

crypto::IssuedCertificate make_client(const crypto::IssuedCertificate& authority)
{
    crypto::CertificateRequest request;
    request.role = crypto::CertificateRole::client;
    request.subject = client_name;
    request.dns_names = {client_name};
    request.validity = from_yesterday_on();
    return must(crypto::issue_certificate(request, authority));
}

policy::Listen listen_on(const DemoOptions& options)
{
    const auto port = [&](unsigned usual) {
        return static_cast<std::uint16_t>(options.port_base + usual);
    };
    return {options.address, port(500), port(4500), port(443)};
}

void write_file(const std::filesystem::path& path, const std::string& content)
{
    std::ofstream out{path, std::ios::binary};
    out << content;
    out.close();
    if (!out) throw std::runtime_error(path.string() + ": cannot be written");
}

std::filesystem::path beside(const std::filesystem::path& target, const std::string& ending)
{
    return target.parent_path() / (target.stem().string() + ending);
}

// Readable by its owner alone from the beginning.
void write_key(const std::filesystem::path& path, const std::string& content)
{
    write_file(path, "");
    std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
    write_file(path, content);
}

}  // namespace

Demo make_demo(const DemoOptions& options, const std::filesystem::path& data)
{
    Demo demo;
    const auto file = policy::edition_file(options.policy, data, std::filesystem::current_path());
    demo.configuration.edition =
        policy::read_edition(policy::TomlFile{file.string()}, policy::read_registry(data), data);
    demo.policy = file.stem() == options.policy ? options.policy : absolute(file).string();
    demo.configuration.tunnel_types = {"IKEv2"};
    if (demo.configuration.edition.tunnels.contains("SSTP")) {
        demo.configuration.tunnel_types.emplace_back("SSTP");
    }
    demo.configuration.listen = listen_on(options);
    demo.configuration.server = policy::Server{{}, {}, server_name};
    demo.configuration.address_pool = {pool, pool_ipv6};
    demo.configuration.session_limits = policy::session_limits_of(sku, data);
    demo.configuration.routes = {behind, behind_ipv6};
    const crypto::IssuedCertificate authority = make_authority();
    const crypto::IssuedCertificate server = make_server(authority, options.address);
    demo.identity = {server.certificate_pem + authority.certificate_pem, server.key_pem};
    demo.authority = authority;
    demo.client = make_client(authority);
    return demo;
}

void write_target(const Demo& demo, const std::filesystem::path& path)
{
    const policy::Configuration& configuration = demo.configuration;
    const policy::Listen& listen = configuration.listen;
    const auto authority = beside(path, "-ca.pem");
    const auto authority_key = beside(path, "-ca.key");
    const auto client = beside(path, "-client.pem");
    const auto key = beside(path, "-client.key");
    write_file(authority, demo.authority.certificate_pem);
    write_key(authority_key, demo.authority.key_pem);
    write_file(client, demo.client.certificate_pem);
    write_key(key, demo.client.key_pem);
    write_file(path, fmt::format("# The demo gateway, as it wrote it about itself.\n"
                                 "host         = \"{}\"\n"
                                 "policy       = \"{}\"\n"
                                 "tunnel_types = [\"{}\"]\n"
                                 "sku          = \"{}\"\n"
                                 "address_pool = \"172.16.200.0/23\"\n"
                                 "inside_host  = \"10.1.0.4\"\n"
                                 "[server]\n"
                                 "ca   = \"{}\"\n"
                                 "name = \"{}\"\n"
                                 "[ports]\n"
                                 "ike   = {}\n"
                                 "nat_t = {}\n"
                                 "tls   = {}\n"
                                 "[client]\n"
                                 "certificate = \"{}\"\n"
                                 "key         = \"{}\"\n"
                                 "issuer      = \"{}\"\n"
                                 "issuer_key  = \"{}\"\n",
                                 listen.address, demo.policy,
                                 fmt::join(configuration.tunnel_types, "\", \""), sku,
                                 authority.filename().string(), server_name, listen.ike,
                                 listen.nat_t, listen.tls, client.filename().string(),
                                 key.filename().string(), authority.filename().string(),
                                 authority_key.filename().string()));
}

}  // namespace gateway::net
