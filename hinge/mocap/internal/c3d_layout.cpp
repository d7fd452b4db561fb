#include "hinge/mocap/internal/c3d_layout.h"

#include <algorithm>
#include <cmath>

namespace hinge::mocap {
namespace {

constexpr std::size_t most_points = 1000;
constexpr std::size_t most_channels = 4096;
constexpr double fastest_hz = 100'000;
constexpr double slowest_hz = 0.001;

/// Bytes of the header's 16-bit words, counted from 1 as the manual counts them.
constexpr std::size_t word_at(std::size_t number) { return 2 * (number - 1); }

std::string count(std::size_t value) { return std::to_string(value); }

/// A count that parameters hold as a 16-bit integer or a float, read without its sign.
std::optional<std::size_t> as_count(std::optional<double> value) {
  constexpr double most = 1e9;
  if (!value || !(*value >= 0 && *value <= most)) return std::nullopt;
  return static_cast<std::size_t>(*value);
}

/// TRIAL's fields are two words, the low one first.
std::optional<std::size_t> field(const C3dParameters& parameters, const std::string& key) {
  const auto words = parameters.numbers(key);
  if (words.empty()) return std::nullopt;
  return as_count(words[0] + (words.size() > 1 ? 65536 * words[1] : 0));
}

/// Every number of frames that the file claims, the most trusted first.
std::vector<std::size_t> claimed_frames(const C3dReader& reader, const C3dParameters& parameters) {
  std::vector<std::size_t> claims;
  const auto add = [&](std::optional<std::size_t> claim) {
    if (claim && *claim > 0) claims.push_back(*claim);
  };
  constexpr std::size_t unsaid = 65535;  // the most a word holds, or -1 read without its sign
  const auto start = field(parameters, "TRIAL:ACTUAL_START_FIELD"), end = field(parameters, "TRIAL:ACTUAL_END_FIELD");
  if (start && end && *end >= *start) add(*end - *start + 1);
  if (const auto frames = as_count(parameters.number("POINT:FRAMES")); frames && *frames != unsaid) add(frames);
  const std::size_t first = reader.word(word_at(4)), last = reader.word(word_at(5));
  if (last >= first && last != unsaid) add(last - first + 1);
  return claims;
}

Result<void> find_counts(const C3dReader& reader, const C3dParameters& parameters, const std::string& name,
                         C3dLayout& layout) {
  layout.points = reader.word(word_at(2));
  const auto used = as_count(parameters.number("POINT:USED"));
  if (used && *used != layout.points) {
    return fail(Errc::corrupt, "contradicts itself: the header counts " + count(layout.points) +
                                   " points a frame, POINT:USED " + count(*used), name);
  }
  if (layout.points == 0) {
    const bool turned = parameters.has_group("ROTATION");
    return fail(Errc::unsupported,
                turned ? "holds no points, only rotations of segments (ROTATION); export the markers or joint centres as points"
                       : "holds no points: there is no motion in it", name);
  }
  if (layout.points > most_points) {
    return fail(Errc::corrupt, "has " + count(layout.points) + " points a frame, which is not plausible", name);
  }
  const std::size_t numbers = reader.word(word_at(3));
  layout.samples = numbers == 0 ? 0 : std::max<std::size_t>(1, reader.word(word_at(10)));
  if (numbers == 0) return {};
  if (numbers % layout.samples != 0) {
    return fail(Errc::corrupt, "contradicts itself: " + count(numbers) + " analog numbers a frame are no multiple of " +
                                   count(layout.samples) + " samples", name);
  }
  layout.channels = numbers / layout.samples;
  if (layout.channels > most_channels) return fail(Errc::corrupt, "has more than 4096 analog channels, which is not plausible", name);
  return {};
}

Result<void> find_numbers(const C3dReader& reader, const C3dParameters& parameters, const std::string& name,
                          C3dLayout& layout) {
  layout.scale = reader.real(word_at(7));
  if (layout.scale == 0 || !std::isfinite(layout.scale)) layout.scale = parameters.number("POINT:SCALE").value_or(0);
  layout.floats = layout.scale < 0;
  if (layout.scale == 0 || !std::isfinite(layout.scale)) {
    return fail(Errc::corrupt, "gives no scale for its coordinates (POINT:SCALE is 0)", name);
  }
  const double header_hz = reader.real(word_at(11));
  layout.rate_hz = parameters.number("POINT:RATE").value_or(header_hz);
  const auto plausible = [](double hz) { return hz >= slowest_hz && hz <= fastest_hz; };
  if (!plausible(layout.rate_hz)) layout.rate_hz = header_hz;
  if (!plausible(layout.rate_hz)) {
    return fail(Errc::corrupt, "gives no plausible number of frames a second (POINT:RATE)", name);
  }
  return {};
}

/// The count that the bytes bear out: the most trusted claim if all frames are there, else another claim that fits.
Result<void> find_frames(const C3dReader& reader, const C3dParameters& parameters, const std::string& name,
                         C3dLayout& layout) {
  const std::size_t there = (reader.size() - layout.data) / layout.frame_bytes();
  const auto claims = claimed_frames(reader, parameters);
  layout.first_frame = field(parameters, "TRIAL:ACTUAL_START_FIELD").value_or(reader.word(word_at(4)));
  if (claims.empty()) {
    if (there == 0) return fail(Errc::corrupt, "holds no whole frame", name);
    layout.frames = there;
    layout.warnings.push_back({"frames_by_size", "The file does not say how many frames it holds; as many as its bytes make were read."});
    return {};
  }
  const auto fits = std::ranges::find_if(claims, [&](std::size_t claim) { return claim <= there; });
  if (fits == claims.end()) {
    return fail(Errc::corrupt, "is cut off: it promises " + count(claims.front()) + " frames and its bytes make " + count(there) +
                                   "; export it again", name);
  }
  layout.frames = *fits;
  if (std::ranges::any_of(claims, [&](std::size_t claim) { return claim != *fits; })) {
    layout.warnings.push_back({"frames_contradict", "The file gives its number of frames in several places, not all the same; " +
                                                        count(*fits) + " were read."});
  }
  return {};
}

}  // namespace

std::size_t find_c3d_header(std::string_view bytes) {
  const auto first = bytes.find_first_not_of('\0');
  return first == std::string_view::npos ? 0 : first;
}

Result<C3dBytes> find_c3d_bytes(std::string_view bytes, const std::string& name) {
  if (bytes.size() < 2 || static_cast<unsigned char>(bytes[1]) != 0x50) {
    return fail(Errc::corrupt, "is not a C3D file: its second byte is not 0x50", name);
  }
  if (bytes.size() < c3d_block) return fail(Errc::corrupt, "is cut off within its header of 512 bytes", name);
  const std::size_t start = (static_cast<unsigned char>(bytes[0]) - std::size_t{1}) * c3d_block;
  if (bytes[0] == 0 || start + 4 > bytes.size()) {
    return fail(Errc::corrupt, "points to a parameter section (block " + count(static_cast<unsigned char>(bytes[0])) +
                                   ") that is not in the file", name);
  }
  switch (static_cast<unsigned char>(bytes[start + 3])) {
    case 1: case 84: return C3dBytes::intel;
    case 2: case 85: return C3dBytes::dec;
    case 3: case 86: return C3dBytes::mips;
    default:
      return fail(Errc::corrupt, "does not say on what kind of computer it was made: the parameter section names processor " +
                                     count(static_cast<unsigned char>(bytes[start + 3])) + ", not 84 (Intel), 85 (DEC) or 86 (MIPS)", name);
  }
}

Result<C3dLayout> find_c3d_layout(const C3dReader& reader, const C3dParameters& parameters, const std::string& name) {
  C3dLayout layout;
  HINGE_TRY_VOID(find_counts(reader, parameters, name, layout));
  HINGE_TRY_VOID(find_numbers(reader, parameters, name, layout));
  std::size_t block = reader.word(word_at(9));
  if (block == 0) block = as_count(parameters.number("POINT:DATA_START")).value_or(0);
  if (block < 2 || (block - 1) * c3d_block >= reader.size()) {
    return fail(Errc::corrupt, "points to data (block " + count(block) + ") that are not in the file", name);
  }
  layout.data = (block - 1) * c3d_block;
  HINGE_TRY_VOID(find_frames(reader, parameters, name, layout));
  return layout;
}

}  // namespace hinge::mocap
