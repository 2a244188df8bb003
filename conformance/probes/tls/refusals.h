// Several attempts on a server of TLS 1.3 that have to be refused alike.
#pragma once

#include <optional>
#include <string>

#include "probes/tls/aftermath.h"
#include "probes/tls/controls.h"
#include "probes/tls/due_alert.h"

namespace conformance::probes::tls {

// With this alert if with any, or with whichever.
class Refusals {
public:
    Refusals(Bench& bench, std::optional<DueAlert> due, std::string source)
        : bench_{bench}, due_{due}, source_{std::move(source)}
    {
    }

    // A hello: any ServerHello accepts it.
    void ask(const std::string& name, const wire::tls::ClientHello& hello);
    void ask(const std::string& name, View octets);
    // What has been sent over this connection, with a lasting_hello(): who does not end it goes on
    // with it. Where another clause names another alert for the same, either will do.
    using Alternative = std::optional<wire::tls::AlertDescription>;
    void hear(const std::string& name, peers::tls::Engine& engine, Proof proof,
              Alternative as_well = {});
    // What has been judged elsewhere.
    void note(const std::string& name, const Answer& answer, Reaction reaction,
              Alternative as_well = {});

    // Accepted anywhere is a fail, and so is another alert where the clause names one; no alert is an
    // advisory, whatever is due.
    [[nodiscard]] Finding finding(const std::string& expected) const;

private:
    Bench& bench_;
    std::optional<DueAlert> due_;
    std::string source_, accepted_, unclear_, unsaid_, otherwise_;
    std::vector<std::string> details_;
    std::vector<unsigned> frames_;
    bool rests_on_absence_ = false;
};

}  // namespace conformance::probes::tls
