// For tests: a gateway that lets our client in by its certificate, and lies where it is told to.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>

#include "catalog/registries.h"
#include "crypto/seeded_random.h"
#include "crypto/test_credentials.h"
#include "peers/ike/tunnel.h"
#include "probes/ike/controls.h"
#include "probes/ike/pretend_fragments.h"

namespace conformance::probes::ike {

using Payloads = std::vector<wire::ike::Payload>;

struct Lies {
    using Lie = std::function<void(Payloads& answer, const Payloads& request)>;
    static constexpr auto none = [](Payloads&, const Payloads&) {};

    Lie in_ike_auth = none;
    Lie to_strangers = none;
    Lie within = none;  // an established IKE SA
    std::optional<peers::ike::OwnMethod> method = std::nullopt;
    FragmentLies fragments = {};
    bool takes_any_auth = false, keeps_what_is_deleted = false, is_deaf_inside = false, repeats_the_delete = false;
};

class PretendTunnels : public Network {
public:
    explicit PretendTunnels(Lies lies) : lies_{std::move(lies)} {}

    static constexpr catalog::IkeRow row{20, 256, 5, 0, 19};

    std::unique_ptr<Link> open(Transport, const Endpoint& remote, Duration) override { return std::make_unique<End>(*this, remote); }
    void pause(Duration duration) override { clock_ += duration; }
    [[nodiscard]] Instant now() const override { return clock_; }

protected:
    struct Sa {
        Octets request, response, initiator_nonce;
        std::optional<std::vector<std::uint16_t>> hashes;
        peers::ike::IkeKeys keys;
        bool is_established = false, supports_fragments = false;
        PretendReassembly reassembly = {};
        std::vector<Octets> last_response;
        std::uint32_t last_id = 0;  // of what that answers
    };

    class End : public Link {
    public:
        End(PretendTunnels& gateway, Endpoint remote) : gateway_{gateway}, remote_{std::move(remote)} {}
        [[nodiscard]] Received::Kind opened() const override { return Received::Kind::octets; }
        unsigned send(View octets) override
        {
            for (auto& answer : gateway_.datagrams_for(octets, remote_.port)) {
                waiting_.push_back(std::move(answer));
            }
            return ++frame_;
        }
        [[nodiscard]] Received receive(Duration patience) override
        {
            if (waiting_.empty()) {
                gateway_.clock_ += patience;
                return {};
            }
            auto octets = std::move(waiting_.front());
            waiting_.pop_front();
            return {Received::Kind::octets, std::move(octets), remote_, ++frame_, gateway_.clock_};
        }
        [[nodiscard]] Endpoint local() const override { return {"192.0.2.1", 40000}; }
        [[nodiscard]] Endpoint remote() const override { return remote_; }

    private:
        PretendTunnels& gateway_;
        Endpoint remote_;
        std::deque<Octets> waiting_;
        unsigned frame_ = 0;
    };

    // To a port of its own.
    virtual std::vector<Octets> datagrams_for(View octets, std::uint16_t /*port*/) { return answers_to(octets); }

    std::vector<Octets> answers_to(View octets)
    {
        using namespace wire::ike;
        const auto message = dissect(octets).message;
        if (message.exchange_type == static_cast<std::uint8_t>(ExchangeType::ike_sa_init)) { return {begin(message, octets)}; }
        const auto found = sas_.find(message.initiator_spi);
        if (found == sas_.end()) { return {}; }
        auto& sa = found->second;
        std::vector<std::string> complaints;
        auto inside = peers::ike::open(octets, sa.keys, true, complaints);
        if (const auto* fragment = message.body<EncryptedFragment>(PayloadType::encrypted_fragment)) {
            const bool is_first = fragment->number == 1;
            if (!sa.last_response.empty() && message.message_id == sa.last_id) {
                const bool again = is_first ? !lies_.fragments.answers_none_again : lies_.fragments.answers_all_again;
                return again ? sa.last_response : std::vector<Octets>{};
            }
            inside = sa.reassembly.take(octets, sa.keys, lies_.fragments);
        }
        if (!inside) { return {}; }
        auto response = message;
        response.flags = flag_response;
        response.payloads = message.exchange_type == static_cast<std::uint8_t>(ExchangeType::ike_auth) ? admit(sa, *inside) : serve(sa, *inside);
        if (response.payloads.empty() && !sa.is_established) { return {}; }
        auto sealed = sealed_with(sa, response);
        sa.last_response = sealed;
        sa.last_id = message.message_id;
        if (is_gone_) { sas_.erase(found); }
        is_gone_ = false;
        return sealed;
    }

