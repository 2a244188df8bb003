#include "probes/tls/unknown_values.h"

#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using Numbers = std::vector<std::uint16_t>;

constexpr std::uint16_t unassigned = 0xefef;  // as suite, extension, group and signature scheme
constexpr std::uint16_t later_version = 0x0305;

// One of the sixteen values of RFC 8701, Section 2.
std::uint16_t grease(Random& random)
{
    return static_cast<std::uint16_t>(0x0a0a + 0x1010 * random.below(16));
}

Numbers amid_unknown(Numbers known, Random& random, std::uint16_t last = unassigned)
{
    known.insert(known.begin(), grease(random));
    known.push_back(last);
    return known;
}

Numbers listed(const ClientHello& hello, ExtensionType type)
{
    const auto* extension = hello.extensions.find(type);
    return extension == nullptr ? Numbers{} : numbers_in(*extension, true);
}

void add_suites(ClientHello& hello, Random& random)
{
    hello.suites = amid_unknown(std::move(hello.suites), random);
}

void add_extensions(ClientHello& hello, Random& random)
{
    auto& list = hello.extensions.list;
    list.insert(list.begin(), Extension{grease(random), {}, {}});
    list.push_back(Extension{unassigned, random.octets(12), {}});
}

void add_groups(ClientHello& hello, Random& random)
{
    const auto groups = listed(hello, ExtensionType::supported_groups);
    replace(hello, supported_groups(amid_unknown(groups, random)));
}

void add_schemes(ClientHello& hello, Random& random)
{
    const auto schemes = listed(hello, ExtensionType::signature_algorithms);
    replace(hello, signature_algorithms(amid_unknown(schemes, random)));
}

void add_protocols(ClientHello& hello, Random& random)
{
    const auto value = static_cast<char>(grease(random) & 0xff);
    auto names = usual_protocols;
    names.insert(names.begin(), {value, value});
    names.emplace_back("sallyport-unknown");
    hello.extensions.add(application_protocols(names));
}

void add_versions(ClientHello& hello, Random& random)
{
    const auto versions = listed(hello, ExtensionType::supported_versions);
    replace(hello, supported_versions(amid_unknown(versions, random, later_version)));
}

// Of groups that are listed, in their order: RFC 8446, Section 4.2.8.
void add_shares(ClientHello& hello, Random& random)
{
    if (!is_unknown(listed(hello, ExtensionType::supported_groups).front())) {
        add_groups(hello, random);
    }
    const auto groups = listed(hello, ExtensionType::supported_groups);
    auto shares = key_share({{groups.front(), {0}}}).data;
    append(shares, View{hello.extensions.find(ExtensionType::key_share)->data}.subspan(2));
    append(shares, View{key_share({{groups.back(), random.octets(32)}}).data}.subspan(2));
    shares[0] = static_cast<std::uint8_t>((shares.size() - 2) >> 8);
    shares[1] = static_cast<std::uint8_t>(shares.size() - 2);
    replace(hello, {static_cast<std::uint16_t>(ExtensionType::key_share), shares, {}});
}

void add_modes(ClientHello& hello, Random&)
{
    auto modes = psk_with_dhe();
    modes.data = {3, 0x0b, modes.data.back(), 0xe4};
    hello.extensions.add(modes);
}

}  // namespace

const std::vector<std::string> usual_protocols{"h2", "http/1.1"};
const Unknown unknown_protocols{"ALPN protocols", tls_1_0, add_protocols};
const std::vector<Unknown> fields_with_unknown{
    {"cipher suites", tls_1_0, add_suites},
    {"groups", tls_1_0, add_groups},
    {"signature algorithms", tls_1_2, add_schemes},
    {"versions", tls_1_3, add_versions},
    {"key shares and their groups", tls_1_3, add_shares},
    {"PSK modes", tls_1_3, add_modes},
    {"extensions", tls_1_0, add_extensions},
};

bool is_unknown(std::uint16_t value)
{
    return value == unassigned || is_grease(value);
}

}  // namespace conformance::probes::tls
