#include "evidence/signatures_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace conformance::evidence {

namespace {

Octets octets_of(const nlohmann::json& text)
{
    auto octets = from_hex(text.get<std::string>());
    if (!octets) { throw std::runtime_error{text.dump() + " is not hexadecimal"}; }
    return std::move(*octets);
}

Signature signature_of(const nlohmann::json& line)
{
    Signature signature{line.at("algorithm").get<std::string>(), octets_of(line.at("to_be_signed")), std::nullopt};
    if (!line.at("signature").is_null()) { signature.octets = octets_of(line.at("signature")); }
    return signature;
}

}  // namespace

std::string signatures_text(const std::vector<Signature>& signatures)
{
    std::string text;
    for (const auto& one : signatures) {
        nlohmann::ordered_json line{{"algorithm", one.algorithm}, {"to_be_signed", hex(one.to_be_signed)}};
        line["signature"] = one.octets ? nlohmann::ordered_json(hex(*one.octets)) : nlohmann::ordered_json(nullptr);
        text += line.dump() + "\n";
    }
    return text;
}

std::vector<Signature> read_signatures(const std::filesystem::path& folder)
{
    const auto path = folder / signatures_name;
    std::ifstream in{path};
    return in ? read_signatures(in, path.string()) : std::vector<Signature>{};
}

std::vector<Signature> read_signatures(std::istream& in, const std::string& name)
{
    std::vector<Signature> signatures;
    std::string line;
    for (unsigned number = 1; std::getline(in, line); ++number) {
        try {
            signatures.push_back(signature_of(nlohmann::json::parse(line)));
        } catch (const std::exception& error) {
            throw std::runtime_error{name + ":" + std::to_string(number) + ": " + error.what()};
        }
    }
    return signatures;
}

}  // namespace conformance::evidence
