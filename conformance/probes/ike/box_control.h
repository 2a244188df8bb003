// The control of a box that was refused: whether the gateway can cope with a proposal like it at all.
#pragma once

#include "probes/ike/box_requests.h"

namespace conformance::probes::ike {

class BoxControl {
   public:
    BoxControl(const std::vector<catalog::IkeRow>& rows, BoxRequests& requests);

    // A tuple that the gateway accepts: the controls rest on it from now on.
    void know(const catalog::IkeRow& tuple);
    [[nodiscard]] bool has_something_to_rest_on() const { return !accepted_.empty(); }

    // The box's own transforms with those of the known tuples in their midst: a gateway that looks at the whole proposal finds one
    // of them in it, and one that heeds the first or the last of each type does not. Where the gateway accepts nothing of the
    // box's kind, an accepted tuple of the other kind is a second proposal.
    [[nodiscard]] wire::ike::SecurityAssociation offer(const Box& box) const;

    // held: the gateway found what was hidden in the proposal. stranger: it accepted a tuple that was not known.
    struct Outcome {
        bool held = false;
        std::optional<catalog::IkeRow> stranger;
        std::vector<unsigned> frames;
    };
    [[nodiscard]] Outcome check(const Box& box);
    // The same, within a request as bulky as that; not held where there is no room for one.
    [[nodiscard]] Outcome check(const Box& box, const std::vector<Box>& company, const Bulk& wanted, Side side);

   private:
    enum class Kind { classic, aead };
    struct Knowledge {
        std::vector<catalog::IkeRow> tuples;  // the edition's rows, and whatever else was accepted
        bool accepted = false;                // one of them was
        bool refused = false;                 // all of them were, each offered by itself
    };

    // Whether the gateway accepts any of its tuples is not known.
    [[nodiscard]] static bool is_unsettled(const Knowledge& kind)
    {
        return !kind.accepted && !kind.refused && !kind.tuples.empty();
    }
    [[nodiscard]] static Kind kind_of(std::uint16_t integrity) { return integrity == 0 ? Kind::aead : Kind::classic; }
    [[nodiscard]] Knowledge& knowledge(Kind kind) { return kind == Kind::aead ? aead_ : classic_; }
    [[nodiscard]] const Knowledge& knowledge(Kind kind) const { return kind == Kind::aead ? aead_ : classic_; }
    [[nodiscard]] bool is_known(const catalog::IkeRow& tuple) const;
    [[nodiscard]] bool is_known_group(std::uint16_t group) const;
    [[nodiscard]] std::uint16_t ke_group(const Box& box) const;
    [[nodiscard]] Outcome ask(const Box& box) { return ask(offer(box), ke_group(box)); }
    [[nodiscard]] Outcome ask(const wire::ike::SecurityAssociation& hidden, std::uint16_t ke_group);
    void try_each(Knowledge& kind);

    BoxRequests& requests_;
    Knowledge classic_, aead_;
    std::vector<catalog::IkeRow> accepted_;
};

}  // namespace conformance::probes::ike
