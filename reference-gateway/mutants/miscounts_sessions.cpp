// What goes wrong with the number of sessions: a place too many, too few, or never given back; and
// room made at the expense of others.
#include <algorithm>
#include <memory>
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

constexpr const char* limit = "p2s/limits/ikev2-openvpn";
constexpr const char* no_sharing = "p2s/limits/addresses-not-shared";

Mutant mutant(std::string name, std::string code, std::function<void(net::Ingredients&)> change)
{
    return {std::move(name), limit, std::move(code), "limits", {}, std::move(change)};
}

std::size_t figure_of(const net::Ingredients& gateway)
{
    return gateway.configuration.session_limits.ikev2_openvpn.value_or(0);
}

std::shared_ptr<admission::Admission> places(std::size_t most)
{
    const std::vector<admission::Limit> limits{{{"IKEv2", "OpenVPN"}, most}};
    return std::make_shared<admission::Places>(limits);
}

class PlacesForGood final : public admission::Admission {
public:
    explicit PlacesForGood(std::shared_ptr<admission::Admission> places)
        : places_(std::move(places))
    {
    }

    bool admit(const std::string& tunnel_type) override { return places_->admit(tunnel_type); }
    void release(const std::string&) override {}

private:
    std::shared_ptr<admission::Admission> places_;
};

// Whoever leaves frees two.
class PlacesInPairs final : public admission::Admission {
public:
    explicit PlacesInPairs(std::shared_ptr<admission::Admission> places)
        : places_(std::move(places))
    {
    }

    bool admit(const std::string& tunnel_type) override { return places_->admit(tunnel_type); }
    void release(const std::string& tunnel_type) override
    {
        places_->release(tunnel_type);
        places_->release(tunnel_type);
    }

private:
    std::shared_ptr<admission::Admission> places_;
};

// The limit is said once, and nobody is held to it.
class PlacesRefusedOnce final : public admission::Admission {
public:
    explicit PlacesRefusedOnce(std::shared_ptr<admission::Admission> places)
        : places_(std::move(places))
    {
    }

    bool admit(const std::string& tunnel_type) override
    {
        return places_->admit(tunnel_type) || std::exchange(has_refused_, true);
    }
    void release(const std::string& tunnel_type) override { places_->release(tunnel_type); }

private:
    std::shared_ptr<admission::Admission> places_;
    bool has_refused_ = false;
};

// Who came when, by the SPIs of their IKE SAs; and who has been made deaf to.
struct Guests {
    std::vector<std::uint64_t> in_order;
    std::vector<std::uint64_t> put_out;
};

bool is_among(const std::vector<std::uint64_t>& spis, std::uint64_t spi)
{
    return std::ranges::find(spis, spi) != spis.end();
}

// Everybody is let in. When it is full, the one is put out that came as many before as there are
// places.
class Revolving final : public admission::Admission {
public:
    Revolving(std::size_t most, std::shared_ptr<Guests> guests)
        : most_(most), guests_(std::move(guests))
    {
    }

    bool admit(const std::string&) override
    {
        if (taken_ < most_) {
            ++taken_;
        } else if (guests_->in_order.size() > most_) {
            guests_->put_out.push_back(
                *(guests_->in_order.end() - 1 - static_cast<std::ptrdiff_t>(most_)));
        }
        return true;
    }
    void release(const std::string&) override { taken_ -= std::min<std::size_t>(taken_, 1); }

private:
    std::size_t most_;
    std::size_t taken_ = 0;
    std::shared_ptr<Guests> guests_;
};

// The refused one is told so, and somebody who came before hears no more, either.
class Spiteful final : public admission::Admission {
public:
    Spiteful(std::size_t most, std::shared_ptr<Guests> guests)
        : places_(places(most)), guests_(std::move(guests))
    {
    }

    bool admit(const std::string& tunnel_type) override
    {
        if (places_->admit(tunnel_type)) return true;
        if (guests_->in_order.size() > 1) {
            guests_->put_out.push_back(*(guests_->in_order.end() - 2));
        }
        return false;
    }
    void release(const std::string& tunnel_type) override { places_->release(tunnel_type); }

private:
    std::shared_ptr<admission::Admission> places_;
    std::shared_ptr<Guests> guests_;
};

