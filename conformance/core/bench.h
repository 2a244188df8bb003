// What a probe is handed: the target, what it claims, Links, randomness, and a notebook for evidence.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/edition.h"
#include "core/credentials.h"
#include "core/link.h"
#include "core/patience.h"
#include "core/random.h"
#include "core/target.h"

namespace conformance {

// What the survey at the start of a run found out, e.g. the first IKE row that was accepted. The controls rest on it.
using Learned = std::map<std::string, std::string>;

// Evidence beside the transcript: keys in the forms tshark reads, and what protected frames say once opened.
struct Notebook {
    std::map<std::string, std::vector<std::string>> key_files;  // by file name: lines
    std::map<unsigned, std::vector<std::string>> opened;        // by frame: lines
    std::vector<Signature> signatures;                          // by our credentials

    void keep_key(const std::string& file, std::string line)
    {
        key_files[file].push_back(std::move(line));
    }
    void note(unsigned frame, std::string line) { opened[frame].push_back(std::move(line)); }
};

struct Bench {
    const Target& target;
    const catalog::Edition& edition;
    const catalog::Registries& registries;
    const Learned& learned;
    Network& network;
    Random& random;
    Notebook& notebook;
    Patience patience;
    std::string instance;  // the row or suite, in a family of probes
    std::string today;     // RFC 3339, when the run started: certificates are judged at this date
    bool full = false;     // spend what it takes to measure rather than infer
    Credentials* credentials = nullptr;  // where the target file names some
    Identities* identities = nullptr;    // the same
    Credentials* login = nullptr;        // of the user that it names: what comes of the password

    // The same for who knows this: one part of a survey rests on what the part before has found.
    [[nodiscard]] Bench knowing(const Learned& known) const
    {
        return {target,   edition,  registries, known, network, random,      notebook,
                patience, instance, today,      full,  credentials, identities, login};
    }
    // The same of a target file that says otherwise.
    [[nodiscard]] Bench of(const Target& other) const
    {
        return {other,    edition,  registries, learned, network, random,      notebook,
                patience, instance, today,      full,    credentials, identities, login};
    }
    [[nodiscard]] std::string learned_or_empty(const std::string& key) const
    {
        const auto found = learned.find(key);
        return found == learned.end() ? std::string{} : found->second;
    }
};

}  // namespace conformance
