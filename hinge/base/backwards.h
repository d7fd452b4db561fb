#pragma once
// The newest first: a range from its last element to its first. std::views::reverse, which clang 14 (the fuzzers'
// compiler) cannot compile with Debian 12's standard library.
#include <iterator>

namespace hinge {

template <class Range>
class Backwards {
public:
  explicit Backwards(const Range& range) : range_(&range) {}  ///< borrows it
  [[nodiscard]] auto begin() const { return std::rbegin(*range_); }
  [[nodiscard]] auto end() const { return std::rend(*range_); }

private:
  const Range* range_;
};

template <class Range>
[[nodiscard]] Backwards<Range> backwards(const Range& range) {
  return Backwards<Range>(range);
}

}  // namespace hinge
