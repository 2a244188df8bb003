#include "mutants/lying_tls_1_3_session.h"

#include <utility>

#include "crypto/hash.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

const Octets none(secret_size);

}  // namespace

Session::Session(const Manners& manners, const Truth& truth,
                             const StreamCoreFactory& inner, const Peer& peer)
    : LyingStream(inner, peer), manners_(manners), truth_(truth)
{
}

void Session::take_record(std::uint8_t type, View fragment, StreamActions& actions,
                                Instant now)
{
    Heard heard{.type = type,
                .content = fragment,
                .length = fragment.size(),
                .has_keys = reads_.has_value(),
                .has_finished = state_ == State::established};
    std::optional<Inner> inner;
    if (reads_ && type == content::application_data) {
        inner = manners_.open(*reads_, fragment);
        if (!inner) return die(alert::bad_record_mac, actions);
        heard.is_protected = true;
        heard.type = inner->type;
        heard.content = inner->content;
        heard.padding = inner->padding;
    }
    if (const Ruling ruling = manners_.judge_record(heard)) return die(*ruling, actions);
    take(heard, actions, now);
}

void Session::take(const Heard& heard, StreamActions& actions, Instant now)
{
    if (heard.content.empty()) return;
    switch (heard.type) {
        case content::change_cipher_spec:
            return;
        case content::alert:
            return take_alert(heard.content, actions);
        case content::application_data:
            if (is_established()) hand_inside(heard.content, actions, now);
            return;
        case content::handshake:
            gather(heard.content);
            while (const auto message = next_message()) {
                take_message(*message, actions, now);
            }
            return;
        default:
            return;  // whoever rules that it is in order ignores it
    }
}

void Session::take_alert(View content, StreamActions& actions)
{
    const bool farewell = content.size() == 2 && content[1] == alert::close_notify;
    if (!farewell) return close(actions);
    reply({content::alert, {alert::warning, alert::close_notify}, true}, actions);
}

void Session::take_message(View message, StreamActions& actions, Instant now)
{
    const std::uint8_t type = type_of(message);
    const bool greets = state_ == State::hello || state_ == State::second_hello;
    if (type == message::client_hello) {
        return greets ? take_hello(message, actions) : take_hello_again(actions);
    }
    if (state_ == State::finished && type == message::finished) {
        return take_finished(message, actions, now);
    }
    if (state_ == State::established && type == message::key_update) {
        return take_update(body_of(message), actions);
    }
    die(alert::unexpected_message, actions);
}

void Session::take_hello(View message, StreamActions& actions)
{
    const auto hello = parse_client_hello(body_of(message));
    if (!hello) return die(alert::decode_error, actions);
    hello_ = *hello;
    if (const Ruling ruling = manners_.judge_hello(hello_)) return die(*ruling, actions);
    const auto share = share_of(hello_, manners_.exchange.own.group);
    if (!share && state_ == State::second_hello) return die(alert::illegal_parameter, actions);
    if (!share) {
        note(message);
        return ask_again(actions);
    }
    const auto agreed = manners_.exchange.agree(*share);
    const auto early = early_secret(message);
    if (!agreed) return die(alert::illegal_parameter, actions);
    if (!early) return die(alert::decrypt_error, actions);
    note(message);
    handshake_secret_ = extract(derived(*early, "derived", {}), *agreed);
    greet(actions);
}

void Session::take_hello_again(StreamActions& actions)
{
    if (const Ruling ruling = manners_.judge_hello_again()) die(*ruling, actions);
}

// The first hello is remembered by its hash: RFC 8446, Section 4.4.1.
void Session::ask_again(StreamActions& actions)
{
    constexpr std::uint8_t message_hash = 254;
    const Octets digest = crypto::digest(crypto::Hash::sha2_256, transcript_);
    transcript_ = handshake_message(message_hash, digest);
    tell(manners_.retry(hello_), actions);
    state_ = State::second_hello;
}

std::optional<Octets> Session::early_secret(View message)
{
    const auto offered = manners_.ticket_lifetime ? ticket_of(hello_) : std::nullopt;
    // The ticket of a liar is the secret itself.
    if (!offered || offered->ticket.size() != secret_size) return extract(none, none);
    Octets early = extract(none, offered->ticket);
    const Octets covered =
        joined({transcript_, message.first(message.size() - offered->binders_size)});
    const Octets binder = verify_data(derived(early, "res binder", {}), covered);
    if (!manners_.accept_binder(binder, offered->binder)) return std::nullopt;
    resumes_ = true;
    return early;
}

void Session::greet(StreamActions& actions)
{
    tell(server_hello(hello_, aes_128_gcm_sha256, manners_.exchange.own, resumes_), actions);
    reads_ = traffic_keys(derived(handshake_secret_, "c hs traffic", transcript_));
    writes_ = traffic_keys(derived(handshake_secret_, "s hs traffic", transcript_));
    tell(encrypted_extensions(manners_.extension(hello_)), actions);
    if (!resumes_) {
        tell(certificate(truth_.settings.identity.chain_pem), actions);
        tell(certificate_verify(truth_.settings.identity.key_pem, transcript_), actions);
    }
    tell(handshake_message(message::finished, verify_data(writes_->secret, transcript_)), actions);
    master_secret_ = extract(derived(handshake_secret_, "derived", {}), none);
    reads_next_ = traffic_keys(derived(master_secret_, "c ap traffic", transcript_));
    writes_ = traffic_keys(derived(master_secret_, "s ap traffic", transcript_));
    state_ = State::finished;
}

void Session::take_finished(View message, StreamActions& actions, Instant now)
{
    const Octets expected = verify_data(reads_->secret, transcript_);
    const View received = body_of(message);
    if (!manners_.accept_finished(expected, received)) {
        const bool is_readable = received.size() == expected.size();
        return die(is_readable ? alert::decrypt_error : alert::decode_error, actions);
    }
    note(message);
    reads_ = std::exchange(reads_next_, std::nullopt);
    state_ = State::established;
    if (manners_.ticket_lifetime) {
        const Octets secret = expand(derived(master_secret_, "res master", transcript_),
                                     "resumption", {}, secret_size);
        say(content::handshake, new_session_ticket(*manners_.ticket_lifetime, secret), actions);
    }
    establish(actions, now);
}

void Session::take_update(View body, StreamActions& actions)
{
    if (body.size() != 1) return die(alert::decode_error, actions);
    if (const Ruling ruling = manners_.judge_update(body.front())) return die(*ruling, actions);
    reads_ = next_keys(*reads_);
    if (!manners_.answers_update(body.front())) return;
    say(content::handshake, handshake_message(message::key_update, Octets{manners_.asks_in_its_update}),
        actions);
    if (manners_.has_new_keys_after_its_update) writes_ = next_keys(*writes_);
}

void Session::tell(View message, StreamActions& actions)
{
    note(message);
    say(content::handshake, message, actions);
}

void Session::note(View message)
{
    transcript_.insert(transcript_.end(), message.begin(), message.end());
}

void Session::say(std::uint8_t type, View octets, StreamActions& actions)
{
    const Octets record =
        writes_ ? seal_record(*writes_, type, octets) : plain_records(type, tls_1_2, octets);
    actions.send.insert(actions.send.end(), record.begin(), record.end());
}

}  // namespace gateway::mutants::lying_tls_1_3
