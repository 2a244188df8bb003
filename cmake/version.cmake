# The commit the programs report about themselves, looked up by each build: with a + behind it where the tree differs, "unknown" in a
# source archive. Only the one file that holds it is compiled again. Also a script: cmake -DTREE=... -DFROM=... -DTO=... -P version.cmake
if(CMAKE_SCRIPT_MODE_FILE)
  set(SALLYPORT_COMMIT unknown)
  # Not that of a repository around an unpacked archive: the tree is the top of its own.
  execute_process(COMMAND git -C ${TREE} rev-parse --show-prefix
                  OUTPUT_VARIABLE prefix RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT failed AND NOT prefix)
    execute_process(COMMAND git -C ${TREE} rev-parse --short=12 HEAD
                    OUTPUT_VARIABLE commit RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    execute_process(COMMAND git -C ${TREE} --no-optional-locks status --porcelain OUTPUT_VARIABLE changes ERROR_QUIET)
    if(NOT failed AND changes)
      string(APPEND commit "+")
    endif()
    if(NOT failed)
      set(SALLYPORT_COMMIT ${commit})
    endif()
  endif()
  configure_file(${FROM} ${TO} @ONLY)  # writes nothing where nothing changed
  return()
endif()

# sallyport_commit(<target> <template>): compiles the template, with the commit in it, into the target.
set(SALLYPORT_VERSION_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(sallyport_commit target template)
  get_filename_component(name ${template} NAME_WLE)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${target}-${name})
  add_custom_target(${target}_commit BYPRODUCTS ${made}
    COMMAND ${CMAKE_COMMAND} -DTREE=${CMAKE_SOURCE_DIR} -DFROM=${CMAKE_CURRENT_SOURCE_DIR}/${template} -DTO=${made}
            -DSALLYPORT_VERSION=${PROJECT_VERSION} -P ${SALLYPORT_VERSION_SCRIPT}
    COMMENT "Looking up the commit" VERBATIM)
  target_sources(${target} PRIVATE ${made})
  add_dependencies(${target} ${target}_commit)
endfunction()
