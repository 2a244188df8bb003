#include "peers/tls/answer.h"

#include "wire/tls/narrate.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;

std::string alert_text(const Alert& alert)
{
    return std::string{alert.level == alert_warning ? "warning" : "fatal"} + " alert " +
           std::to_string(alert.description) + " " + alert_name(alert.description);
}

std::string ending_text(const Answer& answer)
{
    switch (answer.end) {
        case Answer::End::complete:
            return "";
        case Answer::End::alert:
            return alert_text(answer.alert);
        case Answer::End::closed:
            return "the connection was closed without an alert";
        case Answer::End::reset:
            return "the connection was reset";
        case Answer::End::silence:
            return answer.octets == 0
                       ? "no answer"
                       : "no complete answer, only " + std::to_string(answer.octets) + " octets";
        case Answer::End::no_connection:
            return answer.connection_refused ? "the TCP connection was refused"
                                             : "the TCP connection was not answered";
        case Answer::End::not_tls:
            return "octets that are no TLS record";
        case Answer::End::flood:
            return "more than can be an answer: " + std::to_string(answer.octets) + " octets";
    }
    return "";
}

}  // namespace

std::string Answer::ending() const
{
    return ending_text(*this);
}

bool Answer::is_absence() const
{
    return !selected() && (end == End::closed || end == End::reset || end == End::silence);
}

std::string Answer::code() const
{
    if (selected()) {
        return drive == Drive::cannot   ? "selected"
               : drive == Drive::failed ? "selected-then-failed"
                                        : "accepted";
    }
    switch (end) {
        case End::complete:
            return "accepted";
        case End::alert:
            return "refused-by-alert:" + std::to_string(alert.description);
        case End::closed:
            return "closed";
        case End::reset:
            return "reset";
        case End::silence:
            return "silent";
        case End::no_connection:
            return "no-connection";
        case End::not_tls:
            return "not-tls";
        case End::flood:
            return "flooded";
    }
    return "silent";
}

std::string Answer::drive_ending() const
{
    switch (drive) {
        case Drive::untried:
            return "";
        case Drive::complete:
            return "the handshake completes";
        case Drive::cannot:
            return "not driven further: " + drive_text;
        case Drive::failed:
            return "then the handshake fails: " + drive_text;
    }
    return "";
}

std::string Answer::text(const catalog::Registries& registries) const
{
    if (!selected()) {
        return ending_text(*this);
    }
    const auto kind =
        hello.is_hello_retry_request() ? " HelloRetryRequest with " : " ServerHello with ";
    const auto selection = version_name(version()) + kind + suite_with_number(suite(), registries);
    const auto ending = ending_text(*this);
    if (drive != Drive::untried) {
        return selection + ", " + drive_ending();
    }
    return ending.empty() ? selection : selection + ", then " + ending;
}

}  // namespace conformance::peers::tls
