# One door for everything. Each target brings what it needs; nothing is installed by hand.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo run check test bench keep clean uv sync

UV_HOME ?= $(HOME)/.local/bin
UV := $(shell command -v uv 2>/dev/null || echo "$(UV_HOME)/uv")
# Bytecode is made once, here: where Python may not write it (containers often say so), every part
# would compile the libraries and us anew at each start, three seconds of computing for each.
SYNC := "$(UV)" sync --locked --quiet --compile-bytecode
RUN := "$(UV)" run --locked --no-sync
COMPILE := $(RUN) python -m compileall -q activities api infra services workflows
ARGS ?=

help:
	@echo "make demo   chạy bản trình diễn (người và dữ liệu giả)"
	@echo "make run    chạy thật cho một phường"
	@echo "make check  format, lint, types, layers (no servers)"
	@echo "make test   all tests, with every server they need"
	@echo "make bench  figures, as ratios side by side"
	@echo "make keep   keep a golden row and the stored name of each new event, the table of acts, the scores of the cases"
	@echo "make clean  remove what was built here (never data)"

# uv from the registry when it is missing: into its own virtual environment, so that neither
# the system's Python nor its package manager is touched.
uv:
	@command -v "$(UV)" >/dev/null 2>&1 || { \
	  echo "Đang cài uv (công cụ Python), khoảng 10 giây…"; \
	  venv="$(HOME)/.local/share/dondoc/uv"; \
	  { python3 -m venv "$$venv" >/dev/null && "$$venv/bin/python" -m pip install -q uv && \
	    mkdir -p "$(UV_HOME)" && ln -sf "$$venv/bin/uv" "$(UV_HOME)/uv"; } || \
	  { python3 -m pip install -q --user --break-system-packages uv 2>/dev/null || python3 -m pip install -q --user uv; } || \
	  { echo "Không cài được uv. Hãy cài Python 3.11 trở lên kèm venv hoặc pip rồi chạy lại."; exit 1; }; }

sync: uv
	@$(SYNC)
	@$(COMPILE)

# A person's installation needs no developers' tools.
demo run: uv
	@$(SYNC) --no-dev --inexact
	@$(COMPILE)
	@$(RUN) dondoc up $(if $(filter demo,$@),--demo) $(ARGS)

check: sync
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@"$(UV)" lock --check --quiet

# The server is built before the tests, so that no test waits for a first build. Files are taken in
# their own order: the longest, which hold few tests, would else run last and alone. What pytest
# makes of the test files is kept, also where Python may not write bytecode: making it anew takes
# every process that reads tests as long as reading them does.
test: sync
	@$(RUN) python -m infra.engines.temporal.build
	@PYTHONDONTWRITEBYTECODE= $(RUN) pytest $(if $(ARGS),$(ARGS),-n 2 --dist loadfile --no-loadscope-reorder --durations=20)

# The golden rows and stored names of events that are new; what is kept is never touched. The scores
# of the cases of plan documents are raised, never lowered.
keep: sync
	@$(RUN) python -m tests.ledger.golden_rows
	@$(RUN) python -m tests.domain.act_table
	@$(RUN) python -m tests.plandoc.case_scores

# With what only stands beside us in the figures, and in no installation.
bench: uv
	@$(SYNC) --group bench
	@$(COMPILE)
	@$(RUN) --group bench python -m infra.bench $(ARGS)

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
