// RFC 8446, Section 9.3: Protocol Invariants, which hold for every version of TLS.

#include <algorithm>
#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/unknown_values.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using Fields = std::vector<Unknown>;

// How hellos with unknown values are answered.
class Hellos {
public:
    explicit Hellos(Bench& bench) : bench_{bench} {}

    // All fields at once; where that is not borne, one after the other.
    void ask(const Offer& offer)
    {
        offer_ = offer;
        auto present = fields_here();
        const auto answer = answer_to(present);
        if (is_as_without(answer)) {
            note(present, answer);
            return;
        }
        const auto before = wrong_.size();
        for (const auto& field : present) {
            const auto alone = answer_to({field});
            if (!is_as_without(alone)) {
                note({field}, alone);
            }
        }
        if (wrong_.size() == before) {
            note(present, answer);
        }
    }

    void rest_on(const Answer& answer)
    {
        rests_on_absence_ = rests_on_absence_ || answer.is_absence();
    }

    [[nodiscard]] Finding finding() const
    {
        const std::string expected =
            "the same answer as without the unknown values: the version and the suite";
        std::string observed;
        for (const auto& one : wrong_.empty() ? details_ : wrong_) {
            observed += (observed.empty() ? "" : "; ") + one;
        }
        auto finding = !wrong_.empty() ? conformance::fail(code_, expected, observed, frames_)
                       : is_unclear_
                           ? conformance::inconclusive("unclear", expected, observed, frames_)
                           : conformance::pass("accepted", expected, observed, frames_);
        finding.details = details_;
        finding.rests_on_absence = rests_on_absence_;
        return finding;
    }

private:
    // No protocol among those that are known: a supporter of ALPN refuses that.
    [[nodiscard]] Fields fields_here()
    {
        Fields present;
        std::ranges::copy_if(fields_with_unknown, std::back_inserter(present),
                             [&](const Unknown& one) { return offer_.version >= one.since; });
        Client client{bench_};
        auto hello = client.hello(offer_.version, {offer_.suite});
        hello.extensions.add(application_protocols(usual_protocols));
        if (is_as_without(client.ask(hello))) {
            present.push_back(unknown_protocols);
        }
        return present;
    }

    [[nodiscard]] Answer answer_to(const Fields& altered)
    {
        Client client{bench_};
        auto hello = client.hello(offer_.version, {offer_.suite});
        for (const auto& field : altered) {
            field.add(hello, bench_.random);
        }
        return client.ask(hello);
    }

    [[nodiscard]] bool is_as_without(const Answer& answer) const
    {
        const auto* share = answer.hello.extensions.find(ExtensionType::key_share);
        return answer.selected() && answer.version() == offer_.version &&
               answer.suite() == offer_.suite &&
               (share == nullptr || !is_unknown(first_number(*share).value_or(0)));
    }

    void note(const Fields& altered, const Answer& answer)
    {
        std::string names;
        for (const auto& field : altered) {
            names += (names.empty() ? "" : ", ") + std::string{field.name};
        }
        details_.push_back(version_name(offer_.version) + " with unknown " + names + ": " +
                           answer.text(bench_.registries));
        frames_.insert(frames_.end(), answer.frames.begin(), answer.frames.end());
        if (is_as_without(answer)) {
            return;
        }
        if (proves_nothing(answer)) {
            is_unclear_ = true;
            return;
        }
        rest_on(answer);
        if (wrong_.empty()) {
            code_ = answer.selected() ? "selected-another" : answer.code();
        }
        wrong_.push_back(details_.back());
    }

    Bench& bench_;
    Offer offer_;
    std::string code_;
    std::vector<std::string> wrong_, details_;
    std::vector<unsigned> frames_;
    bool is_unclear_ = false, rests_on_absence_ = false;
};

// Unknown cipher suites, extensions and other parameters of a ClientHello, GREASE among them, are
// ignored in every version.
Finding unknown_values_are_ignored(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto latest = ask_for_tls_1_3(bench);
    if (known.version == ssl_3_0 && !is_tls_1_3(latest)) {
        throw Unmet{"SSL 3.0, all that was accepted, has no extensions"};
    }
    Hellos hellos{bench};
    if (known.version > ssl_3_0 && known.version < tls_1_3) {
        hellos.ask(known);
    }
    if (is_tls_1_3(latest)) {
        hellos.ask({latest.version(), latest.suite()});
    } else {
        hellos.rest_on(latest);
    }
    return hellos.finding();
}

const std::array table{
    Probe{"rfc8446/9.3/unknown-values-ignored", unknown_values_are_ignored, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_9_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
