# hinge_module(NAME kinematics SOURCES a.cpp … DEPENDS base body [LIBRARIES Eigen3::Eigen …] [TESTS a_test.cpp …])
#
# One folder, one target (hinge_kinematics, alias hinge::kinematics), one namespace. DEPENDS names rooms, and a room
# that HINGE_EDGES does not allow stops the configuration here, before anything is compiled.
# TESTS become one CTest executable per room, hinge_<name>_test.

# -Wno-restrict: g++ 12 reports a false positive inside std::string (GCC bug 105329).
set(HINGE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND HINGE_WARNINGS -Wno-restrict)
endif()

function(hinge_compile_options target)
  target_compile_options(${target} PRIVATE ${HINGE_WARNINGS})
  if(HINGE_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# Code that does not run long is built in two thirds of the time: tests, the command line.
function(hinge_compile_fast target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

function(hinge_module)
  cmake_parse_arguments(ROOM "" "NAME" "SOURCES;DEPENDS;LIBRARIES;TESTS;TEST_LIBRARIES" ${ARGN})
  if(ROOM_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "hinge_module(${ROOM_NAME}): unknown arguments: ${ROOM_UNPARSED_ARGUMENTS}")
  endif()
  foreach(dependency IN LISTS ROOM_DEPENDS)
    if(NOT dependency IN_LIST HINGE_EDGES_${ROOM_NAME})
      message(FATAL_ERROR
        "hinge/${ROOM_NAME} may not depend on hinge/${dependency}: the arrows point one way (cmake/HingeLayers.cmake). "
        "Allowed: ${HINGE_EDGES_${ROOM_NAME}}")
    endif()
  endforeach()

  set(target hinge_${ROOM_NAME})
  list(TRANSFORM ROOM_DEPENDS PREPEND hinge::)
  if(ROOM_SOURCES)
    add_library(${target} STATIC ${ROOM_SOURCES})
    target_link_libraries(${target} PUBLIC ${ROOM_DEPENDS} PRIVATE ${ROOM_LIBRARIES})
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
    hinge_compile_options(${target})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${ROOM_DEPENDS} ${ROOM_LIBRARIES})
    target_include_directories(${target} INTERFACE "${CMAKE_SOURCE_DIR}")
  endif()
  add_library(hinge::${ROOM_NAME} ALIAS ${target})

  if(HINGE_DEVELOPER_MODE AND ROOM_TESTS)
    hinge_test(NAME ${target}_test SOURCES ${ROOM_TESTS} LIBRARIES hinge::${ROOM_NAME} ${ROOM_TEST_LIBRARIES})
  endif()
endfunction()

# hinge_test(NAME x SOURCES x_test.cpp … [LIBRARIES …]): a GoogleTest executable whose every TEST is a CTest entry's
# content; one CTest entry per executable keeps start-up cost low on small machines.
function(hinge_test)
  cmake_parse_arguments(T "" "NAME" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${T_NAME} ${T_SOURCES})
  target_link_libraries(${T_NAME} PRIVATE ${T_LIBRARIES} hinge::test_support GTest::gtest_main rapidcheck)
  target_include_directories(${T_NAME} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${T_NAME} PRIVATE
    HINGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HINGE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  hinge_compile_options(${T_NAME})
  hinge_compile_fast(${T_NAME})
  add_test(NAME ${T_NAME} COMMAND ${T_NAME})
  # Properties draw the same cases in every run; the executable itself draws new ones (RC_PARAMS of RapidCheck).
  set_tests_properties(${T_NAME} PROPERTIES TIMEOUT 600 ENVIRONMENT "RC_PARAMS=seed=20260105")
endfunction()
