// Every input that vectors/malformed keeps for a fuzz target, fed to the very function the fuzzer
// calls. A finding ends the program; the input named last is the one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

TEST(Corpus, is_survived)
{
    std::vector<std::filesystem::path> inputs;
    for (const auto& entry : std::filesystem::directory_iterator{SALLYPORT_CORPUS}) {
        inputs.push_back(entry.path());
    }
    std::ranges::sort(inputs);
    ASSERT_FALSE(inputs.empty());
    for (const auto& path : inputs) {
        std::cout << path.filename().string() << std::endl;
        std::ifstream file{path, std::ios::binary};
        const std::vector<char> octets{std::istreambuf_iterator<char>{file}, {}};
        const std::vector<std::uint8_t> input{octets.begin(), octets.end()};
        EXPECT_EQ(LLVMFuzzerTestOneInput(input.data(), input.size()), 0);
    }
}
