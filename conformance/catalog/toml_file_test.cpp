#include "catalog/toml_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace conformance::catalog {
namespace {

class TomlFileTest : public testing::Test {
   protected:
    std::filesystem::path written(const std::string& text)
    {
        std::ofstream{path_} << text;
        return path_;
    }

    // What a reader that throws says.
    template <class Read>
    std::string fault_of(const std::string& text, Read read)
    {
        try {
            const TomlFile file{written(text)};
            auto root = file.root();
            read(root);
            root.finish();
        } catch (const Fault& fault) {
            return std::string{fault.what()}.substr(path_.string().size());
        }
        return "";
    }

    void TearDown() override { std::filesystem::remove(path_); }

    std::filesystem::path path_ = std::filesystem::path{testing::TempDir()} /
                                  ("toml_file_test_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                   testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml");
};

TEST_F(TomlFileTest, reads_what_is_there)
{
    EXPECT_EQ(fault_of("host = \"gw\"\nport = 500\n",
                       [](TomlTable& root) {
                           EXPECT_EQ(root.string("host"), "gw");
                           EXPECT_EQ(root.integer("port", 1, 65'535), 500);
                           EXPECT_FALSE(root.optional_string("name"));
                       }),
              "");
}

TEST_F(TomlFileTest, a_wrong_type_names_line_and_expectation)
{
    EXPECT_EQ(fault_of("a = 1\nhost = 7\n", [](TomlTable& root) { (void)root.string("host"); }),
              ":2: 'host': expected a string");
}

TEST_F(TomlFileTest, a_number_out_of_range_names_the_range)
{
    EXPECT_EQ(fault_of("port = 70000\n", [](TomlTable& root) { (void)root.integer("port", 1, 65'535); }),
              ":1: 'port': expected a whole number from 1 to 65535");
}

TEST_F(TomlFileTest, an_unknown_key_lists_the_known_ones)
{
    EXPECT_EQ(fault_of("host = \"gw\"\nhots = \"gw\"\n", [](TomlTable& root) { (void)root.string("host"); }),
              ":2: 'hots' is not a key here; expected one of: host");
}

TEST_F(TomlFileTest, a_missing_key_is_a_fault)
{
    EXPECT_NE(fault_of("a = 1\n", [](TomlTable& root) { (void)root.string("host"); }).find("the key is missing"),
              std::string::npos);
}

TEST_F(TomlFileTest, what_is_no_toml_names_the_line)
{
    EXPECT_TRUE(fault_of("a = 1\nb = [\n", [](TomlTable&) {}).starts_with(":"));
    EXPECT_THROW(TomlFile{"/no/such/file.toml"}, Fault);
}

}  // namespace
}  // namespace conformance::catalog
