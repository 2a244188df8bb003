// `--demo`: a gateway on loopback with a certificate made on the spot, and a target file for it with
// the certificate of a client that is let in.
#pragma once

#include <filesystem>
#include <string>

#include "crypto/certificate.h"
#include "crypto/certificate_files.h"
#include "policy/configuration.h"

namespace gateway::net {

struct Demo {
    std::string policy;  // as the target file names it
    policy::Configuration configuration;
    crypto::ServerIdentity identity;
    crypto::IssuedCertificate authority;  // of the gateway and of its clients
    crypto::IssuedCertificate client;
};

struct DemoOptions {
    std::string policy = "azure-2024-08";
    std::string address = "127.0.0.1";
    std::uint16_t port_base = 10000;
};

[[nodiscard]] Demo make_demo(const DemoOptions& options, const std::filesystem::path& data);

// Writes the target file, and beside it certificates and keys: of the authority, who makes as many
// clients as one likes, as <stem>-ca.pem and <stem>-ca.key; of one client as <stem>-client.pem and
// <stem>-client.key.
void write_target(const Demo& demo, const std::filesystem::path& path);

}  // namespace gateway::net
