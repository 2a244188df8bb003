#include "eap/tls.h"

#include <algorithm>
#include <utility>

namespace gateway::eap {
namespace {

constexpr std::size_t msk_size = 64;
constexpr std::size_t key_material_size = 128;  // MSK and EMSK; TLS 1.3 wants the whole asked for

Ask asking(const TlsFragment& fragment)
{
    return {write_tls_fragment(fragment)};
}

}  // namespace

Tls::Tls(const crypto::TlsContext& context, const TlsSizes& sizes)
    : sizes_(sizes),
      session_(std::make_shared<crypto::TlsSession>(context)),
      heard_(sizes.longest_flight)
{
}

Octets Tls::start()
{
    TlsFragment fragment;
    fragment.start = true;
    return write_tls_fragment(fragment);
}

Step Tls::on_response(View data)
{
    const auto fragment = parse_tls_fragment(data);
    if (!fragment || fragment->start) return Failed{"malformed EAP-TLS"};
    if (!flight_.empty()) {
        if (fragment->is_acknowledgment()) return on_acknowledgment();
        // The client's next flight acknowledges the last fragment of ours.
        if (sent_ < flight_.size()) return Failed{"no acknowledgment"};
        flight_.clear();
    }
    if (session_->state() != crypto::TlsState::handshaking) {
        return Failed{session_->failure().empty() ? "TLS went on" : session_->failure()};
    }
    return collect(*fragment);
}

Step Tls::on_acknowledgment()
{
    if (sent_ < flight_.size()) return next_fragment();
    if (session_->state() == crypto::TlsState::established) {
        return Proved{session_->peer_subject(), session_->peer_person(), msk()};
    }
    const bool failed = session_->state() == crypto::TlsState::failed;
    return Failed{failed ? session_->failure() : "no answer"};
}

Step Tls::collect(const TlsFragment& fragment)
{
    if (!heard_.add(fragment)) return Failed{"fragments that do not fit"};
    auto flight = heard_.take();
    if (!flight) return asking({});
    return crypto::TlsTurn{session_, std::move(*flight)};
}

Step Tls::on_computed(const crypto::TlsProgress& progress)
{
    flight_ = progress.send;
    sent_ = 0;
    const bool is_over = session_->state() == crypto::TlsState::established;
    if (is_over && !progress.received.empty()) return Failed{"data in EAP-TLS"};
    if (is_over && is_tls_1_3()) {
        // "Protected success indication": RFC 9190, Section 2.5.
        const Octets indication{0};
        flight_ = joined({flight_, session_->protect(indication)});
    }
    if (flight_.empty()) {
        return Failed{session_->failure().empty() ? "half a flight" : session_->failure()};
    }
    return next_fragment();
}

Step Tls::next_fragment()
{
    TlsFragment fragment;
    const bool is_whole = flight_.size() <= sizes_.fragment;
    const std::size_t size = std::min(sizes_.fragment, flight_.size() - sent_);
    if (sent_ == 0 && !is_whole) fragment.whole_size = static_cast<std::uint32_t>(flight_.size());
    fragment.octets = copy_of(View{flight_}.subspan(sent_, size));
    sent_ += size;
    fragment.more = sent_ < flight_.size();
    return asking(fragment);
}

// The exporter of TLS 1.2 gives what RFC 5216, Section 2.3 describes: RFC 9190, Section 2.3.
Octets Tls::msk() const
{
    const Octets type{13};
    Octets material =
        is_tls_1_3() ? session_->exported("EXPORTER_EAP_TLS_Key_Material", type, key_material_size)
                     : session_->exported("client EAP encryption", std::nullopt, key_material_size);
    material.resize(std::min(material.size(), msk_size));
    return material;
}

}  // namespace gateway::eap
