"""The catch matrix: for each mutant of the gateway, every probe that did not pass, with its code."""

import json

from fixtures.programs import TREE, mutants
from kept_rows import gather_rows

BASELINE = TREE / "reports" / "baseline" / "catch-matrix.json"
SEEN = TREE / "reports" / "runs" / "catch-matrix.json"
KIND = "catch-matrix"


def baseline():
    return json.loads(BASELINE.read_text())["mutants"] if BASELINE.exists() else {}


def merge(config):
    """Join the workers' rows into reports/runs, and into the baseline when asked."""
    rows = gather_rows(config, KIND)
    if not rows:
        return
    write(SEEN, rows)
    if config.getoption("--update-baseline"):
        there = {mutant["name"] for mutant in mutants()}
        kept = {name: row for name, row in baseline().items() if name in there}
        write(BASELINE, kept | rows)


def write(path, rows):
    about = ("Each mutant of the gateway: the probes of its area that did not pass, with verdict and code. Written by "
             "harness/test_every_mutant_is_caught.py --slow --update-baseline; reviewed as a diff.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"about": about, "mutants": dict(sorted(rows.items()))}, indent=1) + "\n")
