#include "probes/tls/expect.h"

#include "wire/tls/numbers.h"

namespace conformance::probes::tls {

namespace {

Finding resting(const Answer& answer, Finding finding)
{
    finding.rests_on_absence = answer.is_absence();
    return finding;
}

}  // namespace

Finding pass(const Bench& bench, const Answer& answer, std::string expected)
{
    return resting(answer, conformance::pass(answer.code(), std::move(expected),
                                             answer.text(bench.registries), answer.frames));
}

Finding fail(const Bench& bench, const Answer& answer, std::string expected)
{
    return fail(bench, answer, answer.code(), std::move(expected));
}

Finding fail(const Bench& bench, const Answer& answer, std::string code, std::string expected)
{
    if (proves_nothing(answer)) {
        return inconclusive(bench, answer, std::move(expected));
    }
    return resting(answer, conformance::fail(std::move(code), std::move(expected),
                                             answer.text(bench.registries), answer.frames));
}

bool proves_nothing(const Answer& answer)
{
    return !answer.selected() &&
           (answer.end == Answer::End::no_connection || answer.end == Answer::End::flood);
}

Finding inconclusive(const Bench& bench, const Answer& answer, std::string expected)
{
    return conformance::inconclusive(answer.code(), std::move(expected),
                                     answer.text(bench.registries), answer.frames);
}

Finding unmet_should(Finding finding, std::string code, std::string text, std::string source)
{
    finding.verdict = Verdict::pass;
    finding.code = code;
    finding.advisories.push_back({std::move(code), std::move(text), std::move(source), true});
    return finding;
}

void advise_on_suite(const Bench& bench, std::uint16_t suite, Finding& finding)
{
    const auto* status = bench.registries.status("tls", "suite", suite);
    const auto* known = bench.registries.suite(suite);
    if (status == nullptr || known == nullptr || !status->level.ends_with("NOT")) {
        return;
    }
    finding.advisories.push_back({"discouraged:" + wire::tls::four_digits(suite),
                                  known->name + " is " + status->level + " for TLS",
                                  status->source});
}

}  // namespace conformance::probes::tls
