#include "probes/ike/mschapv2_login.h"

#include "crypto/mschapv2.h"
#include "probes/ike/refused_ike_auth.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t in_front = 5;  // of the method's data: EAP's header and the type
constexpr std::size_t challenge_octets = 16, code_at = in_front, identifier_at = in_front + 1,
                      data_at = in_front + 4;

std::optional<std::string> excused(const Target& target)
{
    if (auto why = row_is_accepted_for_eap.excused(target)) {
        return why;
    }
    if (target.claims.at("eap").find("mschapv2") != std::string::npos) {
        return std::nullopt;
    }
    return "claims.eap: the gateway does not claim EAP-MSCHAPv2";
}

const std::string& user_of(const Bench& bench)
{
    if (!bench.target.login || bench.login == nullptr) {
        throw Unmet{
            "needs user, and password_file or password_env, in [client] of the target file"};
    }
    return bench.target.login->user;
}

Octets with_length(MschapCode code, std::uint8_t identifier, View data)
{
    const auto length = 4 + data.size();
    Octets octets{static_cast<std::uint8_t>(code), identifier,
                  static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
    append(octets, data);
    return octets;
}

}  // namespace

const Control row_is_accepted_for_mschapv2{row_is_accepted_for_eap.name, excused,
                                           row_is_accepted_for_eap.missing,
                                           row_is_accepted_for_eap.holds, true};

Mschapv2Login::Mschapv2Login(Bench& bench)
    : bench_{bench}, attempt_{bench, {}, user_of(bench)}, answer_{attempt_.answer()}
{
    constexpr unsigned most_turns = 4;
    const auto& user = user_of(bench);
    for (unsigned i = 0; i < most_turns && !asks(MschapCode::challenge); ++i) {
        const auto type = eap_type_of(packet().value_or(Octets{}));
        if (!type || !is(EapCode::request)) {
            break;
        }
        if (*type == static_cast<std::uint8_t>(EapType::identity)) {
            send(EapType::identity, view(user));
        } else {
            send(EapType::nak, Octets{static_cast<std::uint8_t>(EapType::mschapv2)});
        }
    }
    const auto challenge = packet().value_or(Octets{});
    const bool is_whole = asks(MschapCode::challenge) &&
                          challenge.size() >= data_at + 1 + challenge_octets &&
                          challenge[data_at] == challenge_octets;
    if (!is_whole) {
        throw Unmet{"no challenge of EAP-MSCHAPv2 came: " + text_of(answer_, bench.registries)};
    }
    identifier_ = challenge[identifier_at];
    const auto theirs = View{challenge}.subspan(data_at + 1, challenge_octets);
    challenges_.assign(theirs.begin(), theirs.end());
    append(challenges_, bench.random.octets(challenge_octets));
    append(challenges_, view(user));
    response_ = made_of_the_password(crypto::mschapv2_response, challenges_);
}

void Mschapv2Login::respond(bool rightly)
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
    send(EapType::mschapv2, with_length(MschapCode::response, identifier_, data));
}

void Mschapv2Login::acknowledge()
{
    const auto asked = packet().value_or(Octets{});
    const auto code = asked.size() > code_at ? asked[code_at] : std::uint8_t{0};
    send(EapType::mschapv2, Octets{code});
}

void Mschapv2Login::authenticate(bool with_auth)
{
    std::vector<Payload> payloads;
    if (with_auth) {
        payloads.push_back(
            attempt_.own_auth(made_of_the_password(crypto::mschapv2_key, response_)));
    }
    answer_ = attempt_.go_on(std::move(payloads));
}

void Mschapv2Login::succeed()
{
    respond();
    if (asks(MschapCode::success)) {
        acknowledge();
    }
    if (!is(EapCode::success)) {
        throw Unmet{"EAP-MSCHAPv2 did not end in Success: " + text_of(answer_, bench_.registries)};
    }
}

bool Mschapv2Login::is(EapCode code) const
{
    const auto here = packet();
    return here && is_of(*here, code);
}

bool Mschapv2Login::asks(MschapCode code) const
{
    const auto here = packet().value_or(Octets{});
    return is(EapCode::request) && here.size() > identifier_at &&
           eap_type_of(here) == static_cast<std::uint8_t>(EapType::mschapv2) &&
           here[code_at] == static_cast<std::uint8_t>(code);
}

std::string Mschapv2Login::message() const
{
    const auto here = packet().value_or(Octets{});
    return here.size() < data_at ? std::string{} : std::string{here.begin() + data_at, here.end()};
}

std::string Mschapv2Login::expected_proof() const
{
    Octets octets = response_;
    append(octets, challenges_);
    auto digits = hex(made_of_the_password(crypto::mschapv2_authenticator, octets));
    for (auto& digit : digits) {
        digit = static_cast<char>(digit >= 'a' ? digit - 'a' + 'A' : digit);
    }
    return "S=" + digits;
}

bool Mschapv2Login::is_proved_by_the_key() const
{
    const auto* theirs = answer_.body<Authentication>(PayloadType::authentication);
    return theirs != nullptr &&
           attempt_.is_auth_by(*theirs, made_of_the_password(crypto::mschapv2_key, response_));
}

void Mschapv2Login::send(EapType type, View data)
{
    answer_ = attempt_.go_on({eap_response(packet().value_or(Octets{}), type, data)});
}

Octets Mschapv2Login::made_of_the_password(const std::string& algorithm, View octets) const
{
    auto made = bench_.login->sign(algorithm, octets);
    if (!made) {
        throw Unmet{"the prober cannot compute MS-CHAPv2: its library has no MD4 or DES"};
    }
    return std::move(*made);
}

}  // namespace conformance::probes::ike
