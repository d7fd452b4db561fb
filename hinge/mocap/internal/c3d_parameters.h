#pragma once
// The parameter section of a C3D file: groups of named arrays.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/mocap/internal/c3d_bytes.h"

namespace hinge::mocap {

struct C3dParameter {
  std::vector<std::size_t> dimensions;  ///< the first varies fastest; empty: a single value
  std::vector<double> numbers;          ///< of bytes, integers and floats; integers unsigned as they stand
  std::vector<std::string> texts;       ///< of characters, without the blanks that fill them up
};

/// By "GROUP:NAME" in upper case.
class C3dParameters {
 public:
  void add(const std::string& key, C3dParameter parameter) { all_.emplace(key, std::move(parameter)); }
  [[nodiscard]] const C3dParameter* find(const std::string& key) const;
  /// The first number.
  [[nodiscard]] std::optional<double> number(const std::string& key) const;
  /// The first text; "" if there is none.
  [[nodiscard]] std::string text(const std::string& key) const;
  /// Those of KEY, KEY2, KEY3 …: 255 fit in one.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& key) const;
  [[nodiscard]] bool has_group(std::string_view group) const;

 private:
  std::map<std::string, C3dParameter> all_;
};

/// From the section that begins at `start`. Error: corrupt, where naming the byte.
[[nodiscard]] Result<C3dParameters> read_c3d_parameters(const C3dReader& reader, std::size_t start,
                                                        const std::string& name);

}  // namespace hinge::mocap
