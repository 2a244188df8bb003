// The server's records as octets: which one it is, and its fields. RFC 5246, 6.2.1 and 7.2.
#pragma once

#include "mutants/mechanical/field.h"

namespace gateway::mutants::mechanical {

struct RecordSample {
    std::string record;
    Octets octets;
};

[[nodiscard]] std::vector<RecordSample> sample_tls_records();

// The size of the record that begins here, header included; 0 where none is whole.
[[nodiscard]] std::size_t size_of_record(View octets);

// Behind ChangeCipherSpec all but the header is protected.
[[nodiscard]] std::string name_of_record(std::uint8_t type, bool is_protected);
[[nodiscard]] std::vector<Field> fields_of_record(View record, bool is_protected);

}  // namespace gateway::mutants::mechanical
