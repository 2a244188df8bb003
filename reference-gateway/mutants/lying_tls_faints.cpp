#include "mutants/lying_tls_faints.h"

#include <functional>
#include <memory>
#include <set>
#include <utility>

#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

using IsTooMuch = std::function<bool(View heard)>;

// As long as a prober looks for a sign of life: four controls, and one before each repetition.
constexpr int connections_missed = 6;
// A control of TLS 1.3 tries TLS 1.2 too; and one hello more goes before it.
constexpr int connections_missed_of_1_3 = 13;

class Faint final : public StreamCore {
public:
    Faint(std::unique_ptr<StreamCore> honest, IsTooMuch is_too_much, int misses,
          std::shared_ptr<int> missed)
        : honest_(std::move(honest)),
          is_too_much_(std::move(is_too_much)),
          misses_(misses),
          missed_(std::move(missed))
    {
    }

    StreamActions start(Instant now) override { return honest_->start(now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        if (*missed_ > 0) {
            --*missed_;
            return hang_up();
        }
        heard_.insert(heard_.end(), octets.begin(), octets.end());
        if (is_too_much_(heard_)) {
            *missed_ = misses_;
            return hang_up();
        }
        return honest_->on_octets(octets, now);
    }
    StreamActions on_wake(Instant now) override { return honest_->on_wake(now); }
    StreamActions on_end(Instant now) override { return honest_->on_end(now); }

private:
    static StreamActions hang_up()
    {
        StreamActions actions;
        actions.close = true;
        return actions;
    }

    std::unique_ptr<StreamCore> honest_;
    IsTooMuch is_too_much_;
    int misses_;
    std::shared_ptr<int> missed_;
    Octets heard_;
};

tls::TlsListener fainting_at(IsTooMuch is_too_much, int misses = connections_missed)
{
    return [is_too_much, misses](
               const tls::TlsSettings& settings,
               StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        return [honest = std::move(*honest), is_too_much, misses,
                missed = std::make_shared<int>(0)](const Peer& peer) {
            return std::make_unique<Faint>(honest(peer), is_too_much, misses, missed);
        };
    };
}

// RFC 8446, Section 4.2.8.
bool has_two_shares_of_one_group(const ClientHello& hello)
{
    const Extension* shares = hello.find(extension::key_share);
    if (shares == nullptr) return false;
    std::set<std::uint16_t> groups;
    Cursor cursor{shares->data};
    cursor.skip(2);
    while (cursor.remaining() != 0) {
        if (!groups.insert(cursor.u16()).second) return cursor.ok();
        cursor.skip(cursor.u16());
    }
    return false;
}

}  // namespace

tls::TlsListener fainting_at_large_hellos()
{
    constexpr std::size_t large = 12'000;
    return fainting_at([](View heard) { return heard.size() > large; });
}

tls::TlsListener fainting_at_garbage()
{
    constexpr std::uint8_t unknown_type = 99;
    return fainting_at([](View heard) { return !heard.empty() && heard.front() == unknown_type; });
}

tls::TlsListener fainting_at_two_shares_of_one_group()
{
    return fainting_at(
        [](View heard) {
            HelloReader reader;
            return reader.feed(heard) == HelloReading::complete &&
                   has_two_shares_of_one_group(reader.hello());
        },
        connections_missed_of_1_3);
}

}  // namespace gateway::mutants
