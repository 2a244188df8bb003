#include "mutants/mechanical/tls_records.h"

#include <utility>

#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::mechanical {
namespace {

constexpr std::size_t record_header = 5;
constexpr Length record_length{3, 2};

RecordSample sample(std::uint8_t type, bool is_protected, const Octets& fragment)
{
    return {name_of_record(type, is_protected), plain_records(type, tls_1_2, fragment)};
}

}  // namespace

std::vector<RecordSample> sample_tls_records()
{
    const Octets some(40);
    return {sample(content::handshake, false, some),         sample(content::alert, false, {2, 40}),
            sample(content::change_cipher_spec, false, {1}), sample(content::handshake, true, some),
            sample(content::application_data, true, some),   sample(content::alert, true, some)};
}

std::size_t size_of_record(View octets)
{
    if (octets.size() < record_header) return 0;
    const std::size_t size = record_header + Cursor{octets.subspan(record_length.at)}.u16();
    return size <= octets.size() ? size : 0;
}

std::string name_of_record(std::uint8_t type, bool is_protected)
{
    const std::string name = [&]() -> std::string {
        switch (type) {
            case content::handshake:
                return "handshake-record";
            case content::alert:
                return "alert-record";
            case content::application_data:
                return "application-data-record";
            default:
                return "change-cipher-spec-record";
        }
    }();
    return is_protected && type != content::change_cipher_spec ? "protected-" + name : name;
}

std::vector<Field> fields_of_record(View record, bool is_protected)
{
    std::vector<Field> fields = {{"type", Form::number, 0, 1},
                                 {"version", Form::number, 1, 2},
                                 {"length", Form::number, record_length.at, record_length.width}};
    const std::size_t size = record.size() - record_header;
    if (!is_protected && record.front() == content::alert && size == 2) {
        fields.push_back({"level", Form::number, record_header, 1});
        fields.push_back({"description", Form::number, record_header + 1, 1});
    }
    if (is_protected || record.front() == content::change_cipher_spec) {
        fields.push_back({"content", Form::data, record_header, size, {record_length}});
    }
    return fields;
}

}  // namespace gateway::mutants::mechanical
