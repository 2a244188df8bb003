#include "probes/ike/expect.h"

#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

Finding pass(const Bench& bench, const Answer& answer, std::string expected)
{
    return conformance::pass(answer.code(), std::move(expected), answer.text(bench.registries), answer.frames);
}

Finding fail(const Bench& bench, const Answer& answer, std::string code, std::string expected)
{
    auto finding = conformance::fail(std::move(code), std::move(expected), answer.text(bench.registries),
                                     answer.frames);
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

Finding expect_normal_answer(const Bench& bench, const Answer& answer)
{
    const auto expected = "a proposal is selected, as for the same request unaltered";
    if (answer.accepted()) { return pass(bench, answer, expected); }
    return fail(bench, answer, answer.code(), expected);
}

Finding expect_no_selection(const Bench& bench, const Answer& answer)
{
    const auto expected = "no proposal is selected";
    if (answer.accepted()) { return fail(bench, answer, "accepted", expected); }
    auto finding = pass(bench, answer, expected);
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

Finding expect_survival(const Bench& bench, const Answer& answer)
{
    auto finding = pass(bench, answer, "any answer or none, and a good exchange afterwards");
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

Finding expect_notify(const Bench& bench, const Answer& answer, wire::ike::NotifyType type, Finding silence)
{
    const auto expected = "Notify " + wire::ike::notify_name(static_cast<std::uint16_t>(type), bench.registries);
    if (answer.refused_with(type)) { return pass(bench, answer, expected); }
    if (answer.accepted()) { return fail(bench, answer, "accepted", expected); }
    if (answer.is_message()) { return fail(bench, answer, "wrong-notify", expected); }
    silence.expected = expected;
    silence.observed = answer.text(bench.registries);
    silence.frames = answer.frames;
    silence.rests_on_absence = true;
    return silence;
}

}  // namespace conformance::probes::ike
