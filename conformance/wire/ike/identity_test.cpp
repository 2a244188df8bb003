// The payloads of IKE_AUTH and INFORMATIONAL: what is written is read again, lies included, and told in words.

#include <gtest/gtest.h>

#include "wire/ike/narrate.h"

namespace conformance::wire::ike {
namespace {

Octets text(const char* characters)
{
    const auto octets = view(characters);
    return {octets.begin(), octets.end()};
}

std::vector<Payload> payloads_of_an_ike_auth()
{
    const Configuration wanted{configuration_request, 0, {{1, {}}, {3, {}}, {13, {10, 0, 0, 0, 255, 255, 0, 0}, true}}, {}};
    const TrafficSelectors selectors{0, {{selector_ipv4_range, 6, 80, 443, {10, 0, 0, 0, 10, 0, 0, 255}}, {9, 0, 0, 1, {1, 2, 3}}}};
    return {payload(PayloadType::identification_initiator, Identification{2, 0, text("client.example.test")}),
            payload(PayloadType::certificate, Certificate{4, {0x30, 0}}),
            payload(PayloadType::certificate_request, Certificate{4, Octets(20, 7)}),
            payload(Authentication{14, 0, {1, 2, 3}}),
            payload(wanted),
            payload(PayloadType::traffic_selector_initiator, selectors),
            payload(Delete{protocol_ike, {}, {}, {}, {}}),
            payload(Delete{protocol_esp, {{1, 2, 3, 4}, {5, 6, 7, 8}}, {}, {}, {}})};
}

std::vector<Payload> read_again(const std::vector<Payload>& payloads, std::vector<std::string>& complaints)
{
    Octets trailing;
    return decode_chain(payloads.front().type, encode_chain(payloads), trailing, complaints);
}

TEST(Payloads_of_an_IKE_AUTH, are_read_as_they_were_written)
{
    std::vector<std::string> complaints;
    EXPECT_EQ(read_again(payloads_of_an_ike_auth(), complaints), payloads_of_an_ike_auth());
    EXPECT_TRUE(complaints.empty()) << complaints.front();
}

TEST(Payloads_of_an_IKE_AUTH, are_told_in_words)
{
    const std::vector<std::string> expected{
        "IDi", "    ID_FQDN client.example.test", "CERT", "    Cert Encoding 4, 2 octets", "CERTREQ", "    Cert Encoding 4, 20 octets",
        "AUTH", "    Auth Method: 14, Digital Signature", "    Authentication Data: 010203", "CP", "    CFG_REQUEST",
        "    INTERNAL_IP4_ADDRESS", "    INTERNAL_IP4_DNS", "    INTERNAL_IP4_SUBNET 0a000000ffff0000", "TSi",
        "    10.0.0.0 to 10.0.0.255, protocol 6, ports 80 to 443", "    TS type 9, 010203", "D", "    the IKE SA", "D",
        "    the ESP SA 01020304 05060708"};
    EXPECT_EQ(narrate(payloads_of_an_ike_auth(), catalog::Registries{}), expected);
}

TEST(Lies, in_lengths_and_counts_are_written_and_found)
{
    const auto lying = [](auto body, auto lie) {
        lie(body);
        return body;
    };
    const TrafficSelectors selectors{0, {{7, 0, 0, 1, Octets(8, 1)}, {7, 0, 0, 1, Octets(8, 2)}}};
    const std::vector<Payload> lies{
        payload(PayloadType::traffic_selector_responder, lying(selectors, [](auto& body) { body.count.forge(9); })),
        payload(PayloadType::traffic_selector_responder, lying(selectors, [](auto& body) { body.selectors[1].length.forge(17); })),
        payload(PayloadType::traffic_selector_responder, lying(selectors, [](auto& body) { body.selectors[0].length.forge(7); })),
        payload(lying(Configuration{1, 0, {{1, {1}}, {2, {2}}}, {}}, [](auto& body) { body.attributes[1].length.forge(2); })),
        payload(lying(Delete{3, {{1, 2, 3, 4}}, {}, {}, {}}, [](auto& body) { body.spi_count.forge(2); })),
        payload(lying(Delete{3, {{1, 2, 3, 4}}, {}, {}, {}}, [](auto& body) { body.spi_size.forge(3); })),
        payload(lying(Delete{3, {{1, 2, 3, 4}}, {}, {}, {}}, [](auto& body) { body.spi_size.forge(0); })),
        payload(lying(Delete{1, {}, {}, {}, {}}, [](auto& body) { body.spi_size.forge(8); body.spi_count.forge(1); })),
        payload(lying(Notify{1, 24, {1, 2}, {}}, [](auto& body) { body.spi_size.forge(200); })),
    };
    for (const auto& one : lies) {
        std::vector<std::string> complaints;
        const auto again = read_again({one}, complaints);
        EXPECT_EQ(hex(encode_chain(again)), hex(encode_chain({one})));
        EXPECT_FALSE(complaints.empty()) << hex(encode_body(one));
    }
}

TEST(Bodies, cut_short_anywhere_keep_their_octets)
{
    for (const auto& whole : payloads_of_an_ike_auth()) {
        const auto octets = encode_body(whole);
        for (std::size_t length = 0; length < octets.size(); ++length) {
            std::vector<std::string> complaints;
            Payload part;
            part.type = whole.type;
            part.body = decode_body(whole.type, View{octets}.first(length), complaints);
            EXPECT_EQ(hex(encode_body(part)), hex(View{octets}.first(length))) << int{whole.type} << " " << length;
            (void)narrate({part}, catalog::Registries{});
        }
    }
}

}  // namespace
}  // namespace conformance::wire::ike
