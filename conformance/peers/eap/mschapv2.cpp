#include "peers/eap/mschapv2.h"

#include "core/probe.h"
#include "crypto/mschapv2.h"
#include "peers/eap/packet.h"

namespace conformance::peers::eap {

namespace {

constexpr std::size_t challenge_octets = 16, code_at = 0, identifier_at = 1, value_at = 4;

Octets with_length(MschapCode code, std::uint8_t identifier, View data)
{
    const auto length = value_at + data.size();
    Octets octets{static_cast<std::uint8_t>(code), identifier,
                  static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
    append(octets, data);
    return octets;
}

}  // namespace

bool asks(View packet, MschapCode code)
{
    const auto data = data_of(packet);
    return asks_for(packet, Type::mschapv2) && data.size() > identifier_at &&
           data[code_at] == static_cast<std::uint8_t>(code);
}

std::optional<Mschapv2> Mschapv2::answering(View packet, const std::string& user,
                                            Credentials& password, Random& random)
{
    const auto data = data_of(packet);
    const bool is_whole = asks(packet, MschapCode::challenge) &&
                          data.size() >= value_at + 1 + challenge_octets &&
                          data[value_at] == challenge_octets;
    if (!is_whole) {
        return std::nullopt;
    }
    const auto theirs = data.subspan(value_at + 1, challenge_octets);
    Octets challenges{theirs.begin(), theirs.end()};
    append(challenges, random.octets(challenge_octets));
    append(challenges, view(user));
    return Mschapv2{data[identifier_at], std::move(challenges), password};
}

Mschapv2::Mschapv2(std::uint8_t identifier, Octets challenges, Credentials& password)
    : identifier_{identifier},
      challenges_{std::move(challenges)},
      password_{&password},
      response_{made_of_the_password(crypto::mschapv2_response, challenges_)}
{
}

Octets Mschapv2::response(bool rightly) const
{
    constexpr std::uint8_t value_octets = 49;
    constexpr std::size_t reserved_octets = 8;
    Octets data{value_octets};
    append(data, View{challenges_}.subspan(challenge_octets, challenge_octets));
    data.insert(data.end(), reserved_octets, 0);
    auto response = response_;
    if (!rightly) {
        response.front() ^= 1U;
    }
    append(data, response);
    data.push_back(0);
    append(data, View{challenges_}.subspan(2 * challenge_octets));
    return with_length(MschapCode::response, identifier_, data);
}

Octets Mschapv2::acknowledgement(View packet)
{
    const auto data = data_of(packet);
    return {data.empty() ? std::uint8_t{0} : data[code_at]};
}

std::string Mschapv2::message_in(View packet)
{
    const auto data = data_of(packet);
    return data.size() < value_at ? std::string{}
                                  : std::string{data.begin() + value_at, data.end()};
}

std::string Mschapv2::proof() const
{
    Octets octets = response_;
    append(octets, challenges_);
    auto digits = hex(made_of_the_password(crypto::mschapv2_authenticator, octets));
    for (auto& digit : digits) {
        digit = static_cast<char>(digit >= 'a' ? digit - 'a' + 'A' : digit);
    }
    return "S=" + digits;
}

Octets Mschapv2::key() const
{
    return made_of_the_password(crypto::mschapv2_key, response_);
}

Octets Mschapv2::made_of_the_password(const std::string& algorithm, View octets) const
{
    auto made = password_->sign(algorithm, octets);
    if (!made) {
        throw Unmet{"the prober cannot compute MS-CHAPv2: its library has no MD4 or DES"};
    }
    return std::move(*made);
}

}  // namespace conformance::peers::eap
