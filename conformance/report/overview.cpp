#include "report/overview.h"

#include <algorithm>
#include <array>

#include "report/text.h"

namespace conformance::report {

namespace {

std::uint64_t decided(const Totals& totals)
{
    return totals.pass + totals.fail + totals.inconclusive;
}

void add_wrong(std::vector<Group>& groups, const Results& results, Verdict verdict)
{
    const auto first = groups.size();
    for (const auto& probe : results.probes) {
        if (probe.verdict != verdict) continue;
        const auto family = family_of(probe.id);
        const auto mine = std::ranges::find_if(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                               groups.end(), [&](const Group& group) {
                                                   const auto& other = *group.probes.front();
                                                   return group.family == family &&
                                                          other.area == probe.area &&
                                                          other.code == probe.code;
                                               });
        if (mine == groups.end()) {
            groups.push_back({std::string(family), {&probe}});
        } else {
            mine->probes.push_back(&probe);
        }
    }
}

}  // namespace

std::string conclusion(const Results& results)
{
    const auto& totals = results.summary;
    if (totals.fail > 0) return "Does not conform";
    if (decided(totals) == 0) return "Nothing was judged";
    if (totals.inconclusive > 0 || !results.complete) return "Undecided";
    return "No deviation found";
}

std::string conclusion_in_full(const Results& results)
{
    const auto& totals = results.summary;
    const auto of = " of " + counted(decided(totals), "probe", "probes");
    std::string sentence;
    if (decided(totals) == 0) {
        sentence = "no probe came to a verdict on the gateway";
    } else if (totals.fail > 0) {
        sentence = std::to_string(totals.fail) + of + (totals.fail == 1 ? " fails" : " fail");
        if (totals.inconclusive > 0) {
            sentence += ", " + std::to_string(totals.inconclusive) + " could not be judged";
        }
    } else if (totals.inconclusive > 0) {
        sentence = "nothing failed, but " + std::to_string(totals.inconclusive) + of +
                   " could not be judged";
    } else {
        sentence = std::to_string(totals.pass) + of + (totals.pass == 1 ? " passes" : " pass");
    }
    if (!results.selection.empty()) {
        sentence += "; selected were " + joined(results.selection, " ");
    }
    if (!results.complete) sentence += "; the run was interrupted";
    return sentence;
}

bool is_wrong(const ProbeResult& probe)
{
    return probe.verdict == Verdict::fail || probe.verdict == Verdict::inconclusive;
}

std::size_t judged(const Results& results)
{
    return static_cast<std::size_t>(
        std::ranges::count(results.requirements, Status::tested, &RequirementResult::status));
}

std::vector<Group> wrong(const Results& results)
{
    std::vector<Group> groups;
    add_wrong(groups, results, Verdict::fail);
    add_wrong(groups, results, Verdict::inconclusive);
    return groups;
}

std::vector<Discouraged> discouraged(const Results& results)
{
    std::vector<Discouraged> all;
    for (const auto& probe : results.probes) {
        for (const auto& advisory : probe.advisories) {
            const auto same = std::ranges::find_if(all, [&](const Discouraged& other) {
                return other.advisory.code == advisory.code &&
                       other.advisory.text == advisory.text &&
                       other.advisory.source == advisory.source;
            });
            if (same == all.end()) {
                all.push_back({advisory, {&probe}});
            } else {
                same->probes.push_back(&probe);
            }
        }
    }
    return all;
}

Totals totals_of(const Results& results, std::string_view area)
{
    Totals totals;
    for (const auto& probe : results.probes) {
        if (probe.area == area) totals.count(probe);
    }
    return totals;
}

std::string area_title(std::string_view area)
{
    struct Title {
        std::string_view area;
        std::string_view title;
    };
    constexpr std::array titles{Title{"ike", "IKEv2"},
                                Title{"ipsec", "IPsec"},
                                Title{"tls", "TLS"},
                                Title{"openvpn", "OpenVPN"},
                                Title{"sstp", "SSTP"},
                                Title{"ppp", "PPP"},
                                Title{"leases", "Addresses"},
                                Title{"limits", "Limits"},
                                Title{"ports", "Ports"},
                                Title{"profile", "Client profile"},
                                Title{"radius", "RADIUS"},
                                Title{"clients", "Clients"},
                                Title{"coexistence", "Coexistence"}};
    const auto found = std::ranges::find(titles, area, &Title::area);
    return std::string(found == titles.end() ? area : found->title);
}

std::string_view family_of(std::string_view id)
{
    const auto slash = id.rfind('/');
    return slash == std::string_view::npos ? id : id.substr(0, slash);
}

std::string_view last_part(std::string_view id)
{
    const auto slash = id.rfind('/');
    return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

std::string frames_in_words(const std::vector<std::uint64_t>& frames)
{
    if (frames.empty()) return "";
    std::string words = frames.size() == 1 ? "frame " : "frames ";
    constexpr std::size_t most = 8;
    for (std::size_t at = 0; at < std::min(frames.size(), most); ++at) {
        words += (at == 0 ? "" : ", ") + std::to_string(frames[at]);
    }
    return frames.size() > most ? words + ", ..." : words;
}

std::string address_of(const Target& target)
{
    const auto addresses = joined(target.addresses, ", ");
    return addresses.empty() || addresses == target.host ? target.host
                                                         : target.host + " (" + addresses + ")";
}

}  // namespace conformance::report
