// The only file that knows TensorFlow Lite.
#include <fcntl.h>
#include <tensorflow/lite/c/c_api.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "hinge/base/files.h"
#include "hinge/pose/inference.h"

// The shared library exports the XNNPACK delegate but ships no header for it: TensorFlow 2.9,
// tensorflow/lite/delegates/xnnpack/xnnpack_delegate.h.
extern "C" {
struct TfLiteXNNPackDelegateOptions {
  std::int32_t num_threads;
  std::uint32_t flags;
  void* weights_cache;
};
TfLiteXNNPackDelegateOptions TfLiteXNNPackDelegateOptionsDefault(void);
TfLiteDelegate* TfLiteXNNPackDelegateCreate(const TfLiteXNNPackDelegateOptions* options);
void TfLiteXNNPackDelegateDelete(TfLiteDelegate* delegate);
}

namespace hinge::pose {
namespace {
template <auto function>
struct Deleter {
  template <class T>
  void operator()(T* object) const {
    function(object);
  }
};
using ModelHandle = std::unique_ptr<TfLiteModel, Deleter<TfLiteModelDelete>>;
using DelegateHandle = std::unique_ptr<TfLiteDelegate, Deleter<TfLiteXNNPackDelegateDelete>>;
using OptionsHandle = std::unique_ptr<TfLiteInterpreterOptions, Deleter<TfLiteInterpreterOptionsDelete>>;
using InterpreterHandle = std::unique_ptr<TfLiteInterpreter, Deleter<TfLiteInterpreterDelete>>;

constexpr std::uintmax_t largest_model_bytes = 256U << 20U;

auto damaged(const std::filesystem::path& file) {
  return fail(Errc::corrupt, "is not a usable pose model; run `make setup` to fetch it again", file.string());
}

struct ModelFile {
  std::filesystem::path path;
  std::string bytes;
};

// The runtime would print its complaints on standard error; our own error names the file and the remedy.
void keep_quiet(void*, const char*, va_list) {}

// Version 2.9 greets on standard error when the delegate is first used and offers no way to say no: the text would
// stand in the middle of the program's own output.
class HushedStderr {
public:
  HushedStderr() : saved_(::dup(STDERR_FILENO)) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (saved_ >= 0 && nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0) ::close(nowhere);
  }
  HushedStderr(const HushedStderr&) = delete;
  HushedStderr& operator=(const HushedStderr&) = delete;
  ~HushedStderr() {
    if (saved_ < 0) return;
    ::dup2(saved_, STDERR_FILENO);
    ::close(saved_);
  }

private:
  int saved_;
};

// Members are destroyed from the last to the first: the interpreter goes before the delegate and the model it uses,
// and the model before the bytes it points into.
class TfliteNetwork final : public Network {
public:
  [[nodiscard]] static Result<std::unique_ptr<Network>> make(std::shared_ptr<const ModelFile> file) {
    auto network = std::make_unique<TfliteNetwork>();
    if (!network->load(file)) return damaged(file->path);
    return std::unique_ptr<Network>(std::move(network));
  }

  [[nodiscard]] Result<std::unique_ptr<Network>> make_twin() const override { return make(file_); }

  [[nodiscard]] std::span<float> input() override { return input_; }

  [[nodiscard]] Result<void> run() override {
    if (TfLiteInterpreterInvoke(interpreter_.get()) != kTfLiteOk)
      return fail(Errc::io, "the pose network could not be run; run `make setup` to fetch its files again");
    return {};
  }

  [[nodiscard]] const std::vector<Tensor>& outputs() const override { return outputs_; }

private:
  [[nodiscard]] bool load(std::shared_ptr<const ModelFile> file) {
    const HushedStderr hushed;
    file_ = std::move(file);
    model_.reset(TfLiteModelCreate(file_->bytes.data(), file_->bytes.size()));
    if (!model_) return false;
    auto delegate_options = TfLiteXNNPackDelegateOptionsDefault();
    // One thread: two of XNNPACK's cost 1.4 times the processor time, and far more when another process wants a core.
    delegate_options.num_threads = 1;
    delegate_.reset(TfLiteXNNPackDelegateCreate(&delegate_options));
    const OptionsHandle options(TfLiteInterpreterOptionsCreate());
    if (!delegate_ || !options) return false;
    TfLiteInterpreterOptionsSetNumThreads(options.get(), 1);
    TfLiteInterpreterOptionsAddDelegate(options.get(), delegate_.get());
    TfLiteInterpreterOptionsSetErrorReporter(options.get(), keep_quiet, nullptr);
    interpreter_.reset(TfLiteInterpreterCreate(model_.get(), options.get()));
    if (!interpreter_ || TfLiteInterpreterAllocateTensors(interpreter_.get()) != kTfLiteOk) return false;
    return bind_tensors();
  }

  [[nodiscard]] bool bind_tensors() {
    if (TfLiteInterpreterGetInputTensorCount(interpreter_.get()) != 1) return false;
    TfLiteTensor* input = TfLiteInterpreterGetInputTensor(interpreter_.get(), 0);
    if (TfLiteTensorType(input) != kTfLiteFloat32) return false;
    input_ = {static_cast<float*>(TfLiteTensorData(input)), TfLiteTensorByteSize(input) / sizeof(float)};
    const int count = TfLiteInterpreterGetOutputTensorCount(interpreter_.get());
    for (int i = 0; i < count; ++i) {
      const TfLiteTensor* output = TfLiteInterpreterGetOutputTensor(interpreter_.get(), i);
      if (TfLiteTensorType(output) != kTfLiteFloat32) return false;
      Tensor tensor;
      for (int d = 0; d < TfLiteTensorNumDims(output); ++d) tensor.shape.push_back(TfLiteTensorDim(output, d));
      tensor.values = {static_cast<const float*>(TfLiteTensorData(output)),
                       TfLiteTensorByteSize(output) / sizeof(float)};
      outputs_.push_back(std::move(tensor));
    }
    return true;
  }

  std::shared_ptr<const ModelFile> file_;
  ModelHandle model_;
  DelegateHandle delegate_;
  InterpreterHandle interpreter_;
  std::span<float> input_;
  std::vector<Tensor> outputs_;
};
}  // namespace

Result<std::unique_ptr<Network>> load_network(const std::filesystem::path& file) {
  auto bytes = read_file(file, largest_model_bytes);
  if (!bytes) {
    if (bytes.error().code != Errc::not_found) return tl::make_unexpected(std::move(bytes).error());
    return fail(Errc::not_found, "the pose model is missing; run `make setup`", file.string());
  }
  // A TFLite file is a flatbuffer with this identifier after its root offset; anything else the runtime would only
  // reject with a message of its own.
  if (bytes->size() < 8 || bytes->compare(4, 4, "TFL3") != 0) return damaged(file);
  return TfliteNetwork::make(std::make_shared<const ModelFile>(ModelFile{file, *std::move(bytes)}));
}

const Tensor* find_tensor(const std::vector<Tensor>& outputs, std::span<const int> shape) {
  const auto found = std::ranges::find_if(outputs, [shape](const Tensor& tensor) {
    std::span<const int> own = tensor.shape;
    while (own.size() > shape.size() && own.front() == 1) own = own.subspan(1);
    return std::ranges::equal(own, shape);
  });
  return found == outputs.end() ? nullptr : &*found;
}

}  // namespace hinge::pose
