#include "sstp/http_request.h"

#include <gtest/gtest.h>

#include "sstp/duplex_post.h"

namespace gateway::sstp {
namespace {

// One request, as clients may write it: fields in any order, with or without the correlation, whose
// form varies.
const std::string documented =
    "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n"
    "Content-Length: 18446744073709551615\r\n"
    "Host: gateway.example\r\n"
    "SSTPCORRELATIONID: {01234567-89AB-CDEF-0123-456789ABCDEF}\r\n\r\n";
const std::string reordered =
    "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n"
    "Host: gateway.example\r\n"
    "SSTPCORRELATIONID: 0f1e2d3c\r\n"
    "Content-Length: 18446744073709551615\r\n\r\n";
const std::string terse =
    "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n"
    "content-length:18446744073709551615\r\n"
    "HOST:\tgateway.example \r\n\r\n";

std::string with(std::string request, const std::string& part, const std::string& other)
{
    return request.replace(request.find(part), part.size(), other);
}

HttpReading read(const std::string& text)
{
    HttpRequestReader reader;
    return reader.feed(as_octets(text));
}

HttpStatus status_of(const std::string& text)
{
    HttpRequestReader reader;
    EXPECT_EQ(reader.feed(as_octets(text)), HttpReading::complete) << text;
    return judge(reader.request());
}

TEST(HttpRequestReader, ReadsTheRequestAndNothingAfterIt)
{
    HttpRequestReader reader;
    const std::string stream = documented + "\x10\x01";
    EXPECT_EQ(reader.feed(as_octets(stream)), HttpReading::complete);
    EXPECT_EQ(reader.used(), documented.size());
    EXPECT_EQ(reader.request().method, "SSTP_DUPLEX_POST");
    EXPECT_EQ(reader.request().target, "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/");
    EXPECT_EQ(reader.request().version, "HTTP/1.1");
    EXPECT_EQ(reader.request().field("sstpcorrelationid"),
              "{01234567-89AB-CDEF-0123-456789ABCDEF}");
}

TEST(HttpRequestReader, IsIndifferentToWhereTheStreamIsCut)
{
    HttpRequestReader reader;
    for (std::size_t i = 0; i + 1 < documented.size(); ++i) {
        EXPECT_EQ(reader.feed(as_octets(documented.substr(i, 1))), HttpReading::unfinished);
    }
    EXPECT_EQ(reader.feed(as_octets("\n")), HttpReading::complete);
}

TEST(HttpRequestReader, CallsMalformedWhatIsNoRequest)
{
    for (const std::string& text :
         {std::string{"\r\n\r\n"}, std::string{"GET /\r\n\r\n"},
          std::string{"GET  HTTP/1.1\r\n\r\n"}, std::string{"GET / HTTP/11\r\n\r\n"},
          std::string{"G@T / HTTP/1.1\r\n\r\n"}, std::string{"GET / HTTP/1.1\r\nno colon\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n"},
          std::string{"GET / HTTP/1.1\nHost: x\n\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nA: \0\r\n\r\n", 24}}) {
        EXPECT_EQ(read(text), HttpReading::malformed) << text;
    }
}

TEST(HttpRequestReader, BoundsWhatItStores)
{
    const std::string start = "GET / HTTP/1.1\r\n";
    EXPECT_EQ(read(start + "A: " + std::string(HttpRequestReader::largest_head, 'a')),
              HttpReading::too_large);
    std::string fields;
    for (std::size_t i = 0; i <= HttpRequestReader::most_fields; ++i)
        fields += "A: b\r\n";
    EXPECT_EQ(read(start + fields + "\r\n"), HttpReading::too_large);
}

TEST(HttpRequest, HasNoFieldWhoseValuesDisagree)
{
    HttpRequestReader reader;
    static_cast<void>(
        reader.feed(as_octets("GET / HTTP/1.1\r\nA: 1\r\na: 1\r\nB: 1\r\nb: 2\r\n\r\n")));
    EXPECT_EQ(reader.request().field("a"), "1");
    EXPECT_EQ(reader.request().field("b"), std::nullopt);
    EXPECT_TRUE(reader.request().has("b"));
}

TEST(DuplexPost, OpensForRealClients)
{
    EXPECT_EQ(status_of(documented), HttpStatus::ok);
    EXPECT_EQ(status_of(reordered), HttpStatus::ok);
    EXPECT_EQ(status_of(terse), HttpStatus::ok);
}

TEST(DuplexPost, IsRefusedForEveryOtherRequest)
{
    EXPECT_EQ(status_of(with(documented, "SSTP_DUPLEX_POST", "GET")),
              HttpStatus::method_not_allowed);
    EXPECT_EQ(status_of(with(documented, "SSTP_DUPLEX_POST", "sstp_duplex_post")),
              HttpStatus::method_not_allowed);
    EXPECT_EQ(status_of(with(documented, "/sra_", "/srb_")), HttpStatus::not_found);
    EXPECT_EQ(status_of(with(documented, "HTTP/1.1", "HTTP/1.0")),
              HttpStatus::http_version_not_supported);
    EXPECT_EQ(status_of(with(documented, "Host", "Hast")), HttpStatus::bad_request);
    EXPECT_EQ(status_of(with(documented, "Content-Length", "Content-Size")),
              HttpStatus::length_required);
    EXPECT_EQ(status_of(with(documented, "18446744073709551615", "0")), HttpStatus::bad_request);
    EXPECT_EQ(status_of(with(documented, "Host:", "Transfer-Encoding: chunked\r\nHost:")),
              HttpStatus::bad_request);
}

TEST(DuplexPost, IsAnsweredWithTheEndlessLength)
{
    EXPECT_EQ(response_head(HttpStatus::ok),
              "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n"
              "Server: sallyport-gateway\r\n\r\n");
    EXPECT_EQ(response_head(HttpStatus::method_not_allowed),
              "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n"
              "Allow: SSTP_DUPLEX_POST\r\nServer: sallyport-gateway\r\n\r\n");
}

}  // namespace
}  // namespace gateway::sstp
