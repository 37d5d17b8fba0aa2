# What a person types; each line below says it all. The work is done by ./run and the scripts in tools/.
.DEFAULT_GOAL := help
.PHONY: help run install test test-spark check bench bench-large screens messages format lock oracle

help:            ## this list
	@sed -n 's/^\([a-z-]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run:             ## install what is missing, start everything (./run does the same)
	@./run

install:         ## make .venv with the `motcua` command in it
	@tools/install base

test:            ## everything that is checked: lint, types, contracts, all tests
	@tools/test all

test-spark:      ## the warehouse read by Apache Spark: a master and two workers on this machine (Java 17, 500 MB once)
	@tools/install dev
	@tools/spark_lane

check:           ## the fast part of it (< 60 s)
	@tools/test fast

bench:           ## measure what docs/benchmarks.md tells (10 min); PART=moves, relay, lists or footprint for one
	@tools/install dev
	@SIZES="$(SIZES)" .venv/bin/python -m benchmarks $(PART)

bench-large:     ## figures over ten million dossiers (an hour and a half, 50 GB of disk with EVENTS=500000, 80 GB with all); SIZE=1000000 for fewer, EVENTS= for so many with events
	@tools/install dev
	@SIZE="$(SIZE)" EVENTS="$(EVENTS)" .venv/bin/python -m benchmarks large

screens:         ## take the pictures in docs/screens anew
	@tools/install dev
	@.venv/bin/python -m tools.screens

messages:        ## bring the translation catalogue up to date with the sources
	@tools/install dev
	@.venv/bin/python -m tools.messages

format:          ## put the Python files in order
	@tools/install dev
	@.venv/bin/ruff check --fix --exit-zero -q . && .venv/bin/ruff format -q .

lock:            ## make the hashed locks anew from requirements/*.in
	@tools/install dev
	@tools/lock

oracle:          ## count a million deadlines twice, by the clock and by its oracle (about 10 minutes)
	@tools/install dev
	@PYTHONPATH=src nice -n 15 .venv/bin/python -m motcua.registry.worktime.tests.run_oracle --log docs/oracle.md
