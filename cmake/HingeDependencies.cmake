# Every third-party library, found once; each with licence and reason in docs/dependencies.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(avformat REQUIRED IMPORTED_TARGET libavformat)
pkg_check_modules(avcodec REQUIRED IMPORTED_TARGET libavcodec)
pkg_check_modules(avutil REQUIRED IMPORTED_TARGET libavutil)
pkg_check_modules(avfilter REQUIRED IMPORTED_TARGET libavfilter)
pkg_check_modules(swscale REQUIRED IMPORTED_TARGET libswscale)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
find_path(EXPECTED_INCLUDE tl/expected.hpp REQUIRED)

add_library(hinge_tomlplusplus INTERFACE)
target_include_directories(hinge_tomlplusplus SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE}")
# One setting for the whole program: two would be two definitions of the same inline functions.
target_compile_definitions(hinge_tomlplusplus INTERFACE TOML_EXCEPTIONS=0)
add_library(hinge::tomlplusplus ALIAS hinge_tomlplusplus)

# TensorFlow Lite C, from the npm package that `make setup` unpacked and checked.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  set(HINGE_TFLITE_DIR "${HINGE_VENDOR_DIR}/tflite/linux_arm64")
else()
  set(HINGE_TFLITE_DIR "${HINGE_VENDOR_DIR}/tflite/linux_amd64")
endif()
if(NOT EXISTS "${HINGE_TFLITE_DIR}/libtensorflowlite_c.so")
  message(FATAL_ERROR "The network runtime is not unpacked: run `make setup` (looked in ${HINGE_TFLITE_DIR})")
endif()
add_library(hinge_tflite SHARED IMPORTED GLOBAL)
set_target_properties(hinge_tflite PROPERTIES
  IMPORTED_LOCATION "${HINGE_TFLITE_DIR}/libtensorflowlite_c.so"
  IMPORTED_NO_SONAME ON
  INTERFACE_INCLUDE_DIRECTORIES "${HINGE_VENDOR_DIR}/tflite/include")
add_library(hinge::tflite ALIAS hinge_tflite)

if(HINGE_DEVELOPER_MODE)
  find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  add_library(rapidcheck INTERFACE)
  target_include_directories(rapidcheck SYSTEM INTERFACE "${RAPIDCHECK_INCLUDE}")
  target_link_libraries(rapidcheck INTERFACE "${RAPIDCHECK_LIBRARY}")
endif()
