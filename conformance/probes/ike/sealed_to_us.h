// Answers that say nothing, since our keys do not open them.
#pragma once

#include "peers/ike/initiator.h"

namespace conformance::probes::ike {

[[nodiscard]] inline bool is_sealed_to_us(const peers::ike::Conclusion& conclusion)
{
    using wire::ike::PayloadType;
    if (!conclusion.answer.is_message() || conclusion.opened) {
        return false;
    }
    const auto& message = conclusion.answer.message();
    return message.find(PayloadType::encrypted_and_authenticated) != nullptr ||
           message.find(PayloadType::encrypted_fragment) != nullptr;
}

}  // namespace conformance::probes::ike
