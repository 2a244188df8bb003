#include "crypto/distinguished_name.h"

#include <botan/asn1_obj.h>
#include <botan/ber_dec.h>
#include <botan/oids.h>

namespace conformance::crypto {

namespace {

// One attribute: its type, and a value of any kind.
void read_attribute(Botan::BER_Decoder attribute)
{
    Botan::OID type;
    attribute.decode(type);
    if (!attribute.get_next_object().is_set()) {
        throw Botan::Decoding_Error{"an attribute without a value"};
    }
    attribute.verify_end();
}

}  // namespace

bool is_distinguished_name(View der)
{
    try {
        Botan::BER_Decoder whole{der.data(), der.size()};
        auto name = whole.start_cons(Botan::SEQUENCE);
        while (name.more_items()) {
            auto part = name.start_cons(Botan::SET);
            do {
                read_attribute(part.start_cons(Botan::SEQUENCE));
            } while (part.more_items());
        }
        whole.verify_end();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace conformance::crypto
