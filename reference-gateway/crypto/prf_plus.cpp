#include "crypto/prf_plus.h"

namespace gateway::crypto {

Octets prf_plus(Hash prf, View key, View seed, std::size_t length)
{
    Octets stream;
    Octets block;
    for (std::uint8_t count = 1; stream.size() < length && count != 0; ++count) {
        block = hmac(prf, key, joined({block, seed, View{&count, 1}}));
        stream.insert(stream.end(), block.begin(), block.end());
    }
    stream.resize(length);
    return stream;
}

}  // namespace gateway::crypto
