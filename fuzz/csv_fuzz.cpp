// Anything may come as a CSV table, as the file that says what its columns are, and as a marker set. The table and its
// map stand in one input, a line of three dashes between them; without it there is no map.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/marker_set.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hinge::mocap;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view between = "\n---\n";
  const auto cut = text.find(between);
  std::optional<ColumnMap> map;
  if (cut != std::string_view::npos) {
    auto parsed = parse_column_map(text.substr(0, cut), "fuzz.toml");
    if (!parsed) {
      static_cast<void>(parse_marker_set(text.substr(0, cut), "fuzz.toml"));
      return 0;
    }
    map = *std::move(parsed);
    text.remove_prefix(cut + between.size());
  }
  const auto recording = parse_csv(text, "fuzz.csv", map);
  if (!recording) return 0;
  const auto clip = render_clip(*recording);
  if (!clip || !parse_clip(*clip, "again")) std::abort();
  if (render_csv(*recording).empty()) std::abort();
  return 0;
}
