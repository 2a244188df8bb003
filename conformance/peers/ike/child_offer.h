// What a Child SA is asked for with: ESP proposals of the rows of an edition. RFC 7296, Sections 1.3.1 and 3.3.
#pragma once

#include "catalog/edition.h"
#include "core/random.h"
#include "wire/ike/payload.h"

namespace conformance::peers::ike {

// Beyond those that RFC 4303, Section 2.1, reserves.
[[nodiscard]] Octets fresh_esp_spi(Random& random);

// The row's transforms, its group among them unless that is 0, without extended sequence numbers.
[[nodiscard]] wire::ike::Proposal esp_proposal(const catalog::IpsecRow& row, View spi, std::uint8_t number = 1);
// The row of an ESP proposal with one transform of each type, NONE counting as none; nothing where it has another protocol.
[[nodiscard]] std::optional<catalog::IpsecRow> esp_row_of(const wire::ike::Proposal& proposal);

// The tuples of the edition, without the groups, which only CREATE_CHILD_SA speaks of.
[[nodiscard]] std::vector<catalog::IpsecRow> esp_tuples(const catalog::Edition& edition);
// One proposal a row, under one SPI.
[[nodiscard]] wire::ike::SecurityAssociation child_offer(const std::vector<catalog::IpsecRow>& rows, Random& random);

[[nodiscard]] wire::ike::TrafficSelectors every_ipv4_packet();

}  // namespace conformance::peers::ike
