// The certificate of the listener: RFC 5246, Section 7.4.2; RFC 9325, Section 4.5; and what the
// target file and the calendar say.

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "probes/tls/chain.h"
#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using crypto::Certificate;

constexpr std::size_t smallest_rsa = 2'048;
constexpr std::size_t smallest_curve = 224;
// The forbidden ones, and what they were made to be better than.
constexpr std::array<std::string_view, 5> weak_hashes{"SHA-1", "MD5", "SHA", "MD4", "MD2"};

using Judge = std::function<Finding(const Chain&)>;

// Of several findings the worst counts, with its frames.
void merge(Finding& whole, Finding one)
{
    const auto weight = [](const Finding& finding) {
        return finding.verdict == Verdict::fail ? 2 : finding.verdict == Verdict::inconclusive;
    };
    const auto observed = whole.observed + "; " + one.observed;
    std::ranges::move(one.advisories, std::back_inserter(whole.advisories));
    if (weight(one) == weight(whole)) {
        std::ranges::copy(one.frames, std::back_inserter(whole.frames));
    } else if (weight(one) > weight(whole)) {
        one.advisories = std::move(whole.advisories);
        whole = std::move(one);
    }
    whole.observed = observed;
}

// Every certificate that the listener shows is judged.
Finding of_each(Bench& bench, const Judge& judge)
{
    const auto shown = fetch_chains(bench);
    const auto& last = shown.refused_by;
    if (shown.all.empty()) {
        throw Unmet{"no certificate was sent in the clear: " + last.text(bench.registries)};
    }
    std::optional<Finding> whole;
    for (const auto& chain : shown.all) {
        auto finding = judge(chain);
        if (shown.all.size() > 1) {
            finding.observed = chain.name + ": " + finding.observed;
        }
        if (whole) {
            merge(*whole, std::move(finding));
        } else {
            whole = std::move(finding);
        }
    }
    if (whole->verdict != Verdict::pass) {
        return *whole;
    }
    // That there is no other certificate may be silence.
    std::ranges::copy(last.frames, std::back_inserter(whole->frames));
    whole->rests_on_absence = !last.frames.empty() && last.is_absence();
    if (proves_nothing(last)) {
        whole->verdict = Verdict::inconclusive;
        whole->code = last.code();
        whole->observed += "; whether there is another certificate: " + last.text(bench.registries);
    }
    return *whole;
}

using LeafJudge = std::function<Finding(const Chain&, const Certificate&)>;

