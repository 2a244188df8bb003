// Whatever stands in results.json: a run, or a place where it is none; what can be read can be
// rendered in every format.
#include "report/report.h"
#include "report/results.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance::report;
    const auto document = nlohmann::json::parse(data, data + size, nullptr, false);
    if (document.is_discarded()) {
        return 0;
    }
    try {
        (void)read(document);
    } catch (const MalformedResults&) {
        return 0;
    }
    (void)html(document);
    (void)junit(document);
    (void)markdown(document);
    (void)csv(document);
    (void)terminal_matrix(document, false, 80);
    return 0;
}
