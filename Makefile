# make topics   install into .venv and print the topics of seeds/
# make test     install into .venv and run the tests
# make check    the tests, and the linters, type checker and import rules
# make bench    speed beside the neighbours, and the figures of docs/results.md for topics
# make fuzz     a minute of fuzzing for each reader and grammar (FUZZ_SECONDS=600 for ten)
# make models   train the shipped models again, and pkuseg, which ships none. The training text that is
#               not in the project lies in SHARED: public documents in corpus/, annotations in gold/.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where the user names a Python that has no venv module (Debian without python3-venv), virtualenv
# is fetched into a folder of its own; nothing is ever installed outside this checkout.
TOOLS := $(VENV)-tools

SHARED ?= ../shared
DOCUMENTS := national_plans government_work_reports_national government_work_reports_provincial \
  state_council digital_regulations laws_by_domain cyberspace_and_industry_ministry \
  laws_and_regulations.jsonl.gz

.PHONY: topics test check lint bench fuzz models clean

topics: $(BIN)/policynlp
	$(BIN)/policynlp topics seeds/

test: $(VENV)/dev-installed
	$(BIN)/python -m pytest

check: lint test

lint: $(VENV)/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev-installed
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/topics.py

FUZZ_SECONDS ?= 60
fuzz: $(VENV)/dev-installed
	for target in readers cleaner numbers titles; do \
	  $(BIN)/python -m tests.fuzz $$target $(FUZZ_SECONDS) || exit 1; done

models: $(VENV)/dev-installed
	@test -d $(SHARED)/corpus || { echo "make models: no folder $(SHARED)/corpus; set SHARED" >&2; exit 2; }
	$(BIN)/policynlp train-segmenter tests/gold/seeds_segmentation.txt models/segmenter/data \
	  --boundaries models/segmenter/boundaries.tsv $(SHARED)/corpus \
	  --terms models/segmenter/terms.txt $(addprefix --corpus $(SHARED)/corpus/,$(DOCUMENTS)) \
	  -o models/segmenter
	$(BIN)/policynlp train tests/gold/seeds_entities.jsonl $(SHARED)/gold/policy_entities.jsonl \
	  models/zh_policy_core/data -o models/zh_policy_core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[pkuseg]'
	$(BIN)/policynlp train-segmenter models/segmenter/data --engine pkuseg -o models/pkuseg

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) 2>/dev/null || ( rm -rf $(VENV) && \
	  $(PYTHON) -m pip install --quiet --target $(TOOLS) virtualenv && \
	  PYTHONPATH=$(TOOLS) $(PYTHON) -m virtualenv --quiet $(VENV) )

$(BIN)/policynlp: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]'
	@touch $@

$(VENV)/dev-installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(TOOLS) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