Finding of_each_leaf(Bench& bench, const LeafJudge& judge)
{
    return of_each(bench, [&](const Chain& chain) {
        return chain.leaf() != nullptr
                   ? judge(chain, *chain.leaf())
                   : conformance::inconclusive("prerequisite-missing",
                                               "the experiment can be carried out",
                                               "the first certificate of the list cannot be read",
                                               chain.answer.frames);
    });
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

Finding judged(bool good, const Chain& chain, const char* code, std::string expected,
               std::string observed)
{
    return good ? conformance::pass("", std::move(expected), std::move(observed),
                                    chain.answer.frames)
                : conformance::fail(code, std::move(expected), std::move(observed),
                                    chain.answer.frames);
}

std::string names_of(const Certificate& leaf)
{
    auto names = leaf.dns_names;
    names.insert(names.end(), leaf.addresses.begin(), leaf.addresses.end());
    return names.empty() ? "no subjectAltName, subject " + leaf.subject
                         : "subjectAltName " + joined(names);
}

std::string order_of(const Chain& chain)
{
    std::vector<std::string> subjects;
    subjects.reserve(chain.certificates.size());
    for (const auto& one : chain.certificates) {
        subjects.push_back(one ? "'" + one->subject + "'" : "one that cannot be read");
    }
    return joined(subjects);
}

bool is_issued_by_another(const std::optional<Certificate>& one,
                          const std::optional<Certificate>& issuer)
{
    return one && issuer && !one->is_issued_by(*issuer);
}

// The certificate list begins with the server's own, and each one after it certifies the one
// before.
Finding certificates_are_in_order(Bench& bench)
{
    return of_each(bench, [](const Chain& chain) {
        const auto& list = chain.certificates;
        const auto expected = "the server's certificate first, each followed by its issuer's";
        bool good = true;
        for (std::size_t i = 1; i < list.size() && good; ++i) {
            good = !is_issued_by_another(list[i - 1], list[i]);
        }
        if (good && !std::ranges::all_of(list, &std::optional<Certificate>::has_value)) {
            return conformance::inconclusive("unreadable-certificate", expected, order_of(chain),
                                             chain.answer.frames);
        }
        return judged(good, chain, "wrong-order", expected, order_of(chain));
    });
}

Finding name_of_leaf(const Bench& bench, const Chain& chain, const Certificate& leaf)
{
    const auto name = peers::tls::name_of(bench.target);
    const auto& wanted = name.empty() ? bench.target.address : name;
    const bool found = leaf.names(wanted);
    if (!found && name.empty()) {
        return conformance::inconclusive(
            "name-unknown", "a name in the target file to compare with",
            names_of(leaf) + "; host is an address, and there is no [server] name",
            chain.answer.frames);
    }
    auto finding = judged(found, chain, "name-mismatch", "the name " + wanted, names_of(leaf));
    if (found && !leaf.has_dns_names() && !name.empty()) {
        finding.advisories.push_back({"common-name-only",
                                      "the name stands in the common name alone; clients look "
                                      "for it in subjectAltName",
                                      "RFC 6125, Section 6.4.4"});
    }
    return finding;
}

// The server's certificate names the gateway as the client addresses it.
Finding certificate_names_the_gateway(Bench& bench)
{
    return of_each_leaf(bench, [&](const Chain& chain, const Certificate& leaf) {
        return name_of_leaf(bench, chain, leaf);
    });
}

// The server's certificate has begun and has not expired.
Finding certificate_is_within_its_dates(Bench& bench)
{
    return of_each_leaf(bench, [&](const Chain& chain, const Certificate& leaf) {
        constexpr std::size_t seconds = 19;  // 2026-11-22T02:29:22
        const auto today = bench.today.substr(0, seconds);
        const bool begun = leaf.not_before.substr(0, seconds) <= today;
        const bool good = begun && today <= leaf.not_after.substr(0, seconds);
        return judged(good, chain, begun ? "expired" : "not-yet-valid", "valid at " + bench.today,
                      "valid from " + leaf.not_before + " to " + leaf.not_after);
    });
}

// The key of the server's certificate is RSA of at least 2048 bits, or on a curve of at least 224
// bits.
Finding key_is_long_enough(Bench& bench)
{
    return of_each_leaf(bench, [](const Chain& chain, const Certificate& leaf) {
        const auto expected = "RSA of at least 2048 bits, or a curve of at least 224 bits";
        if (leaf.key_bits == 0) {
            return conformance::inconclusive("unknown-key", expected,
                                             "a key of an unknown kind: " + leaf.key_algorithm,
                                             chain.answer.frames);
        }
        const bool modular = leaf.key_algorithm == "RSA" || leaf.key_algorithm == "DSA";
        return judged(leaf.key_bits >= (modular ? smallest_rsa : smallest_curve), chain,
                      "key-too-small", expected,
                      leaf.key_algorithm + " of " + std::to_string(leaf.key_bits) + " bits");
    });
}

// The server's certificate is not signed with SHA-1 or MD5.
Finding signature_hash_is_strong(Bench& bench)
{
    return of_each_leaf(bench, [](const Chain& chain, const Certificate& leaf) {
        const auto& hash = leaf.signature_hash;
        const auto expected = "a signature with neither SHA-1 nor MD5";
        if (hash.empty()) {
            return conformance::inconclusive("unknown-signature", expected,
                                             "signed with an algorithm of an unknown hash: " +
                                                 leaf.signature_algorithm,
                                             chain.answer.frames);
        }
        return judged(std::ranges::find(weak_hashes, hash) == weak_hashes.end(), chain,
                      "weak-signature", expected, "signed with " + leaf.signature_algorithm);
    });
}

const std::array table{
    Probe{"rfc5246/7.4.2/certificate-order", certificates_are_in_order, &tls_hello_is_accepted},
    Probe{"p2s/tls/certificate/name", certificate_names_the_gateway, &tls_hello_is_accepted},
    Probe{"p2s/tls/certificate/validity", certificate_is_within_its_dates, &tls_hello_is_accepted},
    Probe{"rfc9325/4.5/key-size", key_is_long_enough, &tls_hello_is_accepted},
    Probe{"rfc9325/4.5/signature-hash", signature_hash_is_strong, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> certificate_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
