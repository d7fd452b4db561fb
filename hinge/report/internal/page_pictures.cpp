#include "hinge/report/internal/page_pictures.h"

#include "hinge/report/internal/numbers.h"

namespace hinge::report::internal {

// RFC 4648 section 4, with padding.
std::string to_base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t word = 0;
    for (std::size_t b = 0; b < 3; ++b) word = (word << 8) | (b < left ? static_cast<unsigned char>(bytes[i + b]) : 0U);
    for (std::size_t c = 0; c < 4; ++c) text += c <= left ? letters[(word >> (18 - 6 * c)) & 63U] : '=';
  }
  return text;
}

Json stills_json(std::span<const Still> stills) {
  Json json = Json::array();
  for (const Still& still : stills) {
    const auto& plan = still.plan;
    json.push_back({{"rep", plan.rep},
                    {"moment", to_string(plan.moment)},
                    {"rule", plan.rule.empty() ? Json(nullptr) : Json(plan.rule)},
                    {"verdict", plan.verdict ? Json(assess::to_string(*plan.verdict)) : Json(nullptr)},
                    {"time_s", edge_seconds(still.time)},
                    {"image", "data:image/jpeg;base64," + to_base64(still.jpeg)},
                    {"width_px", still.width_px},
                    {"height_px", still.height_px},
                    {"crop", nullptr},
                    {"alt", still.alt},
                    {"caption", still.caption}});
  }
  return json;
}

}  // namespace hinge::report::internal
