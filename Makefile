# Needs only Python 3.11 or newer and GNU Make 3.81 or newer. Everything is installed in .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The Python for .venv: PYTHON=python3.12, for example, or else the first of these that is suitable. Python 3.13 comes
# first, even where only pyenv has it, because the Lambda functions run on it.
PYENV = $(wildcard $(HOME)/.pyenv/versions/3.13.*/bin/python3)
PYTHONS = $(or $(PYTHON),python3.13 $(PYENV) python3.12 python3.11 python3)

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SAM := .sam/venv/bin/sam
AUDIT := .audit/venv/.installed
CHECKOV := .checkov/venv/.installed
LAYER := lambda_layer/python/vanity_index
INDEX := $(LAYER)/vanity.index

# What the index is built from. The folders are listed so that the removal of a word list counts as a change.
LANGUAGE := build_index/languages/en
INDEX_SOURCES := $(filter-out build_index/inspect.py,$(wildcard build_index/*.py)) \
	$(wildcard $(LANGUAGE)/*.toml $(LANGUAGE)/*.txt $(LANGUAGE)/*/*.txt) $(LANGUAGE)/lists $(LANGUAGE)/offensive \
	$(addprefix src/vanity/,errors.py keypad.py ladder.py lexicon.py rules.py score.py search.py) $(wildcard $(LAYER)/*.py)

quoted = '$(subst ','\'',$(1))'

.PHONY: help install index wheel best call up down page browser test test-fast trust bench quality scale docs diagram \
	lint audit sbom sam deploy smoke redrive forget rights flow-pull destroy format clean

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(INSTALLED) ## create .venv and install everything in it (PYTHON=... chooses the Python)

index: $(INDEX) ## build the index if it is missing or out of date, in two minutes (WORDS=mine.txt FORBID=never.txt)

wheel: $(INDEX) ## build a wheel of the library and its two commands, with the index in it, in dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

ifneq ($(filter best call forget,$(MAKECMDGOALS)),)
ifeq ($(strip $(NUMBER)),)
$(error NUMBER is missing: make $(firstword $(filter best call forget,$(MAKECMDGOALS))) NUMBER="+1 800 356 9377")
endif
endif

best: $(INDEX) ## print the best vanity numbers: make best NUMBER="+1 800 356 9377" (LIMIT=... sets how many)
	@$(BIN)/vanity best $(call quoted,$(NUMBER)) $(if $(LIMIT),--limit $(call quoted,$(LIMIT)))

call: $(INDEX) ## call the line: make call NUMBER="+1 800 356 9377" (KEYS=1,2,... presses, REAL=1 waits, SAY=1 speaks)
	@$(BIN)/python -m infra.local up --if-down $(if $(PORT),--port $(call quoted,$(PORT)))
	@$(BIN)/python -m infra.phone $(call quoted,$(NUMBER)) \
		$(if $(filter-out undefined,$(origin KEYS)),--keys $(call quoted,$(KEYS))) \
		$(if $(REAL),--realtime) $(if $(SAY),--say)

up: $(INDEX) ## start the local cloud if it is down, and deploy what has changed (PORT=... if 4566 is taken)
	@$(BIN)/python -m infra.local up $(if $(PORT),--port $(call quoted,$(PORT)))

down: $(INSTALLED) ## delete the stack and stop the local cloud
	@$(BIN)/python -m infra.local down

page: $(INDEX) ## open the page of the latest callers, and print its address
	@$(BIN)/python -m infra.local up --if-down $(if $(PORT),--port $(call quoted,$(PORT)))
	@$(BIN)/python -m infra.local page

# Tests that need a browser are skipped where there is none and none can be installed.
browser: ## install Chromium for the tests of the page, unless a browser is present (Debian and derivatives, as root)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ echo "installing Chromium" && apt-get update -q >/dev/null && \
		apt-get install -y -q --no-install-recommends chromium >/dev/null; } || \
	echo "no Chromium: tests of the page in a browser are skipped"

# Tests that share a server stay together in one process; see tests/conftest.py.
PARALLEL := --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

test: $(INDEX) browser ## run the tests
	$(BIN)/pytest $(PARALLEL)

test-fast: $(INDEX) ## run the tests that need neither the local cloud nor a browser, without the lengthy ones
	$(BIN)/pytest $(PARALLEL) -m "not slow and not cloud and not browser and not lengthy" tests

trust: $(INDEX) ## try the whole under faults, generated input, attacks and load, and print what went wrong
	@$(BIN)/python -m tests.trust

bench: $(INDEX) ## measure speed and memory
	$(BIN)/pytest --benchmark-only benchmarks
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.lambdas
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.publishing

quality: $(INDEX) ## measure how good the answers are
	$(BIN)/python -m benchmarks.quality

scale: $(INSTALLED) ## simulate 10, 1,000 and 10,000 calls a second, and print what a million calls cost
	@$(BIN)/python -m benchmarks.scale

docs: $(INDEX) ## update the output that the documents show
	@$(BIN)/python -m infra.local up $(if $(PORT),--port $(call quoted,$(PORT))) >/dev/null
	@$(BIN)/python -m docs.refresh

diagram: $(INSTALLED) ## draw docs/images/architecture.dot, with Graphviz
	@command -v dot >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq --yes graphviz; } >/dev/null 2>&1 || \
		{ echo 'install Graphviz first (apt-get install graphviz, or brew install graphviz)' >&2; exit 1; }
	@$(BIN)/python -m docs.diagram

lint: $(INSTALLED) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/cfn-lint --append-rules cfn_lint_serverless.rules --template infra/template.yaml
	$(BIN)/python -m infra.fake_connect.testing_language infra/deploy/smoke_test.json
	$(BIN)/vanity-flow lint --strict --placeholders infra/flow/vanity-line.json

audit: $(INSTALLED) $(AUDIT) $(CHECKOV) ## check licences, known vulnerabilities, secrets, workflows and the template
	@$(BIN)/python -m infra.audit

sbom: $(INDEX) $(AUDIT) ## write dist/vanity.cdx.json, a CycloneDX list of what ships and what the index is built from
	@.audit/venv/bin/python -m infra.audit.sbom

# The SAM CLI needs the name of a Region, but sends no requests to it.
sam: $(INDEX) $(SAM) ## validate, lint and build the template with the SAM CLI, for both architectures
	@export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1 PYTHON="$$PWD/$(BIN)/python"; \
	$(SAM) validate --lint --template infra/template.yaml && \
	for architecture in arm64 x86_64; do \
		$(SAM) build --build-in-source --template infra/template.yaml --build-dir .sam/build-$$architecture \
			--parameter-overrides Architecture=$$architecture || exit 1; \
	done

deploy: $(INDEX) $(SAM) ## deploy to your AWS account (asks once, unless INSTANCE_ARN=... and COUNTRY=... are given)
	@$(BIN)/python -m infra.deploy deploy --sam $(SAM) $(if $(STACK),--stack $(call quoted,$(STACK)))

smoke: $(INSTALLED) ## make a simulated call to the deployed line, or to the one on the local cloud (LOCAL=1 chooses it)
	@$(BIN)/python -m infra.deploy smoke $(if $(LOCAL),--local)

redrive: $(INSTALLED) ## move the calls in the dead-letter queue back, and wait until they are saved (LOCAL=1)
	@$(BIN)/python -m infra.deploy redrive $(if $(LOCAL),--local)

forget: $(INSTALLED) ## delete what is saved about a number: make forget NUMBER="+1 800 356 9377" (LOCAL=1, YES=1)
	@$(BIN)/python -m infra.deploy forget --number=$(call quoted,$(NUMBER)) $(if $(LOCAL),--local)

flow-pull: $(INSTALLED) ## write the flow as it was edited in the Connect console to infra/flow/vanity-line.json (LOCAL=1)
	@$(BIN)/python -m infra.deploy flow-pull $(if $(LOCAL),--local)

rights: $(INSTALLED) ## print the IAM policy that a user needs to deploy (INSTANCE_ARN=..., STACK=...)
	@INSTANCE_ARN=$(call quoted,$(INSTANCE_ARN)) STACK=$(call quoted,$(STACK)) $(BIN)/python -m infra.deploy.rights

destroy: $(SAM) ## delete the stack from your AWS account
	@$(BIN)/python -m infra.deploy destroy --sam $(SAM)

format: $(INSTALLED) ## format the code, and fix what can be fixed automatically
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

clean: ## remove .venv, the index, caches and build output
	@[ ! -x $(BIN)/python ] || $(BIN)/python -m infra.local down
	rm -rf $(VENV) .audit .checkov
	rm -rf .bench .cloud .sam $(INDEX) $(LAYER)/vanity.json $(LAYER)/.vanity.* build dist *.egg-info src/*.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml requirements/constraints.txt
	@usable=; bare=; \
	for python in $(PYTHONS); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then usable=$$python; break; else bare=$$python; fi; \
	done; \
	if [ -z "$$usable" ] && [ -n "$$bare" ]; then \
		echo "$$bare lacks venv or ensurepip: install python3-venv, or name another Python with PYTHON=..." >&2; exit 1; \
	elif [ -z "$$usable" ]; then \
		echo 'none of $(PYTHONS) is Python 3.11 or newer: install one, or name one with PYTHON=...' >&2; exit 1; \
	fi; \
	echo "creating $(VENV) with $$("$$usable" --version), and installing the packages"; \
	"$$usable" -m venv --clear $(VENV)
	@# The pip that came with Python may be too old to know dependency groups.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip==26.3'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements/constraints.txt \
		--group build --group cloud --group test --group bench --group fuzz --group lint --editable .
	@touch $@

$(SAM): $(INSTALLED) requirements/sam.txt
	@echo "installing the SAM CLI in .sam"
	@$(BIN)/python -m venv --clear .sam/venv
	@.sam/venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements/sam.txt
	@touch $@

$(AUDIT) $(CHECKOV): .%/venv/.installed: $(INSTALLED) requirements/%.txt
	@echo "installing the tools in .$*"
	@$(BIN)/python -m venv --clear .$*/venv
	@.$*/venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements/$*.txt
	@touch $@

# With words of your own, the index is built whatever its age; the targets that only need one keep it.
ifneq ($(WORDS)$(FORBID),)
.PHONY: own-words
$(INDEX): own-words
endif

$(INDEX): $(INSTALLED) $(INDEX_SOURCES)
	@$(BIN)/python -m build_index $(if $(WORDS),--words $(call quoted,$(WORDS))) \
		$(if $(FORBID),--forbid $(call quoted,$(FORBID)))
