# The front door. `make help` lists what can be done; CMakePresets.json holds the details.
SHELL := /bin/bash
.DEFAULT_GOAL := help
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 20
# Clips with known truth and marker takes; they do not ship with Hinge.
TRUTH ?= ../shared/clips/rendered ../shared/clips/filmed
RENDERED ?= $(firstword $(TRUTH))
LOOK ?= dim
MARKERS ?= ../shared/mocap/lifting
# The fit's people, and recordings of the rendered clips (build/accuracy/recordings, or where bench-accuracy left them).
PEOPLE ?= 600
FIT ?= build/eye
RECORDINGS ?= build/accuracy
DEMO_CLIP := tests/clips/demo_hinge.mp4
export CMAKE_CXX_COMPILER_LAUNCHER ?= $(shell command -v ccache)

.PHONY: help setup build demo handbook test test-asan bench bench-accuracy bench-mirrored bench-copies bench-variations bench-films variation-floors truth-bounds truth-broken bench-store fit fuzz format clean

help:       ## This list
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | expand -t 18

setup:      ## Install Debian packages, fetch and check the network runtime and the pose models
	@tools/setup

build: setup  ## Build the program: build/hinge
	@cmake --preset dev >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	@cmake --build build --target hinge hinge_web -j $(JOBS)

demo: build  ## Set up, build, judge the shipped clip, say where the report is
	@build/hinge analyze $(DEMO_CLIP) --out build/demo

handbook: build  ## Write docs/handbook from the knowledge files
	@build/hinge knowledge handbook --out docs/handbook

test: setup  ## Set up, build, run every test (fuzzers 20 s each included)
	@cmake --preset dev >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	@cmake --build build -j $(JOBS)
	@$(MAKE) --no-print-directory fuzz
	@ctest --test-dir build --output-on-failure -j 2

test-asan: setup  ## The C++ tests under AddressSanitizer and UBSan
	@cmake --preset asan >build/configure-asan.log 2>&1 || { cat build/configure-asan.log; exit 1; }
	@cmake --build build/asan -j $(JOBS)
	@ctest --test-dir build/asan --output-on-failure -LE browser

bench: build  ## Time each stage and the whole run
	@cmake --build build --target hinge_bench hinge_stage_times -j $(JOBS)
	@build/bench/hinge_bench --benchmark_min_time=0.2
	@build/bench/hinge_stage_times $(DEMO_CLIP) build/vendor/models knowledge

bench-accuracy: build  ## Judge every clip with known truth (TRUTH=folders) and write docs/accuracy.md; ACCURACY_FLAGS=--reuse judges the last recordings again
	@cmake --build build --target hinge_angle_series hinge_turned_sticks -j $(JOBS)
	@bench/accuracy/bench_accuracy $(TRUTH:%=--truth %) --mocap $(MARKERS) $(ACCURACY_FLAGS)
	@bench/accuracy/summary_line --write

bench-mirrored: build  ## The same on mirrored, smaller, coarser copies of the rendered clips (RENDERED=folder); docs/accuracy-mirrored.md
	@cmake --build build --target hinge_angle_series hinge_turned_sticks -j $(JOBS)
	@bench/accuracy/mirror_clips --truth $(RENDERED) --out build/mirrored/clips
	@bench/accuracy/bench_accuracy --truth build/mirrored/clips --mirrored --work build/mirrored/results --page docs/accuracy-mirrored.md

bench-copies: build  ## The same on copies that look otherwise (LOOK=cropped or dim); build/LOOK/accuracy.md
	@cmake --build build --target hinge_angle_series hinge_turned_sticks -j $(JOBS)
	@bench/accuracy/mirror_clips --truth $(RENDERED) --out build/$(LOOK)/clips --look $(LOOK)
	@bench/accuracy/bench_accuracy --truth build/$(LOOK)/clips --mirrored --work build/$(LOOK)/results --page build/$(LOOK)/accuracy.md

truth-bounds: build  ## Measure on tests/truth/recordings and write tests/truth/bounds.toml anew
	@cmake --build build --target hinge_measure_bounds -j $(JOBS)
	@build/bench/truth/hinge_measure_bounds > build/bounds.toml && mv build/bounds.toml tests/truth/bounds.toml

truth-broken: build  ## Which changed constants tests/truth notices: docs/truth-broken.md
	@bench/truth/break_constants

bench-films: build  ## Films as people have them, made of clips with truth (RENDERED=folder); docs/accuracy-films.md
	@bench/films_as_they_are/bench_films_as_they_are --truth $(RENDERED) --page docs/accuracy-films.md

variation-floors: build  ## Write what the sample of variations in the tests may not fall below, as measured now
	@cmake --build build --target hinge_variations -j $(JOBS)
	@build/bench/variations/hinge_variations knowledge tests/truth/recordings tests/truth/recordings --every 9 --write-floors bench/variations/floors.json

bench-variations: build  ## Thousands of clips made from recordings with truth (RENDERED=folder); docs/accuracy-variations.md
	@cmake --build build --target hinge_variations -j $(JOBS)
	@bench/variations/record_clips $(RENDERED) build/variations/recordings
	@build/bench/variations/hinge_variations knowledge $(RENDERED) build/variations/recordings --json build/variations/figures.json
	@bench/variations/page.py build/variations/figures.json docs/accuracy-variations.md

bench-store: setup  ## A million sets in SQLite and in PostgreSQL: what a person waits for (minutes; 4 GB of /tmp)
	@cmake --preset dev >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	@cmake --build build --target hinge_store_bench -j $(JOBS)
	@build/bench/hinge_store_bench

fit: build  ## Teach the eye anew from PEOPLE (600) rendered people, resumable (bench/fit/eye/README.md); writes FIT/eye_weights.cpp
	@cmake --build build --target hinge_record_stills hinge_eye_inputs -j $(JOBS)
	@bench/fit/eye/render_people --out $(FIT)/people --people $(PEOPLE)
	@bench/fit/eye/see_people $(FIT)/people
	@bench/fit/eye/see_clips $(FIT)/clips --recordings $(RECORDINGS) --truth $(RENDERED)
	@bench/fit/eye/fit_eye $(FIT)/people $(FIT)/clips --report --out $(FIT)/eye_weights.cpp

fuzz: export CCACHE_EXTRAFILES := $(CURDIR)/fuzz/not_ours.txt
fuzz: setup  ## Run every fuzzer FUZZ_SECONDS (20) seconds
	@cmake --preset fuzz >build/configure-fuzz.log 2>&1 || { cat build/configure-fuzz.log; exit 1; }
	@cmake --build build/fuzz --target fuzzers -j $(JOBS)
	@tools/run_fuzzers build/fuzz/fuzz $(FUZZ_SECONDS)

format:     ## Format every C++ file
	@git ls-files '*.h' '*.cpp' | xargs clang-format-14 -i

clean:      ## Remove what was built; keeps the fetched runtime and models
	@find build -mindepth 1 -maxdepth 1 ! -name vendor -exec rm -rf {} +
