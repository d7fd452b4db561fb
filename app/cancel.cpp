#include "app/cancel.h"

#include <csignal>

namespace hinge::app {
namespace {

// The one mutable global of the program: a signal handler can reach nothing else.
CancelFlag requested;

extern "C" void on_signal(int) { requested.request(); }

}  // namespace

const CancelFlag& cancel_flag() {
  static const bool installed = [] {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESETHAND;  // the second one has its usual effect
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // A closed pipe is an error of write(), not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    return true;
  }();
  static_cast<void>(installed);
  return requested;
}

}  // namespace hinge::app
