#include "core/credentials.h"

namespace conformance {

namespace {

class OwnedAndRecorded : public RecordedCredentials {
public:
    OwnedAndRecorded(std::unique_ptr<Credentials> owned, std::vector<Signature>& uses)
        : RecordedCredentials{*owned, uses}, owned_{std::move(owned)}
    {
    }

private:
    std::unique_ptr<Credentials> owned_;
};

}  // namespace

Octets certificate_label(std::size_t number, std::size_t place, std::size_t count)
{
    const auto octet = [](std::size_t value, unsigned shift) {
        return static_cast<std::uint8_t>(value >> shift);
    };
    return {octet(number, 24), octet(number, 16), octet(number, 8),
            octet(number, 0),  octet(place, 0),   octet(count, 0)};
}

std::unique_ptr<Credentials> RecordedIdentities::identity(std::size_t number)
{
    auto made = identities_.identity(number);
    const auto& certificates = made->certificates();
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        uses_.push_back({certificate_was_made, certificate_label(number, i, certificates.size()),
                         certificates[i]});
    }
    return std::make_unique<OwnedAndRecorded>(std::move(made), uses_);
}

}  // namespace conformance
