#include "mutants/lying_tls_messages.h"
#include "mutants/lying_tls_values.h"

#include <algorithm>
#include <utility>

#include "mutants/lying_tls_server.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t handshake_header = 4;

// Each Certificate among the messages is said so many times.
tls::TlsListener saying_its_certificate(int times)
{
    Manners manners;
    manners.deliver = [times](Octets& messages) {
        Octets said;
        for (View rest = messages; rest.size() >= handshake_header;) {
            const std::size_t body = Cursor{rest.subspan(1)}.u24();
            const View message = rest.first(std::min(rest.size(), handshake_header + body));
            for (int i = 0; i < (message.front() == message::certificate ? times : 1); ++i) {
                said.insert(said.end(), message.begin(), message.end());
            }
            rest = rest.subspan(message.size());
        }
        messages = std::move(said);
    };
    return serving_by_hand(std::move(manners));
}

// Where the server answers with this extension.
tls::TlsListener filling(std::uint16_t type, Octets data)
{
    Manners manners;
    manners.speak = [type, data = std::move(data)](ServerFlight& flight, const ClientHello&) {
        for (Extension& one : flight.extensions) {
            if (one.type == type) one.data = data;
        }
    };
    return serving_by_hand(std::move(manners));
}

}  // namespace

tls::TlsListener omitting_its_certificate()
{
    return saying_its_certificate(0);
}

tls::TlsListener sending_its_certificate_twice()
{
    return saying_its_certificate(2);
}

tls::TlsListener listing_compressed_points_alone()
{
    constexpr std::uint8_t ansi_x962_compressed_prime = 1;
    return filling(extension::ec_point_formats, {1, ansi_x962_compressed_prime});
}

tls::TlsListener filling_extended_master_secret()
{
    return filling(extension::extended_master_secret, {0});
}

tls::TlsListener changing_to_a_cipher_of_two()
{
    Manners manners;
    manners.change_cipher_spec = {2};
    return serving_by_hand(std::move(manners));
}

tls::TlsListener sending_records_of_tls_1_1()
{
    Manners manners;
    manners.record_version = tls_1_1;
    return serving_by_hand(std::move(manners));
}

}  // namespace gateway::mutants
