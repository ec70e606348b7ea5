# `make demo` runs the comparison; `make test` runs every test. Both set up .venv first, once.
.DEFAULT_GOAL := help
.PHONY: help demo whatif test fast others style check bench soak mutate docs screening worlds sliders alone agents rivals robust worth coverage verdicts lock clean setup pictures
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

help:  ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(READY)  ## Compare working together with working alone; ends with a report in results/
	$(RUN) -m experiments.compare

whatif: $(READY)  ## Open the what-if page for a leadership team
	$(RUN) -m experiments.whatif

test: $(READY)  ## Run every test
	$(RUN) -m pytest -n auto --dist worksteal

fast: $(READY)  ## Run the fast tests
	$(RUN) -m pytest -n auto --dist worksteal -m "not slow and not e2e and not pattern"

others: $(READY)  ## Run the fast tests but for those marked `once`, which say the same on every Python
	$(RUN) -m pytest -n auto --dist worksteal -m "not slow and not e2e and not pattern and not once"

style: $(READY)  ## Check style, types and floors
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/pyright
	$(VENV)/bin/lint-imports

check: style fast  ## Style, types, floors and the fast tests: run before each commit

bench: $(READY)  ## Measure the speed of a run
	$(RUN) -m benchmarks.run

soak: $(READY)  ## Try each property on a thousand new inputs, kill sweeps, ask the page ten thousand things: hours: SOAK=1 rounds
	for round in $$(seq $${SOAK:-1}); do $(RUN) -m pytest -n auto -q -m property --hypothesis-profile=soak --hypothesis-seed=$$RANDOM; done
	SOAK=1 $(RUN) -m pytest -q tests/e2e/test_sweep_*.py tests/e2e/test_rerun.py tests/e2e/test_extend_checked.py tests/contract/test_asks.py tests/contract/test_rival_rules.py tests/regression/test_stories.py tests/patterns
	SOAK=1 $(RUN) -m pytest -q -rP tests/e2e/web/test_fuzz.py

mutate: $(READY)  ## Change rules one at a time to see whether tests notice; goes on where it stopped: SAMPLE=60 a folder (0: all, days), SEED=1, NEAR=1 (nearest tests only), FOLDERS= (or files)
	$(RUN) -m tests.mutation $(FOLDERS)

docs: $(READY)  ## Write the generated pages of docs/ anew
	$(RUN) -m sim.documentation

pictures: $(READY)  ## Take the pictures of docs/whatif.md anew, in a real browser
	$(RUN) -m tests.e2e.web.pictures

screening: $(READY)  ## Measure anew which unknown numbers move nothing and are fixed; goes on where it stopped; then make worlds
	$(RUN) -c "from pathlib import Path; from sim.validation.screening import write; print(write(Path('results/screening')), 'numbers move nothing')"
	$(RUN) -m sim.documentation

worlds: $(READY)  ## Find the worlds that agree with what is known of month 0 anew
	$(RUN) -c "from sim.validation.worlds import write; print(write(), 'worlds kept')"
	$(RUN) -c "from sim.whatif.mind import write; print(', '.join(write()))"
	$(RUN) -c "from sim.whatif.decides import write; print(write(), 'worlds shared')"

sliders: $(READY)  ## Measure anew what each slider of the what-if page moves by itself
	$(RUN) -c "from sim.whatif.slider_effects import write; print(write(), 'sliders move nothing that people would notice')"

alone: $(READY)  ## Measure anew what each thing that a plan can hold does by itself, for docs/plans.md, reports and the page
	$(RUN) -c "from sim.validation.alone import write; print(write(), 'things move nothing that anybody would notice')"
	$(RUN) -m sim.documentation

agents: $(READY)  ## Measure anew what it buys to have agents, for docs/agents.md and every report
	$(RUN) -m experiments.agents store=true
	$(RUN) -m sim.documentation

worth: $(READY)  ## Measure anew what it is worth to find out before choosing, for every report
	$(RUN) -m experiments.worth_knowing store=true

coverage: $(READY)  ## Measure anew whether calibration is right about places that are invented, for docs/calibrate.md
	COMMON_GROUND_MACHINE=$${COMMON_GROUND_MACHINE:-auto} $(RUN) -c "from sim.validation.coverage import write; print(f'{write().all_held:.1%} held')"
	$(RUN) -m sim.documentation

verdicts: $(READY)  ## Try every known fact anew in worlds and under rival theories, for docs/validation.md; goes on where it stopped
	COMMON_GROUND_MACHINE=$${COMMON_GROUND_MACHINE:-auto} $(RUN) -m experiments.validate in_worlds=16 theories=all places=16 store=true
	$(RUN) -m sim.documentation

rivals: $(READY)  ## Measure anew what each rival rule would change, for docs/agents.md
	$(RUN) -c "from sim.validation.rivals import write; print(write())"
	$(RUN) -m sim.documentation

robust: $(READY)  ## Find anew which headlines hold under each rule of trust, cooperation and combination, for docs/agents.md and reports
	$(RUN) -m experiments.robust store=true
	$(RUN) -m sim.documentation

lock:  ## Choose the newest dependencies anew (needs uv)
	uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--extra dev --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:  ## Remove .venv, caches and built files; results/ stays
	rm -rf $(VENV) .venv-* build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find sim experiments benchmarks tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(READY)  ## Set up .venv from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "Common Ground needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is %d.%d: try make PYTHON=python3.12" % v)'
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
