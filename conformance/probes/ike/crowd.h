// Many half-open SAs at once, until the gateway asks for a cookie; afterwards each is finished by
// an IKE_AUTH that must fail.
#pragma once

#include "probes/ike/rows.h"

namespace conformance::probes::ike {

class Crowd {
public:
    // As many as a gateway is asked to bear for this.
    static constexpr unsigned most = 120;

    explicit Crowd(Bench& bench);
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // The next one's request was answered by COOKIE. Nothing when none was asked for: see why().
    [[nodiscard]] const std::optional<Answer>& cookie() const { return cookie_; }
    // The initiator that was asked, and its request.
    [[nodiscard]] Initiator& asked() { return *peers_.back(); }
    [[nodiscard]] const wire::ike::Message& request() const { return request_; }
    [[nodiscard]] std::size_t half_open() const { return half_open_.size(); }
    [[nodiscard]] std::string why() const;

    // The request of `asked()` again, with a cookie as its first payload.
    [[nodiscard]] wire::ike::Message with_cookie(const Octets& cookie) const;

    // No SA stays half open. `also` was accepted on the way, if anything was.
    void leave(const std::optional<Answer>& also = std::nullopt);

private:
    void gather();

    Bench& bench_;
    catalog::IkeRow row_;
    std::vector<std::unique_ptr<Initiator>> peers_;
    std::vector<Answer> half_open_;  // one for each of the first peers
    wire::ike::Message request_;
    std::optional<Answer> cookie_;
    std::optional<Answer> refusal_;
};

[[nodiscard]] Octets cookie_in(const Answer& answer);
// Of a gateway that asked this crowd for no cookie.
[[nodiscard]] Finding no_load(const Crowd& crowd, std::string expected);

}  // namespace conformance::probes::ike
