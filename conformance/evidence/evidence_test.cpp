// What is written is read again, and a changed octet anywhere is found.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "evidence/capture.h"
#include "evidence/manifest.h"
#include "evidence/packets.h"
#include "evidence/transcript_file.h"

namespace conformance::evidence {
namespace {

constexpr std::int64_t epoch_us = 1'700'000'000'000'000;

Event opened(unsigned link, Transport transport)
{
    Event event;
    event.kind = Event::Kind::opened;
    event.link = link;
    event.transport = transport;
    event.local = {"127.0.0.1", 40'000};
    event.remote = {"127.0.0.1", transport == Transport::udp ? std::uint16_t{500} : std::uint16_t{443}};
    return event;
}

Event crossing(Event::Kind kind, unsigned link, Octets octets, int at_us)
{
    Event event;
    event.kind = kind;
    event.link = link;
    event.octets = std::move(octets);
    event.at = Instant{at_us};
    if (kind == Event::Kind::received) { event.from = {"127.0.0.1", 500}; }
    return event;
}

Transcript a_transcript()
{
    Transcript transcript;
    transcript.add(opened(0, Transport::udp));
    transcript.add(crossing(Event::Kind::sent, 0, {1, 2, 3}, 10));
    transcript.add(crossing(Event::Kind::received, 0, {4, 5}, 20));
    transcript.add(opened(1, Transport::tcp));
    transcript.add(crossing(Event::Kind::sent, 1, Octets(largest_segment + 1, 7), 30));
    transcript.add(crossing(Event::Kind::silence, 1, {}, 40));
    transcript.add(crossing(Event::Kind::reset, 1, {}, 50));
    return transcript;
}

class Evidence : public testing::Test {
   protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static void flip(const std::filesystem::path& path, std::size_t offset)
    {
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        file.seekg(static_cast<std::streamoff>(offset));
        const auto octet = static_cast<char>(file.get() ^ 1);
        file.seekp(static_cast<std::streamoff>(offset));
        file.put(octet);
    }

    std::filesystem::path folder_ = std::filesystem::path{testing::TempDir()} /
                                    (std::string{"evidence_"} +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Evidence, a_transcript_is_read_as_it_was_written)
{
    const auto transcript = a_transcript();
    std::ofstream{folder_ / "transcript.jsonl"} << transcript_text(transcript);
    EXPECT_EQ(read_transcript(folder_ / "transcript.jsonl").events(), transcript.events());
}

// So that the line is written again as it was read.
TEST_F(Evidence, only_what_was_received_came_from_somewhere)
{
    auto text = transcript_text(a_transcript());
    const std::string silence = R"("event":"silence")";
    text.replace(text.find(silence), silence.size(), silence + R"(,"from":["127.0.0.1",1],"octets":"00")");
    std::istringstream in{text};
    EXPECT_EQ(read_transcript(in, "t").events(), a_transcript().events());
}

TEST_F(Evidence, a_bad_line_of_a_transcript_is_named)
{
    std::ofstream{folder_ / "t"} << transcript_text(a_transcript()) << "{\"event\":\"sent\"}\n";
    try {
        (void)read_transcript(folder_ / "t");
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string{error.what()}.find("/t:8: "), std::string::npos) << error.what();
    }
}

TEST_F(Evidence, a_transcript_that_no_run_wrote_is_refused)
{
    const std::string opening = transcript_text(a_transcript()).substr(0, transcript_text(a_transcript()).find('\n') + 1);
    const std::pair<std::string, std::string> changes[] = {
        {"\"link\":0", "\"link\":4294967295"},  // a table of this length would have been made, or none
        {"\"link\":0", "\"link\":1"},
        {"\"link\":0", "\"link\":4294967296"},
        {"\"link\":0", "\"link\":-1"},
        {"\"at_us\":0", "\"at_us\":1e300"},
        {"\"at_us\":0", "\"at_us\":9223372036854775807"},
        {"40000", "105536"},
    };
    for (const auto& [from, to] : changes) {
        auto text = opening;
        ASSERT_NE(text.find(from), std::string::npos) << text;
        text.replace(text.find(from), from.size(), to);
        std::istringstream in{text};
        EXPECT_THROW((void)read_transcript(in, "t"), std::runtime_error) << to;
    }
    for (const auto& again : {opening, std::string{"{\"at_us\":1,\"link\":1,\"event\":\"silence\"}\n"}}) {
        std::istringstream in{opening + again};
        EXPECT_THROW((void)read_transcript(in, "t"), std::runtime_error) << again;
    }
}

TEST_F(Evidence, a_manifest_whose_digests_are_no_text_is_none)
{
    EXPECT_TRUE(read_manifest(view(R"({"sha256": {"a": "00"}})")));
    for (const auto* text : {"", "[]", "null", R"({"sha256": []})", R"({"sha256": {"a": 1}})"}) {
        EXPECT_FALSE(read_manifest(view(text))) << text;
    }
}

TEST_F(Evidence, there_is_a_packet_for_each_frame_that_was_counted)
{
    const auto transcript = a_transcript();
    EXPECT_EQ(packets_of(transcript).size(), transcript.last_frame());
    EXPECT_EQ(transcript.last_frame(), 2U + 3 + 2 + 1);
}

TEST_F(Evidence, every_changed_octet_of_a_capture_is_found)
{
    const auto path = folder_ / "capture.pcap";
    const auto transcript = a_transcript();
    write_capture(path, transcript, epoch_us);
    EXPECT_EQ(compare_capture(path, transcript, epoch_us), "");
    const std::size_t file_header = 24;
    for (const std::size_t offset : {file_header, file_header + 8, file_header + 16, file_header + 16 + 28}) {
        flip(path, offset);
        EXPECT_NE(compare_capture(path, transcript, epoch_us), "") << offset;
        flip(path, offset);
    }
}

TEST_F(Evidence, the_manifest_names_changed_missing_and_added_files)
{
    // Stands for SHA-256: different octets, different digest.
    const Digest digest = [](View octets) { return Octets{octets.begin(), octets.end()}; };
    std::ofstream{folder_ / "a"} << "one";
    std::ofstream{folder_ / "b"} << "two";
    write_manifest(folder_, digest);
    EXPECT_TRUE(check_manifest(folder_, digest).empty());
    flip(folder_ / "a", 0);
    std::filesystem::remove(folder_ / "b");
    std::ofstream{folder_ / "c"} << "three";
    EXPECT_EQ(check_manifest(folder_, digest),
              (std::vector<std::string>{"a: is not the file that the run wrote", "b: is missing",
                                        "c: was not written by the run"}));
}

}  // namespace
}  // namespace conformance::evidence
