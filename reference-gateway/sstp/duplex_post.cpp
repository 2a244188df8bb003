#include "sstp/duplex_post.h"

namespace gateway::sstp {
namespace {

std::string_view reason_of(HttpStatus status)
{
    switch (status) {
        case HttpStatus::ok:
            return "OK";
        case HttpStatus::bad_request:
            return "Bad Request";
        case HttpStatus::not_found:
            return "Not Found";
        case HttpStatus::method_not_allowed:
            return "Method Not Allowed";
        case HttpStatus::length_required:
            return "Length Required";
        case HttpStatus::header_fields_too_large:
            return "Request Header Fields Too Large";
        case HttpStatus::http_version_not_supported:
            return "HTTP Version Not Supported";
    }
    return "";
}

}  // namespace

HttpStatus judge(const HttpRequest& request)
{
    if (request.version != "HTTP/1.1") return HttpStatus::http_version_not_supported;
    if (!request.field("host")) return HttpStatus::bad_request;
    if (request.target != duplex_post_target) return HttpStatus::not_found;
    if (request.method != duplex_post_method) return HttpStatus::method_not_allowed;
    if (!request.has("content-length")) return HttpStatus::length_required;
    if (request.has("transfer-encoding")) return HttpStatus::bad_request;
    if (request.field("content-length") != endless_length) return HttpStatus::bad_request;
    return HttpStatus::ok;
}

std::string response_head(HttpStatus status)
{
    std::string head = "HTTP/1.1 " + std::to_string(static_cast<unsigned>(status)) + ' ' +
                       std::string{reason_of(status)} + "\r\n";
    if (status == HttpStatus::ok) {
        head += "Content-Length: " + std::string{endless_length} + "\r\n";
    } else {
        head += "Content-Length: 0\r\nConnection: close\r\n";
    }
    if (status == HttpStatus::method_not_allowed) {
        head += "Allow: " + std::string{duplex_post_method} + "\r\n";
    }
    return head + "Server: sallyport-gateway\r\n\r\n";
}

}  // namespace gateway::sstp
