# The commit the programs report about themselves; "unknown" in a source archive.
execute_process(COMMAND git -C ${CMAKE_SOURCE_DIR} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE SALLYPORT_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT SALLYPORT_COMMIT)
  set(SALLYPORT_COMMIT unknown)
endif()
