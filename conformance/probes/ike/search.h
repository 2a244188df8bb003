// The search for tuples that a gateway accepts beyond its edition. Explored first: what is accepted is named and cut out, until the
// rest is refused. Decided then: a box that was refused counts when its control works, and is halved where it does not.
#pragma once

#include <string>
#include <vector>

#include "probes/ike/box_control.h"
#include "probes/ike/box_requests.h"

namespace conformance::probes::ike {

struct SearchResult {
    std::vector<catalog::IkeRow> extra;  // accepted, and not a row of the edition
    std::size_t measured = 0;            // tuples asked for alone, or selected by the gateway
    std::size_t inferred = 0;            // tuples refused within a box whose control worked
    std::size_t unknown = 0;
    std::size_t boxes = 0;
    unsigned requests = 0;
    std::vector<std::string> notes;      // why something is unknown
    std::vector<unsigned> frames;        // of the requests that were accepted, or of the last one
};

class Search {
   public:
    // `known_row`: one that the survey saw accepted.
    Search(Bench& bench, const std::optional<catalog::IkeRow>& known_row, peers::ike::Port port);

    // All that is not a row of the edition.
    [[nodiscard]] SearchResult run();

   private:
    using Boxes = std::vector<Box>;

    [[nodiscard]] Boxes undecided() const;
    [[nodiscard]] Boxes parts_of(const Boxes& boxes) const;
    [[nodiscard]] Boxes fitting(const Box& box) const;
    [[nodiscard]] Reply ask(const Boxes& boxes);

    void explore(const Boxes& boxes);
    [[nodiscard]] std::vector<Boxes> left_of(const Boxes& pack, const Reply& reply);
    [[nodiscard]] std::vector<Boxes> after_wanted_group(const Boxes& pack, std::uint16_t group) const;
    [[nodiscard]] std::optional<catalog::IkeRow> shown_by(const Reply& reply, const Boxes& pack) const;

    void decide(const Boxes& boxes);
    void ask_rest(const Boxes& boxes);
    void believe_those_refused_together(const Boxes& boxes);
    [[nodiscard]] bool copes_with_company(const Box& box, Side side);
    void keep_refused(const Boxes& pack);
    [[nodiscard]] bool was_refused(const Box& box) const;
    [[nodiscard]] static bool was_refused_as_a_part(const Box& part, const Boxes& refused);
    void narrow(const Box& box);
    void narrow_halves(const Box& box);
    void refused(const Box& box);
    [[nodiscard]] bool control_works(const Box& box);
    void spot_check(const Box& box);
    void ask_alone(const Box& box);

    void name(const catalog::IkeRow& tuple, const std::vector<unsigned>& frames);
    void give_up(const Box& box, const std::string& why);
    void note(const std::string& what);
    [[nodiscard]] bool affordable() const;
    [[nodiscard]] std::string out_of_means() const;

    Bench& bench_;
    BoxRequests requests_;
    BoxControl control_;
    SearchResult result_;
    Boxes refused_whole_;     // parts of boxes
    Boxes refused_together_;  // the same, each beside others in its request
    Bulk bulkiest_;           // of those requests
    Boxes controlled_;
    unsigned spent_ = 0;   // requests beyond one per pack
    bool explored_ = true;
};

}  // namespace conformance::probes::ike
