#pragma once
// Where everything stands in a C3D file, from a header, parameters and a size that may contradict each other.
#include "hinge/mocap/internal/c3d_parameters.h"

namespace hinge::mocap {

struct C3dLayout {
  C3dBytes bytes = C3dBytes::intel;
  std::size_t points = 0;    ///< per frame
  std::size_t channels = 0;  ///< of the amplifier
  std::size_t samples = 0;   ///< of each channel per frame
  std::size_t frames = 0;
  std::size_t first_frame = 1;
  std::size_t data = 0;      ///< byte at which the first frame begins
  double rate_hz = 0;
  bool floats = true;
  double scale = 1;          ///< of integer coordinates
  std::vector<body::Warning> warnings;

  [[nodiscard]] std::size_t number_bytes() const { return floats ? 4 : 2; }
  [[nodiscard]] std::size_t frame_bytes() const { return (4 * points + channels * samples) * number_bytes(); }
};

/// Where the header begins: some programs write zero bytes before it.
[[nodiscard]] std::size_t find_c3d_header(std::string_view bytes);
/// `reader` begins at the header. Errors: corrupt, unsupported.
[[nodiscard]] Result<C3dBytes> find_c3d_bytes(std::string_view bytes, const std::string& name);
[[nodiscard]] Result<C3dLayout> find_c3d_layout(const C3dReader& reader, const C3dParameters& parameters,
                                                const std::string& name);

inline constexpr std::size_t c3d_block = 512;

}  // namespace hinge::mocap
