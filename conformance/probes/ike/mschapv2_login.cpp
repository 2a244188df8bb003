#include "probes/ike/mschapv2_login.h"

#include "probes/ike/refused_ike_auth.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

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
        const auto type = type_of(packet().value_or(Octets{}));
        if (!type || !is(EapCode::request)) {
            break;
        }
        if (*type == static_cast<std::uint8_t>(EapType::identity)) {
            send(EapType::identity, view(user));
        } else {
            send(EapType::nak, Octets{static_cast<std::uint8_t>(EapType::mschapv2)});
        }
    }
    chap_ = peers::eap::Mschapv2::answering(packet().value_or(Octets{}), user, *bench.login,
                                            bench.random);
    if (!chap_) {
        throw Unmet{"no challenge of EAP-MSCHAPv2 came: " + text_of(answer_, bench.registries)};
    }
}

void Mschapv2Login::respond(bool rightly)
{
    send(EapType::mschapv2, chap_->response(rightly));
}

void Mschapv2Login::acknowledge()
{
    send(EapType::mschapv2,
         peers::eap::Mschapv2::acknowledgement(packet().value_or(Octets{})));
}

void Mschapv2Login::authenticate()
{
    answer_ = attempt_.go_on({attempt_.own_auth(chap_->key())});
}

bool Mschapv2Login::is(EapCode code) const
{
    const auto here = packet();
    return here && is_of(*here, code);
}

bool Mschapv2Login::asks(MschapCode code) const
{
    return peers::eap::asks(packet().value_or(Octets{}), code);
}

std::string Mschapv2Login::message() const
{
    return peers::eap::Mschapv2::message_in(packet().value_or(Octets{}));
}

void Mschapv2Login::send(EapType type, View data)
{
    answer_ = attempt_.go_on({eap_response(packet().value_or(Octets{}), type, data)});
}

}  // namespace conformance::probes::ike
