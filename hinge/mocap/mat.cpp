#include "hinge/mocap/mat.h"

#include <matio.h>

#include <array>
#include <cctype>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "hinge/base/files.h"
#include "hinge/mocap/internal/upright.h"

namespace hinge::mocap {
namespace {

using body::Recording;

using MatFile = std::unique_ptr<mat_t, decltype(&Mat_Close)>;
using MatVariable = std::unique_ptr<matvar_t, decltype(&Mat_VarFree)>;

MatVariable matrix(const std::string& name, const std::vector<double>& values, std::size_t rows, std::size_t columns) {
  std::array<std::size_t, 2> size{rows, columns};
  // The library copies the numbers and does not change them; its type says neither.
  return {Mat_VarCreate(name.c_str(), MAT_C_DOUBLE, MAT_T_DOUBLE, 2, size.data(), const_cast<double*>(values.data()), 0), &Mat_VarFree};
}

MatVariable text(const std::string& name, std::string value) {
  std::array<std::size_t, 2> size{value.empty() ? 0U : 1U, value.size()};
  return {Mat_VarCreate(name.c_str(), MAT_C_CHAR, MAT_T_UTF8, 2, size.data(), value.data(), 0), &Mat_VarFree};
}

MatVariable structure(const std::string& name, const std::vector<std::string>& fields) {
  std::array<std::size_t, 2> size{1, 1};
  std::vector<const char*> names;
  for (const std::string& field : fields) names.push_back(field.c_str());
  return {Mat_VarCreateStruct(name.c_str(), 2, size.data(), names.data(), static_cast<unsigned>(names.size())), &Mat_VarFree};
}

/// The structure owns its fields.
void put(matvar_t* whole, const std::string& field, MatVariable value) {
  Mat_VarSetStructFieldByName(whole, field.c_str(), 0, value.release());
}

/// MATLAB's names: letters, digits and underscores, a letter first, at most 63, each once.
std::vector<std::string> field_names(const std::vector<std::string>& names) {
  constexpr std::size_t longest = 55;
  std::vector<std::string> fields;
  std::set<std::string> taken;
  for (const std::string& name : names) {
    std::string field;
    for (const char c : name.substr(0, longest)) field.push_back(std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    if (field.empty() || std::isalpha(static_cast<unsigned char>(field[0])) == 0) field.insert(0, "m_");
    if (!taken.insert(field).second) {
      field += "_" + std::to_string(fields.size() + 1);
      taken.insert(field);
    }
    fields.push_back(field);
  }
  return fields;
}

/// By columns, as MATLAB keeps it.
std::vector<double> coordinates(const Recording& recording, std::size_t column, bool pixels) {
  const std::size_t rows = recording.frames.size(), axes = pixels ? 2 : 3;
  std::vector<double> values(rows * axes, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < rows; ++i) {
    const body::Frame& frame = recording.frames[i];
    if (!frame.has_person() || !frame.landmarks[column].measured) continue;
    const auto at = upright_metres(frame.landmarks[column], recording.space);
    const auto& image = frame.landmarks[column].image;
    const std::array<double, 3> place = pixels ? std::array<double, 3>{image.x, image.y, 0} : std::array<double, 3>{at.x, at.y, at.z};
    for (std::size_t axis = 0; axis < axes; ++axis) values[axis * rows + i] = place[axis];
  }
  return values;
}

MatVariable describe(const Recording& recording) {
  const bool pixels = has_pixels_only(recording);
  const auto fields = field_names(recording.names);
  const std::size_t rows = recording.frames.size();
  std::vector<double> time;
  for (const auto& frame : recording.frames) time.push_back(frame.time.value());
  MatVariable landmarks = structure("landmarks", fields);
  std::string names;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    put(landmarks.get(), fields[i], matrix(fields[i], coordinates(recording, i, pixels), rows, pixels ? 2 : 3));
    names += (i == 0 ? "" : "\n") + recording.names[i];
  }
  MatVariable whole = structure("hinge", {"time_s", "unit", "axes", "names", "landmarks"});
  put(whole.get(), "time_s", matrix("time_s", time, rows, 1));
  put(whole.get(), "unit", text("unit", pixels ? "px" : "m"));
  put(whole.get(), "axes", text("axes", pixels ? "x right, y down" : "right-handed, y up"));
  put(whole.get(), "names", text("names", names));
  put(whole.get(), "landmarks", std::move(landmarks));
  return whole;
}

}  // namespace

Result<void> write_mat(const Recording& recording, const std::filesystem::path& path) {
  HINGE_TRY(AtomicFile file, AtomicFile::create(path));
  constexpr const char* head = "MATLAB 5.0 MAT-file, written by Hinge";  // the library's own has the date in it
  {
    const MatFile mat(Mat_CreateVer(file.part_path().c_str(), head, MAT_FT_MAT5), &Mat_Close);
    if (!mat) return fail(Errc::io, "cannot be created", path.string());
    const MatVariable whole = describe(recording);
    if (!whole || Mat_VarWrite(mat.get(), whole.get(), MAT_COMPRESSION_NONE) != 0) return fail(Errc::io, "cannot be written", path.string());
  }
  return file.commit();
}

}  // namespace hinge::mocap
