# One library per folder, whose dependencies are exactly the arrows of ARCHITECTURE.md; the tests and fuzz targets that
# stand in the folder (*_test.cpp, *_fuzz.cpp) and its bench/ become programs of their own. A fuzz target is built for libFuzzer
# in the fuzz preset; elsewhere a test feeds it what vectors/malformed keeps for it.

add_library(sallyport_warnings INTERFACE)
target_compile_options(sallyport_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
# GCC 12 takes "literal" + std::string for overlapping or short memory, and the comparison of two vectors of octets for one of
# half the address space; at -O3 it warns of a moved std::variant whose other alternatives are not initialised.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(sallyport_warnings INTERFACE
    -Wno-array-bounds -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow
    $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
endif()
if(SALLYPORT_SANITIZE)
  target_compile_options(sallyport_warnings INTERFACE -fsanitize=${SALLYPORT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  target_link_options(sallyport_warnings INTERFACE -fsanitize=${SALLYPORT_SANITIZE})
endif()

# The standard library's headers, compiled once: a third of the build. Every file still includes what it uses, which the builds
# without it (asan, tidy, fuzz) see to.
if(SALLYPORT_PRECOMPILE)
  file(WRITE ${CMAKE_BINARY_DIR}/standard_library.cpp "")
  add_library(sallyport_standard_library OBJECT ${CMAKE_BINARY_DIR}/standard_library.cpp)
  target_link_libraries(sallyport_standard_library PRIVATE sallyport_warnings)
  target_precompile_headers(sallyport_standard_library PRIVATE
    <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <optional> <ranges> <set> <span>
    <sstream> <stdexcept> <string> <string_view> <tuple> <utility> <variant> <vector>)
endif()
# `make fuzz` builds nothing else.
if(SALLYPORT_FUZZ)
  add_custom_target(fuzz_targets)
endif()

function(sallyport_precompiled target)
  if(SALLYPORT_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM sallyport_standard_library)
    # What ccache asks of GCC for a precompiled header.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endfunction()

# sallyport_folder(<side> <folder> [DEPENDS folder...] [LINK targets...])
# <side> is "conformance" or "gateway"; wire/ike becomes the target conformance_wire_ike.
function(sallyport_folder side folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  string(REPLACE "/" "_" name "${side}_${folder}")
  set(links ${ARG_LINK})
  foreach(dependency ${ARG_DEPENDS})
    string(REPLACE "/" "_" dependency "${side}_${dependency}")
    list(APPEND links ${dependency})
  endforeach()

  set(here ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${here}/*.cpp)
  set(tests ${sources})
  set(fuzzers ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|main)\\.cpp$")

  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${links} PRIVATE sallyport_warnings)
    sallyport_precompiled(${name})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE ${links})
  endif()

  if(tests AND SALLYPORT_TESTS)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} GTest::gtest GTest::gtest_main sallyport_warnings)
    sallyport_precompiled(${name}_test)
    target_compile_definitions(${name}_test PRIVATE SALLYPORT_SOURCE="${CMAKE_SOURCE_DIR}")
    gtest_discover_tests(${name}_test TEST_PREFIX "${side}/${folder}/" DISCOVERY_TIMEOUT 60)
  endif()

  foreach(fuzzer ${fuzzers})
    get_filename_component(stem ${fuzzer} NAME_WE)
    if(SALLYPORT_FUZZ)
      add_executable(${name}_${stem} ${fuzzer})
      target_link_options(${name}_${stem} PRIVATE -fsanitize=fuzzer)
      sallyport_fuzz_target(${name}_${stem} ${name})
      add_dependencies(fuzz_targets ${name}_${stem})
    elseif(SALLYPORT_TESTS)
      add_executable(${name}_${stem}_corpus ${fuzzer} ${CMAKE_SOURCE_DIR}/cmake/corpus_test.cpp)
      target_link_libraries(${name}_${stem}_corpus PRIVATE GTest::gtest GTest::gtest_main)
      target_compile_definitions(${name}_${stem}_corpus PRIVATE
        SALLYPORT_CORPUS="${CMAKE_SOURCE_DIR}/vectors/malformed/${name}_${stem}")
      sallyport_fuzz_target(${name}_${stem}_corpus ${name})
      gtest_discover_tests(${name}_${stem}_corpus TEST_PREFIX "${side}/${folder}/${stem}/" DISCOVERY_TIMEOUT 60)
    endif()
  endforeach()
endfunction()

function(sallyport_fuzz_target program folder)
  target_link_libraries(${program} PRIVATE ${folder} sallyport_warnings)
  sallyport_precompiled(${program})
  target_compile_definitions(${program} PRIVATE SALLYPORT_SOURCE="${CMAKE_SOURCE_DIR}")
endfunction()
