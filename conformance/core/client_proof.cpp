#include "core/client_proof.h"

namespace conformance {

std::string to_string(ClientProof proof)
{
    switch (proof) {
        case ClientProof::certificate:
            return "certificate";
        case ClientProof::eap_tls:
            return "eap-tls";
        case ClientProof::eap_mschapv2:
            return "eap-mschapv2";
    }
    return "";
}

}  // namespace conformance
