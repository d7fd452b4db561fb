#pragma once
// "Could not" is a Result; "our bug" is an exception (expect.h), caught once in app/.
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace hinge {

/// A caller acts differently on each of these; that is the only reason to have one.
enum class Errc { not_found, corrupt, unsupported, invalid, end_of_stream, cancelled, io };

struct Error {
  Errc code;
  std::string what;   ///< one sentence, no full stop, names the input and the remedy
  std::string where;  ///< "rdl.toml:5:1", "squat.mp4@12.40s", or empty
};

/// "where: what", or "what" when there is no place to name.
[[nodiscard]] inline std::string to_string(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

template <class T>
struct [[nodiscard]] Result : tl::expected<T, Error> {  // tl::expected 1.0.0's own class is not nodiscard
  using Base = tl::expected<T, Error>;
  using Base::Base;
  Result(Base other) : Base(std::move(other)) {}
};

[[nodiscard]] inline auto fail(Errc code, std::string what, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where)});
}

}  // namespace hinge

#define HINGE_CAT_(a, b) a##b
#define HINGE_CAT(a, b) HINGE_CAT_(a, b)
#define HINGE_TRY_IMPL(tmp, decl, expr)                         \
  auto tmp = (expr);                                            \
  if (!tmp) return tl::make_unexpected(std::move(tmp).error()); \
  decl = *std::move(tmp)
/// Binds the value, or returns the error from the enclosing function. One per line.
#define HINGE_TRY(decl, expr) HINGE_TRY_IMPL(HINGE_CAT(hinge_try_, __COUNTER__), decl, expr)
#define HINGE_TRY_VOID_IMPL(tmp, expr) \
  auto tmp = (expr);                   \
  if (!tmp) return tl::make_unexpected(std::move(tmp).error())
/// As HINGE_TRY, for Result<void>.
#define HINGE_TRY_VOID(expr) HINGE_TRY_VOID_IMPL(HINGE_CAT(hinge_try_, __COUNTER__), expr)