// An admission that puts people out, and nothing of whom it put out is heard.
template <typename Kind>
void put_out_somebody(net::Ingredients& gateway)
{
    const auto guests = std::make_shared<Guests>();
    gateway.admission = std::make_shared<Kind>(figure_of(gateway), guests);
    gateway.ike_seams.rules.arrival.push_back(
        {"mutant", [guests](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
             const std::uint64_t spi = arrival.header.responder_spi;
             const bool is_ike_auth =
                 arrival.header.exchange_type == std::to_underlying(ike::ExchangeType::ike_auth);
             if (is_ike_auth && !is_among(guests->in_order, spi)) guests->in_order.push_back(spi);
             if (is_among(guests->put_out, spi)) return ike::Drop{"mutant"};
             return std::nullopt;
         }});
}

// Every address twice.
class SharedLeases final : public leases::Leases {
public:
    explicit SharedLeases(std::shared_ptr<leases::Leases> leases) : leases_(std::move(leases)) {}

    std::optional<Octets> lease(const leases::LeaseRequest& request) override
    {
        if (request.family == Family::ipv6) return std::nullopt;
        if (!last_) return last_ = leases_->lease(request);
        return std::exchange(last_, std::nullopt);
    }
    bool release(View address) override { return leases_->release(address); }
    [[nodiscard]] std::optional<std::string> holder_of(View address) const override
    {
        return leases_->holder_of(address);
    }

private:
    std::shared_ptr<leases::Leases> leases_;
    std::optional<Octets> last_;
};

// Every address once.
class LeasesForGood final : public leases::Leases {
public:
    explicit LeasesForGood(std::shared_ptr<leases::Leases> leases) : leases_(std::move(leases)) {}

    std::optional<Octets> lease(const leases::LeaseRequest& request) override
    {
        return leases_->lease(request);
    }
    bool release(View) override { return true; }
    [[nodiscard]] std::optional<std::string> holder_of(View address) const override
    {
        return leases_->holder_of(address);
    }

private:
    std::shared_ptr<leases::Leases> leases_;
};

}  // namespace

std::vector<Mutant> miscounts_sessions()
{
    return {
        mutant(
            "admits_one_session_too_many", "one-too-many",
            [](net::Ingredients& gateway) { gateway.admission = places(figure_of(gateway) + 1); }),
        mutant("refuses_its_last_session", "refused-early",
               [](net::Ingredients& gateway) {
                   gateway.admission = places(std::max<std::size_t>(figure_of(gateway), 1) - 1);
               }),
        mutant("never_gives_a_place_back", "place-not-freed",
               [](net::Ingredients& gateway) {
                   gateway.admission = std::make_shared<PlacesForGood>(gateway.admission);
               }),
        mutant("gives_back_two_places_for_one", "place-freed-twice",
               [](net::Ingredients& gateway) {
                   gateway.admission = std::make_shared<PlacesInPairs>(gateway.admission);
               }),
        mutant("refuses_one_session_too_many_once", "one-too-many",
               [](net::Ingredients& gateway) {
                   gateway.admission = std::make_shared<PlacesRefusedOnce>(gateway.admission);
               }),
        mutant("makes_room_by_dropping_the_oldest", "replaced-another",
               put_out_somebody<Revolving>),
        mutant("ends_a_session_when_it_refuses_one", "others-disturbed",
               put_out_somebody<Spiteful>),
        mutant("never_gives_an_address_back", "address-not-freed",
               [](net::Ingredients& gateway) {
                   if (gateway.leases) {
                       gateway.leases = std::make_shared<LeasesForGood>(gateway.leases);
                   }
               }),
        {"hands_out_addresses_twice",
         no_sharing,
         "shared-address",
         "limits",
         {limit},
         [](net::Ingredients& gateway) {
             if (gateway.leases) gateway.leases = std::make_shared<SharedLeases>(gateway.leases);
         }},
    };
}

}  // namespace gateway::mutants
