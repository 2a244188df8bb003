// Each field of each kind of record of the TLS port, and each record as a whole.
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "mutants/lying_tls_values.h"
#include "mutants/mechanical/mutant.h"
#include "mutants/mechanical/tls_records.h"

namespace gateway::mutants::mechanical {
namespace {

struct Tampering {
    std::string record;
    std::function<Octets(Octets record, bool is_protected)> instead;
    Instant delay{};
};

// Stands around the honest listener. What is held back holds back all that comes after it.
class Tamperer final : public StreamCore {
public:
    Tamperer(const Tampering& tampering, std::unique_ptr<StreamCore> behind)
        : tampering_(tampering), behind_(std::move(behind))
    {
    }

    StreamActions start(Instant now) override { return tampered(behind_->start(now), now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        return tampered(behind_->on_octets(octets, now), now);
    }
    StreamActions on_wake(Instant now) override { return tampered(behind_->on_wake(now), now); }
    StreamActions on_end(Instant now) override { return tampered(behind_->on_end(now), now); }

private:
    StreamActions tampered(StreamActions actions, Instant now)
    {
        for (View rest = actions.send; !rest.empty();) {
            const std::size_t size = size_of_record(rest);
            const std::size_t whole = size == 0 ? rest.size() : size;
            take(rest.first(whole), size != 0, now);
            rest = rest.subspan(whole);
        }
        close_ = close_ || actions.close;
        actions.send.clear();
        actions.close = false;
        if (now >= free_at_) {
            actions.send = std::exchange(waiting_, {});
            actions.close = close_;
        } else {
            actions.wake = std::min(actions.wake.value_or(free_at_), free_at_);
        }
        return actions;
    }

    void take(View octets, bool is_record, Instant now)
    {
        Octets record = copy_of(octets);
        if (is_record && name_of_record(record.front(), protected_) == tampering_.record) {
            record = tampering_.instead(std::move(record), protected_);
            if (tampering_.delay != Instant{}) free_at_ = now + tampering_.delay;
        }
        if (is_record && octets.front() == content::change_cipher_spec) protected_ = true;
        waiting_.insert(waiting_.end(), record.begin(), record.end());
    }

    Tampering tampering_;
    std::unique_ptr<StreamCore> behind_;
    Octets waiting_;
    Instant free_at_{};
    bool protected_ = false;
    bool close_ = false;
};

tls::TlsListener tampering_with(Tampering tampering)
{
    return [tampering = std::move(tampering)](
               const tls::TlsSettings& settings,
               StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        return [tampering, honest = std::move(*honest)](const Peer& peer) {
            return std::make_unique<Tamperer>(tampering, honest(peer));
        };
    };
}

Mutant tampers(std::string name, Tampering tampering)
{
    return {std::move(name), [tampering = std::move(tampering)](net::Ingredients& gateway) {
                gateway.tls_listener = tampering_with(tampering);
            }};
}

Mutant alters(const std::string& record, const Field& field, const Alteration& alteration)
{
    return tampers("tls/flip/" + record + "/" + field.name + "/" + alteration.name,
                   {record, [name = field.name, alteration](Octets octets, bool is_protected) {
                        const auto fields = fields_of_record(octets, is_protected);
                        const auto found = std::ranges::find(fields, name, &Field::name);
                        if (found != fields.end()) alter(octets, *found, alteration);
                        return octets;
                    }});
}

Octets as_it_is(Octets record, bool /*is_protected*/)
{
    return record;
}

}  // namespace

std::vector<Mutant> tls_records_altered()
{
    std::vector<Mutant> all;
    for (const auto& [record, octets] : sample_tls_records()) {
        for (const Field& field : fields_of_record(octets, record.starts_with("protected-"))) {
            for (const Alteration& alteration : alterations_of(field)) {
                all.push_back(alters(record, field, alteration));
            }
        }
        all.push_back(
            tampers("tls/drop/" + record, {record, [](const Octets&, bool) { return Octets{}; }}));
        all.push_back(tampers("tls/double/" + record, {record, [](const Octets& once, bool) {
                                                           return joined({once, once});
                                                       }}));
        all.push_back(tampers("tls/delay/" + record, {record, as_it_is, delay}));
    }
    return all;
}

}  // namespace gateway::mutants::mechanical
