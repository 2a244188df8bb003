#include "wire/tls/record.h"

#include <algorithm>

namespace conformance::wire::tls {

Octets encode(const Record& record)
{
    Writer out;
    fields(out, record);
    return out.take();
}

std::vector<Record> records(ContentType type, std::uint16_t version, View content,
                            std::size_t largest)
{
    std::vector<Record> cut;
    do {
        const auto part = content.first(std::min(largest, content.size()));
        content = content.subspan(part.size());
        cut.push_back({static_cast<std::uint8_t>(type), version, {part.begin(), part.end()}, {}});
    } while (!content.empty());
    return cut;
}

Beginning beginning(View octets)
{
    const auto first = static_cast<std::uint8_t>(ContentType::change_cipher_spec);
    const auto last = static_cast<std::uint8_t>(ContentType::heartbeat);
    if (!octets.empty() && (octets[0] < first || octets[0] > last)) {
        return Beginning::no_record;
    }
    if (octets.size() > 1 && octets[1] != 3) {
        return Beginning::no_record;
    }
    if (octets.size() < record_header_octets) {
        return Beginning::unfinished;
    }
    const std::size_t length = static_cast<std::size_t>(octets[3]) << 8 | octets[4];
    if (length > largest_ciphertext) {
        return Beginning::no_record;
    }
    return octets.size() - record_header_octets < length ? Beginning::unfinished
                                                         : Beginning::record;
}

Record take_record(View& octets)
{
    Record record;
    Reader in{octets};
    fields(in, record);
    octets = octets.last(in.left());
    return record;
}

}  // namespace conformance::wire::tls
