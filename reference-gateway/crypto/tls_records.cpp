#include "crypto/tls_records.h"

#include <algorithm>

namespace gateway::crypto {
namespace {

constexpr std::size_t header_size = 5;
constexpr std::uint8_t change_cipher_spec = 20;
constexpr std::uint8_t unassigned = 99;

}  // namespace

void TlsRecords::add(View from_wire)
{
    waiting_.insert(waiting_.end(), from_wire.begin(), from_wire.end());
}

std::optional<Octets> TlsRecords::next(bool is_tls_1_3)
{
    if (missing_ == 0) return begun(is_tls_1_3);
    if (waiting_.empty()) return std::nullopt;
    const std::size_t size = std::min(missing_, waiting_.size());
    missing_ -= size;
    return taken(size);
}

std::optional<Octets> TlsRecords::begun(bool is_tls_1_3)
{
    if (waiting_.size() < header_size) return std::nullopt;
    const std::size_t length = std::size_t{waiting_[3]} << 8U | waiting_[4];
    const bool is_change = waiting_.front() == change_cipher_spec;
    if (is_change && length == 1 && waiting_.size() == header_size) return std::nullopt;
    const bool is_compatible = is_change && length == 1 && waiting_[header_size] == 1;
    const std::size_t size = std::min(header_size + length, waiting_.size());
    missing_ = header_size + length - size;
    Octets record = taken(size);
    if (is_tls_1_3 && is_change && !is_compatible) record.front() = unassigned;
    return record;
}

Octets TlsRecords::taken(std::size_t size)
{
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(size);
    Octets octets(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    return octets;
}

}  // namespace gateway::crypto
