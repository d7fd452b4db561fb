#pragma once
// The one thing Hinge asks of a network runtime: floats in, floats out. Another runtime implements Network and replaces
// load_network(); nothing else in this room knows which one is behind it.
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "hinge/base/result.h"

namespace hinge::pose {

/// A result of the network, valid until it runs again.
struct Tensor {
  std::vector<int> shape;
  std::span<const float> values;
};

/// One loaded network with its own buffers: not thread-safe, one per worker.
class Network {
public:
  Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;
  virtual ~Network() = default;

  /// Where the next input goes, row-major; keeps its content until overwritten.
  [[nodiscard]] virtual std::span<float> input() = 0;
  [[nodiscard]] virtual Result<void> run() = 0;
  /// In the file's order, which differs between releases: find a tensor by its shape.
  [[nodiscard]] virtual const std::vector<Tensor>& outputs() const = 0;
  /// Another one for another worker: buffers of its own, the file's bytes shared.
  [[nodiscard]] virtual Result<std::unique_ptr<Network>> make_twin() const = 0;
};

/// Loads a .tflite file to run on the calling thread alone. Errors: not_found, corrupt; they name the file and the
/// remedy.
[[nodiscard]] Result<std::unique_ptr<Network>> load_network(const std::filesystem::path& file);

/// The output with exactly this many dimensions' sizes after leading ones are dropped, e.g. {2254, 12}; nullptr if
/// none.
[[nodiscard]] const Tensor* find_tensor(const std::vector<Tensor>& outputs, std::span<const int> shape);

}  // namespace hinge::pose
