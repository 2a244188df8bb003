// The events of the IKE responder.
#pragma once

#include "base/event.h"
#include "ike/rules.h"
#include "ike/sa_table.h"

namespace gateway::ike {

[[nodiscard]] Event told(const Arrival& arrival, const std::string& outcome);
[[nodiscard]] Event dropped(const Arrival& arrival, const std::string& reason);
[[nodiscard]] Event refused(const Arrival& arrival, NotifyType notify);
[[nodiscard]] Event answered(const Arrival& arrival, const IkeSa& sa, const std::string& row);
[[nodiscard]] Event login_failed(const Arrival& arrival, const std::string& reason);
[[nodiscard]] Event admitted(const Arrival& arrival, const IkeSa& sa);
[[nodiscard]] Event opened(const IkeSa& sa, const ChildSa& child);
[[nodiscard]] Event rekeyed(const IkeSa& old, const IkeSa& made);
[[nodiscard]] Event expired(const IkeSa& sa);
[[nodiscard]] Event moved(const IkeSa& sa, const Path& path);
[[nodiscard]] Event silent(const IkeSa& sa);
[[nodiscard]] Event not_rekeyed(const IkeSa& sa, const std::string& why);

}  // namespace gateway::ike
