// The search for tuples that a gateway accepts beyond its edition: boxes are refused whole, halved where the gateway cannot
// cope with them, and narrowed where something in them is accepted, until every extra tuple is named.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "peers/ike/initiator.h"
#include "probes/ike/box.h"

namespace conformance::probes::ike {

struct SearchResult {
    std::vector<catalog::IkeRow> extra;  // accepted, and not a row of the edition
    std::size_t measured = 0;            // tuples asked for alone, or selected by the gateway
    std::size_t inferred = 0;            // tuples refused within a box whose control worked
    std::size_t unknown = 0;
    std::size_t boxes = 0;
    unsigned requests = 0;
    std::vector<std::string> notes;      // why something is unknown
    std::vector<unsigned> frames;        // of the requests that were accepted, or of the last ones
};

class Search {
   public:
    Search(Bench& bench, catalog::IkeRow known_row, peers::ike::Port port)
        : bench_{bench}, known_row_{known_row}, port_{port}
    {
    }

    [[nodiscard]] SearchResult run(std::vector<Box> boxes);

   private:
    enum class Reply { refused, accepted, wants_group, silent, odd };
    struct Asked {
        Reply reply = Reply::silent;
        std::uint16_t group = 0;  // wanted
        std::optional<catalog::IkeRow> selected;
    };

    [[nodiscard]] std::vector<std::vector<Box>> packed(const std::vector<Box>& boxes) const;
    [[nodiscard]] Asked ask(const std::vector<Box>& boxes, std::uint16_t ke_group);
    [[nodiscard]] std::vector<Box> fitting(const Box& box) const;
    void examine(const std::vector<Box>& pack);
    void refused(const Box& box);
    void narrow(const Box& box, std::uint16_t ke_group);
    void narrow_to_group(const Box& box, std::uint16_t group);
    void name(const Box& box, const catalog::IkeRow& tuple);
    void give_up(const Box& box, const std::string& why);
    [[nodiscard]] bool control(const Box& box);
    [[nodiscard]] wire::ike::SecurityAssociation control_offer(const Box& box) const;
    [[nodiscard]] bool fits(const std::vector<Box>& boxes) const;
    void spot_check(const Box& box);
    void ask_alone(const Box& box);
    [[nodiscard]] bool affordable() const;
    [[nodiscard]] std::string out_of_means() const;

    Bench& bench_;
    catalog::IkeRow known_row_;
    peers::ike::Port port_;
    SearchResult result_;
    unsigned spent_beyond_plan_ = 0;
    unsigned silences_ = 0;
};

}  // namespace conformance::probes::ike
