#include <toml++/toml.h>

#include <algorithm>

#include "crypto/from_hex.h"
#include "ike/recorded.h"

namespace gateway::ike {
namespace {

Octets octets_of(const toml::table& table, std::string_view key)
{
    return crypto::from_hex(table[key].value_or(std::string{}));
}

std::uint64_t spi_of(const toml::table& table, std::string_view key)
{
    return Cursor{octets_of(table, key)}.u64();
}

std::uint16_t number_of(const toml::table& table, std::string_view key)
{
    return static_cast<std::uint16_t>(table[key].value_or(0));
}

template <typename Number>
std::vector<Number> numbers_of(const toml::table& table, std::string_view key)
{
    std::vector<Number> numbers;
    if (const toml::array* list = table[key].as_array()) {
        for (const toml::node& element : *list) {
            numbers.push_back(static_cast<Number>(element.value_or(0)));
        }
    }
    return numbers;
}

RecordedMessage message_of(const toml::table& table)
{
    RecordedMessage message;
    message.octets = octets_of(table, "octets");
    message.source = table["source"].value_or(std::string{});
    message.destination = table["destination"].value_or(std::string{});
    message.payloads = numbers_of<std::uint8_t>(table, "payloads");
    message.notifies = numbers_of<std::uint16_t>(table, "notifies");
    if (const toml::array* list = table["notify_data"].as_array()) {
        for (const toml::node& element : *list) {
            message.notify_data.push_back(crypto::from_hex(element.value_or(std::string{})));
        }
    }
    if (table.contains("decrypted")) message.decrypted = octets_of(table, "decrypted");
    message.from_initiator = (number_of(table, "flags") & 0x08U) != 0;
    message.exchange_type = static_cast<std::uint8_t>(number_of(table, "exchange_type"));
    return message;
}

policy::Tuple tuple_of(const toml::table& sa)
{
    policy::Tuple tuple;
    tuple.encr = number_of(sa, "encryption");
    if (sa.contains("key_length")) tuple.key_length = number_of(sa, "key_length");
    if (sa.contains("integrity")) tuple.integ = number_of(sa, "integrity");
    tuple.prf = number_of(sa, "prf");
    tuple.group = number_of(sa, "group");
    return tuple;
}

Keys keys_of(const toml::table& secrets)
{
    return {octets_of(secrets, "sk_d"),  octets_of(secrets, "sk_ai"), octets_of(secrets, "sk_ar"),
            octets_of(secrets, "sk_ei"), octets_of(secrets, "sk_er"), octets_of(secrets, "sk_pi"),
            octets_of(secrets, "sk_pr")};
}

RecordedConversation conversation_of(const toml::table& file, const toml::table& sa,
                                     const toml::table& secrets)
{
    RecordedConversation conversation;
    conversation.tuple = tuple_of(sa);
    conversation.material = {octets_of(sa, "initiator_nonce"), octets_of(sa, "responder_nonce"),
                             spi_of(sa, "initiator_spi"), spi_of(sa, "responder_spi"),
                             octets_of(secrets, "shared_secret")};
    conversation.keys = keys_of(secrets);
    for (const toml::node& message : *file["message"].as_array()) {
        conversation.messages.push_back(message_of(*message.as_table()));
    }
    return conversation;
}

}  // namespace

std::vector<RecordedConversation> recorded_conversations(const std::filesystem::path& source)
{
    std::vector<RecordedConversation> conversations;
    for (const auto& folder : std::filesystem::directory_iterator(source / "pcaps")) {
        const auto path = folder.path() / "expect.toml";
        if (!std::filesystem::exists(path)) continue;
        const toml::table file = toml::parse_file(path.string());
        const toml::table* sa = file["ike_sa"].as_table();
        const toml::table* secrets = file["ike_sa"]["secrets"].as_table();
        if (sa == nullptr || secrets == nullptr) continue;
        conversations.push_back(conversation_of(file, *sa, *secrets));
        conversations.back().encapsulation_forced =
            file["child_sa"]["encapsulation_forced"].value_or(false);
        conversations.back().name = folder.path().filename();
    }
    return conversations;
}

}  // namespace gateway::ike
