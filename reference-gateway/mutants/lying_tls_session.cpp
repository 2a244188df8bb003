#include "mutants/lying_tls_session.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "crypto/system_random.h"
#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {


bool has_extension(const ServerFlight& flight, std::uint16_t type)
{
    return std::ranges::find(flight.extensions, type, &Extension::type) != flight.extensions.end();
}

}  // namespace

LyingSession::LyingSession(const Manners& manners, const Truth& truth,
                           const StreamCoreFactory& inner, const Peer& peer)
    : LyingStream(inner, peer), manners_(manners), truth_(truth)
{
}

void LyingSession::take_record(std::uint8_t type, View fragment, StreamActions& actions,
                               Instant now)
{
    Octets plain = copy_of(fragment);
    if (opens_) {
        Opened opened = manners_.open(cipher_, keys_->client, type, fragment);
        if (!opened.content && !opened.alert) return close(actions);
        if (!opened.content) return die(*opened.alert, actions);
        plain = std::move(*opened.content);
    }
    if (type == content::alert) return take_alert(plain, actions);
    if (type == content::change_cipher_spec && keys_) {
        opens_ = true;
        return;
    }
    if (type == content::application_data && state_ == State::established) {
        return hand_inside(plain, actions, now);
    }
    if (type != content::handshake) return die(alert::unexpected_message, actions);
    gather(manners_.hear(plain));
    while (const auto message = next_message()) {
        take_message(*message, actions, now);
    }
}

void LyingSession::take_message(View message, StreamActions& actions, Instant now)
{
    const std::uint8_t type = type_of(message);
    const View body = body_of(message);
    if (state_ == State::established && type == message::client_hello) {
        return take_hello_again(body, actions);
    }
    if (state_ == State::finished && opens_ && type == message::finished) {
        const Octets expected = verify_data("client finished");
        if (!manners_.accept_finished(expected, body)) return die(alert::decrypt_error, actions);
        client_verify_data_ = expected;
        transcript_.insert(transcript_.end(), message.begin(), message.end());
        return finish(actions, now);
    }
    transcript_.insert(transcript_.end(), message.begin(), message.end());
    if (state_ == State::hello && type == message::client_hello) return take_hello(body, actions);
    const bool may_be_certificate = !manners_.certificate_request.empty();
    if (state_ == State::key_exchange && type == message::certificate && may_be_certificate) return;
    if (state_ == State::key_exchange && type == message::client_key_exchange) {
        return take_key_exchange(body, actions);
    }
    die(alert::unexpected_message, actions);
}

void LyingSession::take_hello(View body, StreamActions& actions)
{
    const auto hello = parse_client_hello(body);
    if (!hello || !manners_.select(*hello, truth_)) return die(alert::handshake_failure, actions);
    hello_ = *hello;
    const Extension* info = hello_.find(extension::renegotiation_info);
    if (manners_.minds_filled_renegotiation_info && info != nullptr && info->data != Octets{0}) {
        return die(alert::handshake_failure, actions);
    }
    if (!resumes(actions)) take_a_new_hello(actions);
}

void LyingSession::take_a_new_hello(StreamActions& actions)
{
    const auto suite = manners_.select(hello_, truth_);
    flight_ = flight_for(hello_, tls_1_2, *suite);
    if (manners_.sessions) {
        flight_.session_id.resize(32);
        crypto::SystemRandom{}.fill(flight_.session_id);
    }
    manners_.speak(flight_, hello_);
    cipher_ = cipher_of(flight_.suite).value_or(*cipher_of(*suite));
    reply(manners_.preface(hello_), actions);
    Octets messages = asking(messages_of(flight_, truth_.settings.identity));
    manners_.deliver(messages);
    transcript_.insert(transcript_.end(), messages.begin(), messages.end());
    say(content::handshake, messages, actions);
    state_ = State::key_exchange;
}

// CertificateRequest goes before ServerHelloDone, which ends the flight.
Octets LyingSession::asking(View flight) const
{
    constexpr std::size_t hello_done = 4;
    return joined({flight.first(flight.size() - hello_done), manners_.certificate_request,
                   flight.last(hello_done)});
}

