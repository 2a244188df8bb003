// Mutants made from structure: each has a name of its own, and each changes what it is named after.
#include <gtest/gtest.h>

#include <set>

#include "mutants/contents.h"
#include "mutants/mechanical/contents.h"
#include "mutants/mechanical/field.h"
#include "mutants/mechanical/ike_replies.h"
#include "mutants/mechanical/tls_messages.h"
#include "mutants/mechanical/tls_records.h"

namespace gateway::mutants::mechanical {
namespace {

std::set<std::string> names_of_fields(const std::vector<Field>& fields)
{
    std::set<std::string> names;
    for (const Field& field : fields) {
        names.insert(field.name);
    }
    return names;
}

void expect_each_alteration_to_change(const Octets& octets, const std::vector<Field>& fields)
{
    for (const Field& field : fields) {
        for (const Alteration& alteration : alterations_of(field)) {
            Octets altered = octets;
            alter(altered, field, alteration);
            EXPECT_NE(altered, octets) << field.name << ' ' << alteration.name;
        }
    }
}

TEST(MechanicalMutants, HaveNamesOfTheirOwn)
{
    std::set<std::string> names;
    for (const Mutant& mutant : all_mutants()) {
        EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
    }
    EXPECT_GT(names.size(), 500U);
    for (const mutants::Mutant& mutant : mutants::all_mutants()) {
        EXPECT_FALSE(names.contains(mutant.name)) << mutant.name;
    }
}

TEST(MechanicalMutants, ChangeEachFieldOfEachIkeReply)
{
    for (const auto& [reply, octets] : sample_ike_replies()) {
        expect_each_alteration_to_change(octets, fields_of_ike_reply(octets));
    }
}

TEST(MechanicalMutants, ChangeEachFieldOfEachTlsMessageAndRecord)
{
    const Octets messages = sample_tls_messages();
    expect_each_alteration_to_change(messages, fields_of_tls_messages(messages));
    for (const auto& [record, octets] : sample_tls_records()) {
        const bool is_protected = record.starts_with("protected-");
        expect_each_alteration_to_change(octets, fields_of_record(octets, is_protected));
    }
}

TEST(MechanicalMutants, FindEveryOctetOfAnIkeReplyInSomeField)
{
    for (const auto& [reply, octets] : sample_ike_replies()) {
        std::set<std::size_t> covered;
        for (const Field& field : fields_of_ike_reply(octets)) {
            if (field.form == Form::item) continue;
            for (std::size_t i = 0; i < field.size; ++i) {
                EXPECT_TRUE(covered.insert(field.at + i).second) << reply << ' ' << field.name;
            }
        }
        EXPECT_EQ(covered.size(), octets.size()) << reply;
    }
}

TEST(MechanicalMutants, KeepLengthsRightWhenTheyResizeOrOmit)
{
    const Octets reply = sample_ike_replies().front().octets;
    for (const Field& field : fields_of_ike_reply(reply)) {
        for (const Alteration& alteration : alterations_of(field)) {
            if (alteration.change == Change::bit) continue;
            Octets altered = reply;
            alter(altered, field, alteration);
            EXPECT_EQ(Cursor{View{altered}.subspan(24)}.u32(), altered.size()) << field.name;
            const auto names = names_of_fields(fields_of_ike_reply(altered));
            EXPECT_EQ(names.contains(field.name), alteration.change != Change::omit) << field.name;
        }
    }
    Octets messages = sample_tls_messages();
    for (const Field& field : fields_of_tls_messages(messages)) {
        if (field.name != "server-hello/renegotiation-info") continue;
        alter(messages, field, {"omit", Change::omit});
        break;
    }
    const auto names = names_of_fields(fields_of_tls_messages(messages));
    EXPECT_FALSE(names.contains("server-hello/renegotiation-info"));
    EXPECT_TRUE(names.contains("server-hello/extended-master-secret"));
    EXPECT_TRUE(names.contains("finished"));
}

}  // namespace
}  // namespace gateway::mutants::mechanical
