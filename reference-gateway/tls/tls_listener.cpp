#include "tls/tls_listener.h"

#include <utility>

#include "tls/tls_stream.h"

namespace gateway::tls {

std::expected<StreamCoreFactory, std::string> tls_listener(const TlsSettings& settings,
                                                           StreamCoreFactory inner)
{
    auto context = crypto::TlsContext::make(settings);
    if (!context) return std::unexpected(context.error());
    return [context = *context, inner = std::move(inner)](const Peer& peer) {
        return std::make_unique<TlsStream>(context, inner, peer);
    };
}

}  // namespace gateway::tls
