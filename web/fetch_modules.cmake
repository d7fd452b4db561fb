# cmake -DWEB=… -DNPM=… -P fetch_modules.cmake: `npm ci`, unless what is there already is what the lock file asks for.
# Install scripts are not run: none of the packages needs one.
set(installed "${WEB}/node_modules/.package-lock.json")
if(EXISTS "${installed}" AND NOT "${WEB}/package-lock.json" IS_NEWER_THAN "${installed}")
  return()
endif()
execute_process(
  COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  WORKING_DIRECTORY "${WEB}"
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "npm could not fetch the packages that build the report page (see above). It needs the npm registry once; "
    "behind a mirror set it with: npm config set registry ADDRESS")
endif()
