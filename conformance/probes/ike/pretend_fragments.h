// For tests: how a pretended gateway puts the fragments of a request together, rightly or as it is told.
#pragma once

#include <map>

#include "peers/ike/encrypted.h"

namespace conformance::probes::ike {

struct FragmentLies {
    bool loses_them = false, in_order_alone = false, keeps_the_later = false, takes_any_numbers = false;
    bool keeps_the_first_total = false, mixes_totals = false, keeps_altered_ones = false, answers_what_is_odd = false;
    bool answers_all_again = false, answers_none_again = false;
    bool sends_them_unasked = false, names_a_payload_in_each = false, counts_from_zero = false;
};

class PretendReassembly {
public:
    // The payloads inside, with the last one missing.
    std::optional<std::vector<wire::ike::Payload>> take(View octets, const peers::ike::IkeKeys& keys, const FragmentLies& lies)
    {
        using namespace wire::ike;
        const auto dissection = dissect(octets);
        const auto* fragment = dissection.message.body<EncryptedFragment>(PayloadType::encrypted_fragment);
        const auto part = peers::ike::open_part(octets, keys, true);
        if (fragment == nullptr || lies.loses_them || (!part && !lies.keeps_altered_ones)) { return std::nullopt; }
        const bool is_odd = fragment->number == 0 || fragment->number > fragment->total;
        if (is_odd && lies.answers_what_is_odd) { return std::vector<Payload>{}; }
        if (is_odd && !lies.takes_any_numbers) { return std::nullopt; }
        if (fragment->total < total_ && !lies.mixes_totals) { return std::nullopt; }
        if (fragment->total > total_) {
            if (lies.keeps_the_first_total && total_ != 0) { return std::nullopt; }
            parts_.clear();
            total_ = fragment->total;
        }
        if (parts_.contains(fragment->number) && !lies.keeps_the_later) { return std::nullopt; }
        if (lies.in_order_alone && fragment->number != parts_.size() + 1) { return std::nullopt; }
        parts_[fragment->number] = part.value_or(peers::ike::Part{});
        if (parts_.size() < total_ || !parts_.contains(1)) { return std::nullopt; }
        Octets whole, trailing;
        for (const auto& [number, one] : parts_) {
            append(whole, one.content);
        }
        std::vector<std::string> complaints;
        auto payloads = decode_chain(parts_[1].next_payload, whole, trailing, complaints);
        if (!complaints.empty()) { payloads.clear(); }
        return payloads;
    }

private:
    std::uint16_t total_ = 0;
    std::map<std::uint16_t, peers::ike::Part> parts_;
};

}  // namespace conformance::probes::ike
