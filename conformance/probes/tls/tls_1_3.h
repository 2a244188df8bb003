// Experiments on TLS 1.3: only where it is spoken, handshakes taken up to the client's Finished,
// and what counts as a refusal there.
#pragma once

#include <functional>
#include <optional>

#include "peers/tls/drive.h"
#include "probes/tls/controls.h"

namespace conformance::probes::tls {

using peers::tls::Engine;
using peers::tls::Suites;

// A whole handshake succeeds, of TLS 1.3 where that is spoken.
extern const Control tls_1_3_handshake_completes;

// The experiment, with suites one of which completes a handshake of TLS 1.3; where that version is
// not spoken there is nothing to judge. Throws Unmet when a handshake that was begun does not
// complete.
[[nodiscard]] Finding where_tls_1_3(Bench& bench, const std::string& expected,
                                   const std::function<Finding(const Suites&)>& experiment);

// Goes on to the server's Finished; what is sent next is protected, and our Finished is due. Throws
// Unmet when it does not come so far.
void reach_tls_1_3_finished(Engine& engine, const wire::tls::ClientHello& hello);
// The latter half of that: what is sent next is protected.
void finish_greeting(Engine& engine);
// And sends our Finished.
void establish_tls_1_3(Engine& engine, const wire::tls::ClientHello& hello);

// Of who ended the connection although nothing was wrong.
[[nodiscard]] Finding refused_where_lawful(const Answer& answer, const std::string& expected);
// What has been sent so far is lawful: who ends the connection fails.
[[nodiscard]] Finding expect_going_on(Bench& bench, Engine& engine, const std::string& expected);

[[nodiscard]] wire::tls::ClientHello without(wire::tls::ClientHello hello,
                                             wire::tls::ExtensionType type);
void replace(wire::tls::ClientHello& hello, const wire::tls::Extension& one);

// Several attempts that have to be refused alike, with this alert if with any; or with whichever.
class Refusals {
public:
    Refusals(Bench& bench, std::optional<wire::tls::AlertDescription> wanted, std::string source)
        : bench_{bench}, wanted_{wanted}, source_{std::move(source)}
    {
    }

    // A hello: any ServerHello accepts it.
    void ask(const std::string& name, const wire::tls::ClientHello& hello);
    void ask(const std::string& name, View octets);
    // What has been sent over this connection: who does not end it goes on with it.
    void hear(const std::string& name, Engine& engine);

    // Accepted anywhere is a fail; another alert than the one wanted, or none, is an advisory.
    [[nodiscard]] Finding finding(const std::string& expected) const;

private:
    void judge(const std::string& name, const Answer& answer, bool accepted);

    Bench& bench_;
    std::optional<wire::tls::AlertDescription> wanted_;
    std::string source_, accepted_, unclear_, unsaid_, otherwise_;
    std::vector<std::string> details_;
    std::vector<unsigned> frames_;
    bool rests_on_absence_ = false;
};

}  // namespace conformance::probes::tls
