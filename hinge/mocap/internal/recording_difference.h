#pragma once
// Test support: whether two recordings say the same, and if not, where they first differ.
#include <cmath>
#include <string>

#include "hinge/body/recording.h"

namespace hinge::mocap {

/// Largest differences allowed; 0 asks for the same bits.
struct Tolerance {
  double coordinate = 0;
  double time = 0;
};

/// "" if equal, else the first thing that is not.
[[nodiscard]] inline std::string difference(const body::Recording& a, const body::Recording& b, Tolerance allowed = {}) {
  const auto far = [](double x, double y, double limit) { return std::abs(x - y) > limit; };
  const auto apart = [&](const auto& p, const auto& q) {
    return far(p.x, q.x, allowed.coordinate) || far(p.y, q.y, allowed.coordinate) || far(p.z, q.z, allowed.coordinate);
  };
  if (a.space != b.space) return "space";
  if (a.source.file != b.source.file || a.source.sha256 != b.source.sha256) return "source file";
  if (far(a.source.duration.value(), b.source.duration.value(), allowed.time)) return "duration";
  if (a.source.frames != b.source.frames || a.source.fps != b.source.fps) return "frames or fps";
  if (a.source.width_px != b.source.width_px || a.source.height_px != b.source.height_px) return "picture size";
  if (a.estimator != b.estimator || a.people != b.people || a.cuts != b.cuts) return "estimator, people or cuts";
  if (a.warnings.size() != b.warnings.size()) return "number of warnings";
  for (std::size_t i = 0; i < a.warnings.size(); ++i) {
    if (a.warnings[i].code != b.warnings[i].code || a.warnings[i].text != b.warnings[i].text) return "a warning";
  }
  if (a.names != b.names) return "names";
  if (a.frames.size() != b.frames.size()) return "number of frames";
  for (std::size_t i = 0; i < a.frames.size(); ++i) {
    const body::Frame &f = a.frames[i], &g = b.frames[i];
    const std::string place = " of frame " + std::to_string(i);
    if (far(f.time.value(), g.time.value(), allowed.time)) return "time" + place;
    if (f.landmarks.size() != g.landmarks.size()) return "number of landmarks" + place;
    for (std::size_t j = 0; j < f.landmarks.size(); ++j) {
      const body::Landmark &p = f.landmarks[j], &q = g.landmarks[j];
      const std::string which = " of column " + std::to_string(j) + place;
      if (apart(p.image, q.image)) return "image" + which;
      if (apart(p.metric, q.metric)) return "metric" + which;
      if (apart(p.world, q.world)) return "world" + which;
      if (p.visibility != q.visibility || p.presence != q.presence) return "probabilities" + which;
      if (p.measured != q.measured) return "measured" + which;
    }
    const auto &s = f.silhouette, &t = g.silhouette;
    if (s.cells != t.cells || s.packed != t.packed || s.region.centre != t.region.centre ||
        s.region.side_px != t.region.side_px || s.region.rotation != t.region.rotation) {
      return "silhouette" + place;
    }
  }
  if (a.implement.size() != b.implement.size()) return "length of the implement's track";
  for (std::size_t i = 0; i < a.implement.size(); ++i) {
    const std::string place = " of frame " + std::to_string(i);
    const auto &p = a.implement[i], &q = b.implement[i];
    if (p.has_value() != q.has_value()) return "whether there is an implement" + place;
    if (p && (far(p->centre.x, q->centre.x, allowed.coordinate) || far(p->centre.y, q->centre.y, allowed.coordinate) ||
              far(p->radius_px, q->radius_px, allowed.coordinate) || p->score != q->score)) {
      return "implement" + place;
    }
  }
  const auto off = [&](Point2<ImagePx> u, Point2<ImagePx> v) {
    return far(u.x, v.x, allowed.coordinate) || far(u.y, v.y, allowed.coordinate);
  };
  if (a.uprights.size() != b.uprights.size()) return "number of uprights";
  for (std::size_t i = 0; i < a.uprights.size(); ++i) {
    const auto &p = a.uprights[i], &q = b.uprights[i];
    if (off(p.top, q.top) || off(p.bottom, q.bottom) || p.score != q.score) return "upright " + std::to_string(i);
  }
  if (a.stick.size() != b.stick.size()) return "length of the stick's track";
  for (std::size_t i = 0; i < a.stick.size(); ++i) {
    const std::string place = " of frame " + std::to_string(i);
    const auto &p = a.stick[i], &q = b.stick[i];
    if (p.has_value() != q.has_value()) return "whether there is a stick" + place;
    if (p && (off(p->head_end, q->head_end) || off(p->hip_end, q->hip_end) ||
              far(p->residual_px, q->residual_px, allowed.coordinate) || p->score != q->score)) {
      return "stick" + place;
    }
  }
  return "";
}

}  // namespace hinge::mocap
