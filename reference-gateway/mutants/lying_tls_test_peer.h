// For tests: a lying listener of a certificate made on the spot, hellos written here, and what its answers say.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/certificate.h"
#include "crypto/tls_test_client.h"
#include "mutants/lying_tls_mutants.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {

using crypto::TlsTestClient;
using namespace std::chrono_literals;

inline std::chrono::sys_seconds now()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

inline const tls::TlsSettings& settings()
{
    static const tls::TlsSettings made = [] {
        const auto issued =
            *crypto::issue_self_signed({.subject = "gateway.example",
                                        .dns_names = {"gateway.example"},
                                        .addresses = {"127.0.0.1"},
                                        .validity = {now() - 24h, now() + 24h * 30}});
        return tls::TlsSettings{.identity = {issued.certificate_pem, issued.key_pem},
                                .suites_1_2 = {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                               "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                               "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                                               "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
                                .suites_1_3 = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"}};
    }();
    return made;
}

class Silent final : public StreamCore {
public:
    StreamActions start(Instant now) override
    {
        StreamActions actions;
        actions.wake = now + 60s;
        return actions;
    }
    StreamActions on_octets(View octets, Instant /*now*/) override
    {
        StreamActions actions;
        actions.send = copy_of(octets);
        return actions;
    }
    StreamActions on_wake(Instant /*now*/) override { return {}; }
    StreamActions on_end(Instant /*now*/) override { return {}; }
};

inline std::unique_ptr<StreamCore> connection_to(const std::string& name)
{
    const auto mutants = lying_tls_mutants();
    const auto found = std::ranges::find(mutants, name, &Mutant::name);
    net::Ingredients ingredients;
    found->change(ingredients);
    const auto factory = ingredients.tls_listener(
        settings(), [](const Peer&) { return std::make_unique<Silent>(); });
    auto core = (*factory)({"192.0.2.1", 4000});
    static_cast<void>(core->start(0s));
    return core;
}

inline bool completes(StreamCore& core, TlsTestClient& client)
{
    Octets from_client = client.feed({});
    while (!from_client.empty()) {
        from_client = client.feed(core.on_octets(from_client, 1s).send);
    }
    return client.established();
}

// A hello of this version, with these suites, that a stack of its time may have sent.
struct Offer {
    std::uint16_t version = tls_1_2;
    std::vector<std::uint16_t> suites = {0xc030, 0xc02f, 0xc028, 0xc027};
    Octets compressions = {0};
    std::vector<std::uint16_t> groups = {23, 29};
    std::vector<Extension> more = {{extension::renegotiation_info, {0}}};
};

inline void append_list(Writer& writer, const std::vector<std::uint16_t>& numbers)
{
    writer.u16(static_cast<std::uint16_t>(numbers.size() * 2));
    for (const std::uint16_t number : numbers)
        writer.u16(number);
}

inline Octets records_of(const Offer& offer)
{
    Writer groups;
    append_list(groups, offer.groups);
    Writer algorithms;
    append_list(algorithms, {0x0401, 0x0804});
    std::vector<Extension> extensions = {{extension::supported_groups, groups.take()},
                                         {extension::ec_point_formats, {1, 0}},
                                         {extension::signature_algorithms, algorithms.take()}};
    std::ranges::copy(offer.more, std::back_inserter(extensions));

    Writer listed;
    for (const Extension& e : extensions) {
        listed.u16(e.type);
        listed.u16(static_cast<std::uint16_t>(e.data.size()));
        listed.octets(e.data);
    }
    Writer body;
    body.u16(offer.version);
    body.zeros(32);
    body.u8(0);
    append_list(body, offer.suites);
    body.u8(static_cast<std::uint8_t>(offer.compressions.size()));
    body.octets(offer.compressions);
    body.u16(static_cast<std::uint16_t>(listed.size()));
    body.octets(listed.view());
    return handshake_records(tls_1_0, handshake_message(1, body.view()));
}

// What of the answer matters here.
struct Answer {
    Octets octets;
    bool closed = false;
    std::uint16_t version = 0;
    std::uint16_t suite = 0;
    std::uint8_t compression = 0;
    std::vector<std::uint16_t> extensions;
    std::vector<std::uint8_t> messages;  // types, in order
};

inline void read_server_hello(View body, Answer& answer)
{
    Cursor cursor{body};
    answer.version = cursor.u16();
    cursor.skip(32);
    cursor.skip(cursor.u8());
    answer.suite = cursor.u16();
    answer.compression = cursor.u8();
    if (cursor.at_end()) return;
    Cursor extensions{cursor.take(cursor.u16())};
    while (extensions.remaining() != 0) {
        answer.extensions.push_back(extensions.u16());
        extensions.skip(extensions.u16());
    }
    EXPECT_TRUE(cursor.at_end() && extensions.at_end());
}

inline Answer ask(const std::string& mutant, const Offer& offer)
{
    const auto core = connection_to(mutant);
    const StreamActions actions = core->on_octets(records_of(offer), 1s);
    Answer answer{actions.send, actions.close, {}, {}, {}, {}, {}};
    Octets handshake;
    Cursor records{answer.octets};
    while (records.remaining() != 0 && records.u8() == 22) {
        records.skip(2);
        const View fragment = records.take(records.u16());
        handshake.insert(handshake.end(), fragment.begin(), fragment.end());
    }
    Cursor messages{handshake};
    while (messages.remaining() != 0) {
        answer.messages.push_back(messages.u8());
        const View body = messages.take(messages.u24());
        if (answer.messages.back() == 2) read_server_hello(body, answer);
    }
    EXPECT_TRUE(messages.ok());
    return answer;
}

inline const std::vector<std::uint8_t> with_key_exchange = {2, 11, 12, 14};
inline const std::vector<std::uint8_t> without_key_exchange = {2, 11, 14};

}  // namespace gateway::mutants
