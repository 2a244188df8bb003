#include "evidence/folder.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "evidence/capture.h"
#include "evidence/signatures_file.h"
#include "evidence/transcript_file.h"

namespace conformance::evidence {

namespace {

void write_text(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream out{path, std::ios::binary};
    out << text;
    if (!out.flush()) { throw std::runtime_error{path.string() + ": cannot be written"}; }
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines) {
        text += line + "\n";
    }
    return text;
}

}  // namespace

void write_evidence(const std::filesystem::path& folder, const Attempt& attempt, std::int64_t epoch_us)
{
    std::filesystem::create_directories(folder);
    write_text(folder / "transcript.jsonl", transcript_text(attempt.transcript));
    write_capture(folder / "capture.pcap", attempt.transcript, epoch_us);
    if (!attempt.notebook.signatures.empty()) {
        write_text(folder / signatures_name, signatures_text(attempt.notebook.signatures));
    }
    if (attempt.notebook.key_files.empty()) { return; }
    std::filesystem::create_directories(folder / "keys");
    for (const auto& [name, lines] : attempt.notebook.key_files) {
        write_text(folder / "keys" / name, joined(lines));
    }
}

std::string compare_keys(const std::filesystem::path& folder, const Notebook& notebook)
{
    for (const auto& [name, lines] : notebook.key_files) {
        const auto path = folder / "keys" / name;
        std::ifstream in{path, std::ios::binary};
        const std::string found{std::istreambuf_iterator<char>{in}, {}};
        if (found != joined(lines)) { return path.string() + ": other keys than the replay derives"; }
    }
    return "";
}

}  // namespace conformance::evidence
