# Every target sets up .venv itself; only git, make and Python 3.11 or newer (or uv) are needed.
# Written for make 3.81, the version on macOS.

.PHONY: help run test bench mutants check format picture wheel lock clean

# Start-up is slow without compiled modules, which this variable disables on some machines.
unexport PYTHONDONTWRITEBYTECODE

bin = .venv/bin

help:
	@echo "make run      open the reader on the two sample articles"
	@echo "make test     run the tests"
	@echo "make bench    measure speed beside vim, less and plain Textual apps: minutes, one table"
	@echo "make mutants  alter the model and the store, and count what no test notices: hours, one table"
	@echo "make check    format, lint, types, import contracts and tests: what CI runs"
	@echo "make format   put the code into shape"
	@echo "make picture  draw the README's picture and key tables again"
	@echo "make wheel    build the wheel into dist/"
	@echo "make lock     resolve the dependencies again"
	@echo "make clean    remove what the other targets made, but for studies"

run:
	@.ci/setup run
	@mkdir -p data/study
	@$(bin)/diptych --study data/study/samples.json data/articles/*.txt

test:
	@.ci/setup dev
	@$(bin)/pytest -n auto

bench:
	@.ci/setup dev
	@$(bin)/python tests/benchmarks

# To try only some mutants: make mutants only='annotations.store.journal.*'
mutants:
	@.ci/setup mutation
	@PATH="$(CURDIR)/$(bin):$$PATH" $(bin)/python tests/mutation $(only)

check:
	@.ci/setup dev
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pytest -n auto

format:
	@.ci/setup dev
	@$(bin)/ruff check --fix-only
	@$(bin)/ruff format

picture:
	@.ci/setup dev
	@$(bin)/python tests/pictures/draw.py
	@$(bin)/python tests/pictures/keys.py

wheel:
	@.ci/setup dev
	@$(bin)/hatchling build --target wheel

lock:
	uv lock
	uv export --quiet --locked --all-groups --no-group mutation --no-hashes --no-emit-project --no-annotate --output-file .ci/constraints.txt
	uv export --quiet --locked --only-group mutation --no-hashes --no-emit-project --no-annotate --output-file .ci/mutation.txt

clean:
	rm -rf .venv build dist mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find annotations tui tests -name __pycache__ -type d -prune -exec rm -rf {} +
