// The search for ESP tuples that a gateway accepts beyond its edition, in CREATE_CHILD_SA exchanges of one IKE SA: explored and then
// decided like that of IKE (search.h). A tuple is encryption x integrity x group, none among the groups; a proposal offers each with
// and without extended sequence numbers, of which no edition speaks. An accepted Child SA is deleted at once.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "probes/ike/esp_grid.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

struct EspSearchResult {
    std::vector<catalog::IpsecRow> extra;  // accepted, and not a row of the edition
    std::size_t measured = 0;              // tuples asked for alone, or selected by the gateway
    std::size_t inferred = 0;              // tuples refused within a box whose control worked
    std::size_t unknown = 0;
    std::size_t boxes = 0;
    unsigned requests = 0;
    bool allows_no_other = false;    // such as NO_ADDITIONAL_SAS: nothing can be seen
    std::vector<std::string> notes;  // why something is unknown
    std::vector<unsigned> frames;    // of the requests that were accepted, or of the last one
};

class EspSearch {
public:
    explicit EspSearch(Bench& bench) : bench_{bench} {}

    [[nodiscard]] EspSearchResult run();

private:
    enum class Kind { refused, accepted, unanswered, other };
    struct Reply {
        Kind kind = Kind::other;
        std::optional<catalog::IkeRow> selected;
        std::optional<std::uint16_t> wanted_group;
        std::string code;
    };

    [[nodiscard]] Reply ask(const Box& box, std::optional<std::uint16_t> ke_group = std::nullopt);
    [[nodiscard]] Tunnel* tunnel();
    void explore();
    void look_into(const Box& box, const Reply& reply);
    void name(const Box& box, const catalog::IkeRow& tuple);
    void decide(const Box& box);
    [[nodiscard]] bool control_works(const Box& box);
    void spot_check(const Box& box);
    void give_up(const Box& box, const std::string& why);
    [[nodiscard]] bool affordable() const;
    [[nodiscard]] std::string out_of_means() const;

    Bench& bench_;
    EspSearchResult result_;
    std::optional<Tunnel> tunnel_;
    unsigned opened_ = 0;
    std::deque<Box> waiting_;
    std::vector<Box> refused_;
};

}  // namespace conformance::probes::ike
