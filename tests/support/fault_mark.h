#pragma once
// A clip that makes the test's hinge-decode misbehave: a whole, good MP4 with an MP4 box behind its last that every
// reader passes over ("free") and that says what goes wrong and before which picture.
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

namespace hinge::test {

struct Fault {
  std::string kind;  ///< as hinge/media/internal/faulty_decode.cpp knows them; empty: none
  int before_picture = 0;
};

constexpr std::size_t fault_box_bytes = 64;
constexpr const char* fault_word = "hinge-test ";

inline void mark_with_fault(const std::filesystem::path& clip, const Fault& fault) {
  std::string box(fault_box_bytes, '\0');
  box.replace(3, 5, std::string(1, static_cast<char>(fault_box_bytes)) + "free");
  const std::string words = fault_word + fault.kind + " " + std::to_string(fault.before_picture);
  box.replace(8, words.size(), words);
  std::ofstream(clip, std::ios::binary | std::ios::app) << box;
}

[[nodiscard]] inline Fault read_fault(int clip) {
  std::array<char, fault_box_bytes> box{};
  const auto end = ::lseek(clip, 0, SEEK_END);
  if (::pread(clip, box.data(), box.size(), end - static_cast<off_t>(box.size())) != static_cast<ssize_t>(box.size())) return {};
  const std::string words(box.data() + 8);
  if (!words.starts_with(fault_word)) return {};
  const auto rest = words.substr(std::string(fault_word).size());
  return {rest.substr(0, rest.find(' ')), std::stoi(rest.substr(rest.find(' ') + 1))};
}

}  // namespace hinge::test
