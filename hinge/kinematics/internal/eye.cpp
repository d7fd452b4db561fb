#include "hinge/kinematics/internal/eye.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/kinematics/internal/eye_weights.h"
#include "hinge/kinematics/internal/numbers.h"

namespace hinge::kinematics {
namespace {

/// The nets speak in tens of degrees.
constexpr double net_unit = 10 * degree;
constexpr double least_spread = .05, largest_spread = 6;  ///< in those

/// What the nets say, in this order (bench/fit/eye/network.py).
enum Mean : Eigen::Index { trunk, thigh, shank, pelvis_against_trunk, lumbar, thoracic, mean_count };
enum Spread : Eigen::Index {
  trunk_spread, thigh_spread, shank_spread, fold_spread, knee_spread, pelvis_spread, lumbar_spread, thoracic_spread, spread_count
};

class Layer {
public:
  Layer(const eye_weights::Layer& stored, Eigen::Index columns) {
    const auto rows = static_cast<Eigen::Index>(stored.steps.size());
    HINGE_EXPECT(static_cast<Eigen::Index>(stored.levels.size()) == rows * columns);
    HINGE_EXPECT(stored.bias.empty() || stored.bias.size() == stored.steps.size());
    using Levels = Eigen::Matrix<std::int8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    weight_ = Eigen::Map<const Levels>(stored.levels.data(), rows, columns).cast<float>();
    weight_ = Eigen::Map<const Eigen::VectorXf>(stored.steps.data(), rows).asDiagonal() * weight_;
    bias_ = Eigen::VectorXf::Zero(rows);
    if (!stored.bias.empty()) bias_ = Eigen::Map<const Eigen::VectorXf>(stored.bias.data(), rows);
  }
  [[nodiscard]] Eigen::VectorXf of(const Eigen::VectorXf& in) const { return weight_ * in + bias_; }
  [[nodiscard]] Eigen::Index rows() const { return bias_.size(); }

private:
  Eigen::MatrixXf weight_;
  Eigen::VectorXf bias_;
};

Eigen::VectorXf silu(const Eigen::VectorXf& x) { return x.array() / (1 + (-x.array()).exp()); }

struct Answer {
  Eigen::VectorXf mean, spread;
};

class Net {
public:
  explicit Net(const eye_weights::Net& stored)
      : centre_(Eigen::Map<const Eigen::VectorXf>(stored.centre.data(), inputs)),
        scale_(Eigen::Map<const Eigen::VectorXf>(stored.scale.data(), inputs)),
        one_(stored.one, inputs),
        two_(stored.two, one_.rows()),
        mean_(stored.mean, two_.rows()),
        skip_(stored.skip, inputs),
        spread_(stored.spread, two_.rows()) {
    HINGE_EXPECT(stored.centre.size() == eye_feature_count && stored.scale.size() == eye_feature_count);
    HINGE_EXPECT(mean_.rows() == mean_count && skip_.rows() == mean_count && spread_.rows() == spread_count);
  }

  [[nodiscard]] Answer look(const EyeFeatures& features) const {
    constexpr float most = eye_weights::largest_feature;
    const Eigen::Map<const Eigen::VectorXf> raw(features.data(), inputs);
    const Eigen::VectorXf x = ((raw - centre_).array() / scale_.array()).max(-most).min(most);
    const Eigen::VectorXf hidden = silu(two_.of(silu(one_.of(x))));
    return {mean_.of(hidden) + skip_.of(x), spread_.of(hidden)};
  }

private:
  static constexpr auto inputs = static_cast<Eigen::Index>(eye_feature_count);
  Eigen::VectorXf centre_, scale_;
  Layer one_, two_, mean_, skip_, spread_;
};

/// `spread`: logarithms.
EyeReading reading_of(const RawInclinations& raw, const Answer& answer) {
  const auto mean = [&](Mean which) { return net_unit * static_cast<double>(answer.mean[which]); };
  const auto factors = eye_weights::spread_factors();
  HINGE_EXPECT(factors.size() == static_cast<std::size_t>(spread_count));
  const auto sd = [&](Spread which) {
    const double stated = std::exp(static_cast<double>(answer.spread[which])) * static_cast<double>(factors[static_cast<std::size_t>(which)]);
    return net_unit * std::clamp(stated, least_spread, largest_spread);
  };
  EyeReading out;
  out.trunk = raw.trunk + mean(trunk);
  out.thigh = raw.thigh + mean(thigh);
  out.shank = raw.shank + mean(shank);
  out.pelvis = out.trunk + mean(pelvis_against_trunk);
  out.lumbar = mean(lumbar);
  out.thoracic = mean(thoracic);
  out.trunk_sd = sd(trunk_spread);
  out.thigh_sd = sd(thigh_spread);
  out.shank_sd = sd(shank_spread);
  out.fold_sd = sd(fold_spread);
  out.knee_sd = sd(knee_spread);
  out.pelvis_sd = sd(pelvis_spread);
  out.lumbar_sd = sd(lumbar_spread);
  out.thoracic_sd = sd(thoracic_spread);
  return out;
}

/// All nets, ready to look.
class Eye {
public:
  Eye() {
    for (const auto& stored : eye_weights::nets()) nets_.emplace_back(stored);
    HINGE_EXPECT(!nets_.empty());
  }

  [[nodiscard]] EyeReading read(const EyeInput& input) const {
    Answer sum{Eigen::VectorXf::Zero(mean_count), Eigen::VectorXf::Zero(spread_count)};
    for (const auto& net : nets_) {
      const auto answer = net.look(input.features);
      sum.mean += answer.mean / static_cast<float>(nets_.size());
      sum.spread += answer.spread / static_cast<float>(nets_.size());
    }
    return reading_of(input.raw, sum);
  }

private:
  std::vector<Net> nets_;
};

}  // namespace

EyeReading look(const EyeInput& input) { return Eye().read(input); }

std::vector<std::optional<EyeReading>> read_with_eye(const body::Recording& recording, const EyeView& view) {
  const Eye eye;
  const auto inputs = read_eye_inputs(recording, view);
  std::vector<std::optional<EyeReading>> readings(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i]) readings[i] = eye.read(*inputs[i]);
  return readings;
}

}  // namespace hinge::kinematics
