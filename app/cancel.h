#pragma once
// Ctrl-C and SIGTERM ask the work to stop; a second Ctrl-C ends the program at once.
#include "hinge/base/progress.h"

namespace hinge::app {

/// Installs the handlers on first use.
[[nodiscard]] const CancelFlag& cancel_flag();

}  // namespace hinge::app
