#include "mutants/mechanical/tls_messages.h"
#include "mutants/lying_tls_values.h"

#include <algorithm>
#include <utility>

#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_records.h"

namespace gateway::mutants::mechanical {
namespace {

constexpr std::size_t handshake_header = 4;
constexpr std::size_t random_size = 32;

std::string name_of_message(std::uint8_t type)
{
    switch (type) {
        case message::server_hello:
            return "server-hello";
        case message::certificate:
            return "certificate";
        case message::server_key_exchange:
            return "server-key-exchange";
        case message::server_hello_done:
            return "server-hello-done";
        case message::finished:
            return "finished";
        default:
            return "message-" + std::to_string(type);
    }
}

std::string name_of_extension(std::uint16_t type)
{
    switch (type) {
        case extension::renegotiation_info:
            return "renegotiation-info";
        case extension::ec_point_formats:
            return "ec-point-formats";
        case extension::extended_master_secret:
            return "extended-master-secret";
        default:
            return "extension-" + std::to_string(type);
    }
}

// Reads one message from front to back, and notes what it passes.
class Survey {
public:
    Survey(View messages, std::size_t at, std::string name, std::vector<Field>& fields)
        : messages_(messages), at_(at), name_(std::move(name)), fields_(fields)
    {
    }

    std::size_t number(const std::string& name, std::size_t width)
    {
        note(name, Form::number, width);
        std::size_t value = 0;
        for (std::size_t i = 0; i < width && at_ < messages_.size(); ++i, ++at_) {
            value = value << 8U | messages_[at_];
        }
        return value;
    }

    void data(const std::string& name, std::size_t size)
    {
        note(name, Form::data, size);
        at_ += size;
    }

    // A length and what it counts; what follows inside is counted by it too.
    std::size_t length(const std::string& name, std::size_t width)
    {
        lengths_.push_back({at_, width});
        return number(name, width);
    }

    void end_of_length() { lengths_.pop_back(); }

    void item(const std::string& name, std::size_t size) { note(name, Form::item, size); }

    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    [[nodiscard]] View rest() const { return messages_.subspan(std::min(at_, messages_.size())); }

private:
    void note(const std::string& name, Form form, std::size_t size)
    {
        if (at_ + size > messages_.size()) return;
        fields_.push_back({name_ + "/" + name, form, at_, size, lengths_});
    }

    View messages_;
    std::size_t at_;
    std::string name_;
    std::vector<Field>& fields_;
    std::vector<Length> lengths_;
};

void survey_extensions(Survey& survey)
{
    const std::size_t end = survey.length("extensions-length", 2) + survey.at();
    while (survey.at() + 4 <= end && survey.rest().size() >= 4) {
        Cursor head{survey.rest()};
        const std::string name = name_of_extension(head.u16());
        survey.item(name, 4U + head.u16());
        survey.number(name + "/type", 2);
        const std::size_t size = survey.length(name + "/length", 2);
        survey.data(name + "/data", size);
        survey.end_of_length();
    }
    survey.end_of_length();
}

void survey_server_hello(Survey& survey, std::size_t end)
{
    survey.number("version", 2);
    survey.number("random", random_size);
    const std::size_t size = survey.length("session-id-length", 1);
    survey.data("session-id", size);
    survey.end_of_length();
    survey.number("cipher-suite", 2);
    survey.number("compression", 1);
    if (survey.at() < end) survey_extensions(survey);
}

void survey_certificate(Survey& survey, std::size_t end)
{
    survey.length("list-length", 3);
    for (int i = 1; survey.at() + 3 <= end && survey.rest().size() >= 3; ++i) {
        const std::string name = "entry-" + std::to_string(i);
        survey.item(name, 3U + Cursor{survey.rest()}.u24());
        const std::size_t size = survey.length(name + "/length", 3);
        survey.data(name + "/der", size);
        survey.end_of_length();
    }
}

void survey_server_key_exchange(Survey& survey)
{
    survey.number("curve-type", 1);
    survey.number("named-curve", 2);
    const std::size_t point = survey.length("point-length", 1);
    survey.data("point", point);
    survey.end_of_length();
    survey.number("signature-algorithm", 2);
    const std::size_t signature = survey.length("signature-length", 2);
    survey.data("signature", signature);
}

}  // namespace

Octets sample_tls_messages()
{
    const Octets hello = {3, 3,  0,    0, 0, 0, 0, 0, 0,  0, 0, 0, 0, 0, 0,  0, 0,    0,    0,
                          0, 0,  0,    0, 0, 0, 0, 0, 0,  0, 0, 0, 0, 0, 0,  0, 0xc0, 0x30, 0,
                          0, 15, 0xff, 1, 0, 1, 0, 0, 11, 0, 2, 1, 0, 0, 23, 0, 0};
    const Octets chain = {0, 0, 8, 0, 0, 1, 0x30, 0, 0, 1, 0x30};
    const Octets key_exchange = {3, 0, 23, 1, 4, 4, 1, 0, 1, 9};
    return joined({handshake_message(message::server_hello, hello), handshake_message(message::certificate, chain),
                   handshake_message(message::server_key_exchange, key_exchange),
                   handshake_message(message::server_hello_done, {}),
                   handshake_message(message::finished, Octets(12, 1))});
}

std::vector<Field> fields_of_tls_messages(View messages)
{
    std::vector<Field> fields;
    for (std::size_t at = 0; at + handshake_header <= messages.size();) {
        const std::uint8_t type = messages[at];
        const std::string name = name_of_message(type);
        const std::size_t size = handshake_header + Cursor{messages.subspan(at + 1)}.u24();
        fields.push_back({name, Form::item, at, size});
        if (at + size > messages.size()) break;
        Survey survey{messages, at, name, fields};
        survey.number("type", 1);
        survey.length("length", 3);
        if (type == message::server_hello) survey_server_hello(survey, at + size);
        if (type == message::certificate) survey_certificate(survey, at + size);
        if (type == message::server_key_exchange) survey_server_key_exchange(survey);
        if (type == message::finished) survey.data("verify-data", size - handshake_header);
        at += size;
    }
    return fields;
}

}  // namespace gateway::mutants::mechanical
