#include "crypto/tls_records.h"

#include <gtest/gtest.h>

namespace gateway::crypto {
namespace {

Octets handed_on(const Octets& stream, bool is_tls_1_3, std::size_t piece)
{
    TlsRecords records;
    Octets all;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        records.add(View{stream}.subspan(at, std::min(piece, stream.size() - at)));
        while (const auto octets = records.next(is_tls_1_3)) {
            all.insert(all.end(), octets->begin(), octets->end());
        }
    }
    return all;
}

const Octets lawful = {20, 3, 3, 0, 1, 1, 23, 3, 3, 0, 3, 7, 8, 9, 22, 3, 3, 0, 0, 23, 3, 3, 0, 1, 2};
const Octets changed = {20, 3, 3, 0, 1, 2, 20, 3, 3, 0, 2, 1, 1, 20, 3, 3, 0, 0};

TEST(TlsRecords, HandsOnWhatIsLawfulHoweverItIsCut)
{
    for (std::size_t piece = 1; piece <= lawful.size(); ++piece) {
        EXPECT_EQ(handed_on(lawful, true, piece), lawful) << piece;
    }
}

TEST(TlsRecords, MakesAnyOtherChangeOfCipherSpecUnknownInTls13Alone)
{
    Octets unknown = changed;
    unknown[0] = unknown[6] = unknown[13] = 99;
    for (std::size_t piece = 1; piece <= changed.size(); ++piece) {
        EXPECT_EQ(handed_on(changed, true, piece), unknown) << piece;
        EXPECT_EQ(handed_on(changed, false, piece), changed) << piece;
    }
}

TEST(TlsRecords, HandsOnWhatHasCome)
{
    TlsRecords records;
    records.add(Octets{23, 3, 3, 0x40, 0, 1, 2});
    EXPECT_EQ(records.next(true), (Octets{23, 3, 3, 0x40, 0, 1, 2}));
    EXPECT_EQ(records.next(true), std::nullopt);
    records.add(Octets{3});
    EXPECT_EQ(records.next(true), Octets{3});
}

}  // namespace
}  // namespace gateway::crypto
