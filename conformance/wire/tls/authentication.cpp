#include "wire/tls/authentication.h"

namespace conformance::wire::tls {

std::vector<Octets> CertificateEntries::certificates() const
{
    std::vector<Octets> all;
    all.reserve(entries.size());
    for (const auto& one : entries) {
        all.push_back(one.certificate);
    }
    return all;
}

void fields(Writer& out, const CertificateEntries& body, const Dialect&)
{
    counted(out, "certificate_request_context", body.context, body.context_length);
    Writer list;
    for (const auto& one : body.entries) {
        fields(list, one);
    }
    counted(out, "certificate_list", list.take(), body.list_length);
}

void fields(Reader& in, CertificateEntries& body, const Dialect&)
{
    counted(in, "certificate_request_context", body.context, body.context_length);
    Octets list;
    counted(in, "certificate_list", list, body.list_length);
    Reader inner{list};
    while (inner.ok() && inner.left() != 0) {
        fields(inner, body.entries.emplace_back());
    }
    if (!inner.ok()) {
        (void)in.take("certificate_list", in.left() + 1);
    }
}

}  // namespace conformance::wire::tls