    virtual std::vector<Octets> sealed_with(const Sa& sa, const wire::ike::Message& response)
    {
        constexpr std::size_t short_enough = 400;
        auto whole = peers::ike::seal(response, sa.keys, false, *random_);
        if (!(sa.supports_fragments || lies_.fragments.sends_them_unasked) || whole.size() <= short_enough) { return {whole}; }
        std::vector<Octets> messages;
        for (auto& part : peers::ike::cut_into(response.payloads, 3)) {
            if (lies_.fragments.names_a_payload_in_each) { part.next_payload = response.payloads.front().type; }
            if (lies_.fragments.counts_from_zero) { part.number -= 1; }
            messages.push_back(peers::ike::seal(response, part, sa.keys, false, *random_));
        }
        return messages;
    }

    Octets begin(const wire::ike::Message& request, View octets)
    {
        using namespace wire::ike;
        const auto* theirs = request.body<KeyExchange>(PayloadType::key_exchange);
        auto response = request;
        response.flags = flag_response;
        if (theirs == nullptr || theirs->group != row.group) {
            response.payloads = {notify(NotifyType::invalid_ke_payload, {0, row.group})};
            return encode(response);
        }
        const auto own = crypto::key_exchange(row.group, *random_);
        const auto secret = own->shared_secret(theirs->data);
        const auto* nonce = request.body<Nonce>(PayloadType::nonce);
        if (!secret || nonce == nullptr) {
            response.payloads = {notify(NotifyType::invalid_syntax)};
            return encode(response);
        }
        response.responder_spi = 7;
        response.payloads = {payload(SecurityAssociation{{peers::ike::proposal_of(row)}, {}}),
                             payload(KeyExchange{row.group, 0, own->public_value()}), payload(Nonce{nonce_}),
                             peers::ike::signature_hash_algorithms({2, 3, 4})};
        const bool supports_fragments = request.notify(NotifyType::ikev2_fragmentation_supported) != nullptr;
        if (supports_fragments) { response.payloads.push_back(notify(NotifyType::ikev2_fragmentation_supported)); }
        Sa sa{{octets.begin(), octets.end()}, encode(response), nonce->data,
              peers::ike::signature_hashes(request), {}, false, supports_fragments, {}, {}, 0};
        Octets spis(octets.begin(), octets.begin() + 8);
        append(spis, Octets{0, 0, 0, 0, 0, 0, 0, 7});
        sa.keys = *peers::ike::derive_keys(row, *secret, {sa.initiator_nonce, nonce_}, spis);
        sas_[request.initiator_spi] = sa;
        return sa.response;
    }

