#pragma once
// What the program's exit status means; documented for scripts in docs/man/hinge.1.
#include <string>
#include <tl/expected.hpp>

#include "hinge/base/result.h"

namespace hinge::app {

enum class ExitCode : int {
  ok = 0,               ///< done; "no movement found" is an answer, not a failure
  internal = 1,         ///< a bug of ours
  usage = 2,            ///< the command line asks for something that does not exist or cannot be
  input = 3,            ///< a clip or file cannot be read
  incomplete = 4,       ///< something Hinge needs is missing or damaged: `hinge doctor` says what
  output = 5,           ///< results cannot be written
  cancelled = 130       ///< stopped by Ctrl-C or SIGTERM
};

struct Failure {
  ExitCode code = ExitCode::internal;
  std::string message;  ///< one line: the file, the place and the remedy
};

template <class T>
using Outcome = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> give_up(ExitCode code, std::string message) {
  return tl::unexpected<Failure>(Failure{code, std::move(message)});
}
/// `code` unless the work was stopped on request.
[[nodiscard]] inline tl::unexpected<Failure> give_up(ExitCode code, const Error& error) {
  return give_up(error.code == Errc::cancelled ? ExitCode::cancelled : code, to_string(error));
}

}  // namespace hinge::app

/// Binds the value of a Result, or returns a Failure with this exit code.
#define HINGE_TRY_OR_IMPL(tmp, decl, code, expr)                                  \
  auto tmp = (expr);                                                              \
  if (!tmp) return ::hinge::app::give_up(::hinge::app::ExitCode::code, tmp.error()); \
  decl = *std::move(tmp)
#define HINGE_TRY_OR(code, decl, expr) HINGE_TRY_OR_IMPL(HINGE_CAT(hinge_try_or_, __COUNTER__), decl, code, expr)
#define HINGE_TRY_VOID_OR_IMPL(tmp, code, expr) \
  auto tmp = (expr);                            \
  if (!tmp) return ::hinge::app::give_up(::hinge::app::ExitCode::code, tmp.error())
#define HINGE_TRY_VOID_OR(code, expr) HINGE_TRY_VOID_OR_IMPL(HINGE_CAT(hinge_try_or_, __COUNTER__), code, expr)
