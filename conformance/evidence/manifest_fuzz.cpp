// Whatever stands in a manifest: digests by name, or nothing.
#include "evidence/manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    (void)conformance::evidence::read_manifest({data, size});
    return 0;
}