    virtual Payloads admit(Sa& sa, const Payloads& request)
    {
        using namespace wire::ike;
        const auto find = [&](PayloadType type) { return std::ranges::find_if(request, [&](const auto& one) { return one.is(type); }); };
        if (find(PayloadType::certificate) == request.end()) {
            Payloads refusal{notify(NotifyType::authentication_failed)};
            lies_.to_strangers(refusal, request);
            return refusal;
        }
        for (const auto needed : {PayloadType::identification_initiator, PayloadType::authentication, PayloadType::security_association}) {
            if (find(needed) == request.end()) { return {notify(NotifyType::invalid_syntax)}; }
        }
        const auto& certificate = std::get<Certificate>(find(PayloadType::certificate)->body).data;
        const auto& theirs = std::get<Authentication>(find(PayloadType::authentication)->body);
        const auto signed_octets =
            peers::ike::octets_to_sign({sa.request, nonce_, row.prf, sa.keys.pi}, *find(PayloadType::identification_initiator));
        const bool is_good = peers::ike::verify(theirs, certificate, signed_octets).check == crypto::SignatureCheck::good;
        if (!is_good && !lies_.takes_any_auth) { return {notify(NotifyType::authentication_failed)}; }
        sa.is_established = true;

        const auto name = view("client.example.test");
        const auto id = payload(PayloadType::identification_responder, Identification{2, 0, {name.begin(), name.end()}});
        const auto how = lies_.method.value_or(*peers::ike::method_for(own_.certificates().front(), sa.hashes));
        const auto own = peers::ike::octets_to_sign({sa.response, sa.initiator_nonce, row.prf, sa.keys.pr}, id);
        Payloads answer{id, payload(PayloadType::certificate, Certificate{certificate_x509_signature, own_.certificates().front()}),
                        payload(*peers::ike::sign(own_, how, own))};
        if (find(PayloadType::configuration) != request.end()) {
            answer.push_back(payload(configuration_for(std::get<Configuration>(find(PayloadType::configuration)->body))));
        }
        auto chosen = std::get<SecurityAssociation>(find(PayloadType::security_association)->body).proposals.front();
        answer.push_back(payload(SecurityAssociation{{chosen}, {}}));
        const Octets address{172, 16, 201, 9, 172, 16, 201, 9};
        answer.push_back(payload(PayloadType::traffic_selector_initiator, TrafficSelectors{0, {{7, 0, 0, 0xffff, address}}}));
        answer.push_back(*find(PayloadType::traffic_selector_responder));
        lies_.in_ike_auth(answer, request);
        return answer;
    }

    static wire::ike::Configuration configuration_for(const wire::ike::Configuration& asked)
    {
        using namespace wire::ike;
        Configuration reply{configuration_reply, 0, {{1, {172, 16, 201, 9}}}, {}};
        const auto is_ipv6 = [](const auto& one) { return one.is(AttributeType::internal_ip6_address); };
        if (std::ranges::any_of(asked.attributes, is_ipv6)) { reply.attributes.push_back({8, {0xfd, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 64}}); }
        return reply;
    }

    virtual Payloads serve(Sa& sa, const Payloads& request)
    {
        if (lies_.is_deaf_inside) { sa.is_established = false; }
        const bool is_delete = !request.empty() && request.front().is(wire::ike::PayloadType::delete_);
        is_gone_ = is_delete && !lies_.keeps_what_is_deleted;
        Payloads answer = is_delete && lies_.repeats_the_delete ? request : Payloads{};
        lies_.within(answer, request);
        return answer;
    }

    Lies lies_;
    TestCredentials own_{"secp256r1"};
    std::unique_ptr<Random> random_ = crypto::seeded_random(Octets(16, 5), "gateway");
    const Octets nonce_ = Octets(32, 7);
    std::map<std::uint64_t, Sa> sas_;
    bool is_gone_ = false;
    Instant clock_{};
};

// All that a probe is handed there; what differs is set before bench() is called.
struct AtPretendTunnels {
    explicit AtPretendTunnels(Lies lies, const std::string& seed) : gateway{std::move(lies)}, random{crypto::seeded_random(Octets(16, 1), seed)}
    {
        edition.ike = {PretendTunnels::row};
    }

    [[nodiscard]] Bench bench()
    {
        return {.target = target,
                .edition = edition,
                .registries = registries,
                .learned = learned,
                .network = gateway,
                .random = *random,
                .notebook = notebook,
                .patience = {std::vector<Duration>(tries, Duration{1000}), Duration{1000}, Duration{1000}},
                .instance = "",
                .today = {}};
    }

    PretendTunnels gateway;
    std::unique_ptr<Random> random;
    const catalog::Registries registries = catalog::read_registries(std::filesystem::path{SALLYPORT_SOURCE "/vectors"});
    Target target{};
    catalog::Edition edition;
    Learned learned{{learned_row, catalog::slug(PretendTunnels::row, registries)}, {learned_answers, "yes"}};
    Notebook notebook;
    std::size_t tries = 1;
};

// What a probe finds in such a gateway.
inline Finding finding_in(const Probe& probe, const Lies& lies)
{
    AtPretendTunnels there{lies, "tunnels"};
    there.target.address_pool = "172.16.201.0/24";
    there.tries = 3;
    TestCredentials credentials{"secp256r1"};
    auto bench = there.bench();
    bench.credentials = &credentials;
    return probe.stimulus(bench);
}

}  // namespace conformance::probes::ike
