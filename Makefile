# What people and CI type. Everything happens in build/; the programs lie in build/bin/.
BUILD     := build
JOBS      := $(shell nproc)
PYTEST    := /usr/bin/python3 -m pytest
# The tests of the harness wait more than they compute.
WORKERS   := $(shell expr 3 \* $(JOBS))
# What ccache must overlook to keep files that use a precompiled header.
export CCACHE_SLOPPINESS = pch_defines,time_macros
# ccache is looked up when it is used: the first run installs it, and the second must find the same configuration.
CONFIGURE = cmake --preset dev $(if $(shell command -v ccache),-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

.PHONY: all demo test test-full bench fuzz format tidy install package clean build-packages test-packages

all: build-packages
	@$(CONFIGURE) > /dev/null
	@cmake --build $(BUILD) -j $(JOBS)

build-packages:
	@harness/install-packages build

test-packages:
	@harness/install-packages build test unpacked

# The reference gateway on loopback, probed from end to end.
demo: all
	@harness/demo

test: test-packages all
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)
	$(PYTEST) harness -n $(WORKERS) -m "not slow"

# How many spoilt messages the sanitized tests bear, at all points of the exchange together; the usual tests bear few.
MANGLED   := 100000

# Everything: every mutant against the whole battery, repeats, the address sanitizer, the fuzz targets.
test-full: test
	@harness/install-packages guests
	$(PYTEST) harness -n $(WORKERS) --slow -m slow
	cmake --preset asan > /dev/null
	cmake --build $(BUILD)/asan -j $(JOBS)
	SALLYPORT_MANGLED=$(MANGLED) ctest --test-dir $(BUILD)/asan --output-on-failure -j $(JOBS)
	$(MAKE) fuzz

# MEASURE=set_ups or throughput says what alone is measured.
bench: test-packages all
	@cd harness && PYTHONPATH=. /usr/bin/python3 -m bench $(MEASURE)

# SECONDS_EACH=60 or RUNS=2000000 says how long each target runs.
fuzz:
	@harness/install-packages build fuzz
	@cmake --preset fuzz > /dev/null
	@cmake --build $(BUILD)/fuzz -j $(JOBS) --target fuzz_targets
	@harness/fuzz $(BUILD)/fuzz/bin

format:
	@git ls-files '*.cpp' '*.h' | xargs clang-format -i

tidy:
	@cmake --preset tidy > /dev/null
	@cmake --build $(BUILD)/tidy -j $(JOBS)

install: all
	cmake --install $(BUILD) --prefix /usr/local

package: build-packages
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=/usr -DSALLYPORT_TESTS=OFF > /dev/null
	@cmake --build $(BUILD)/release -j $(JOBS)
	@cd $(BUILD)/release && cpack

clean:
	rm -rf $(BUILD)
