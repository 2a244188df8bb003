// Whatever a client says before SSTP: a request, or none, and the same in pieces as in one. The
// first octet says how long the pieces are.
#include <algorithm>
#include <cstdlib>

#include "sstp/http_request.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gateway;
    using sstp::HttpReading;
    Cursor input{{data, size}};
    const std::size_t piece = input.u8() + std::size_t{1};
    const View text = input.take_rest();
    sstp::HttpRequestReader whole;
    sstp::HttpRequestReader in_pieces;
    const HttpReading expected = whole.feed(text);
    HttpReading reading = HttpReading::unfinished;
    std::size_t used = 0;
    while (used < text.size() && reading == HttpReading::unfinished) {
        reading = in_pieces.feed(text.subspan(used, std::min(piece, text.size() - used)));
        used += in_pieces.used();
    }
    if (reading != expected || used != whole.used()) std::abort();
    if (in_pieces.request().fields != whole.request().fields) std::abort();
    static_cast<void>(whole.request().field("content-length"));
    return 0;
}
