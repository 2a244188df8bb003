#include "eap/tls_reassembly.h"

#include <utility>

namespace gateway::eap {

bool TlsReassembly::add(const TlsFragment& fragment)
{
    if (complete_ || fragment.octets.empty()) return false;
    if (!begun_) announced_ = fragment.whole_size;
    // Some say it again in each fragment.
    if (fragment.whole_size && fragment.whole_size != announced_) return false;
    if (fragment.more && !announced_) return false;
    begun_ = true;
    const std::size_t most = announced_.value_or(fragment.octets.size());
    if (most > longest_ || fragment.octets.size() > most - octets_.size()) return false;
    octets_.insert(octets_.end(), fragment.octets.begin(), fragment.octets.end());
    complete_ = !fragment.more;
    return fragment.more ? octets_.size() < most : octets_.size() == most;
}

std::optional<Octets> TlsReassembly::take()
{
    if (!complete_) return std::nullopt;
    begun_ = complete_ = false;
    announced_.reset();
    return std::exchange(octets_, {});
}

}  // namespace gateway::eap