bool LyingSession::resumes(StreamActions& actions)
{
    if (!manners_.sessions) return false;
    const auto found = manners_.sessions->find(hello_.session_id);
    if (found == manners_.sessions->end() || !manners_.resumes(found->second, hello_)) return false;
    const Past& past = found->second;
    flight_ = flight_for(hello_, tls_1_2, manners_.suite_of_the_resumed(past, hello_));
    flight_.session_id = hello_.session_id;
    cipher_ = cipher_of(flight_.suite).value_or(cipher_);
    const Octets message = hello_message(flight_);
    transcript_.insert(transcript_.end(), message.begin(), message.end());
    say(content::handshake, message, actions);
    master_ = past.master;
    derive_keys();
    resumed_ = true;
    send_finished(actions);
    state_ = State::finished;
    return true;
}

void LyingSession::remember()
{
    if (!manners_.sessions || resumed_) return;
    (*manners_.sessions)[flight_.session_id] = {flight_.suite, master_, is_extended()};
}

void LyingSession::take_hello_again(View body, StreamActions& actions)
{
    const auto hello = parse_client_hello(body);
    if (!hello) return die(alert::decode_error, actions);
    reply(manners_.answer_hello_again(
              {*hello, flight_, truth_, client_verify_data_, server_verify_data_}),
          actions);
}

void LyingSession::take_key_exchange(View body, StreamActions& actions)
{
    Cursor cursor{body};
    const bool is_finite = !flight_.modulus.empty();
    const View value = cursor.take(is_finite ? cursor.u16() : cursor.u8());
    if (!cursor.at_end()) return die(alert::decode_error, actions);
    if (is_finite && !manners_.accept_value(value, flight_.modulus)) {
        return die(alert::handshake_failure, actions);
    }
    const auto premaster = is_finite ? shared_in_a_finite_field(value, flight_.modulus)
                                     : manners_.share(value);
    if (!premaster) return die(alert::illegal_parameter, actions);
    derive_master(*premaster);
    derive_keys();
    state_ = State::finished;
}

bool LyingSession::is_extended() const
{
    return has_extension(flight_, extension::extended_master_secret);
}

void LyingSession::derive_master(View premaster)
{
    master_ = is_extended() ? prf(cipher_.hash, premaster, "extended master secret",
                                  crypto::digest(cipher_.hash, transcript_), 48)
                            : prf(cipher_.hash, premaster, "master secret",
                                  joined({hello_.random, flight_.random}), 48);
}

void LyingSession::derive_keys()
{
    keys_ = record_keys(cipher_, master_, hello_.random, flight_.random);
}

Octets LyingSession::verify_data(std::string_view label) const
{
    return prf(cipher_.hash, master_, label, crypto::digest(cipher_.hash, transcript_), 12);
}

void LyingSession::send_finished(StreamActions& actions)
{
    say(content::change_cipher_spec, manners_.change_cipher_spec, actions);
    seals_ = true;
    server_verify_data_ = verify_data("server finished");
    Octets message = handshake_message(message::finished, server_verify_data_);
    manners_.deliver(message);
    transcript_.insert(transcript_.end(), message.begin(), message.end());
    say(content::handshake, message, actions);
}

void LyingSession::finish(StreamActions& actions, Instant now)
{
    if (!resumed_) send_finished(actions);
    remember();
    state_ = State::established;
    establish(actions, now);
}

void LyingSession::take_alert(View plain, StreamActions& actions)
{
    const bool farewell = plain.size() == 2 && plain[1] == alert::close_notify;
    if (farewell && state_ == State::established) return reply(manners_.answer_close(), actions);
    const bool remark = plain.size() == 2 && plain[0] == alert::warning && !farewell;
    if (!remark) close(actions);
}

void LyingSession::say(std::uint8_t type, View octets, StreamActions& actions)
{
    if (octets.empty()) return;
    const Octets record = seals_ ? seal_record(cipher_, keys_->server, type, octets)
                                 : plain_records(type, manners_.record_version, octets);
    actions.send.insert(actions.send.end(), record.begin(), record.end());
}

}  // namespace gateway::mutants
