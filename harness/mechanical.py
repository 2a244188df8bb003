"""The mechanical mutants: which of them the battery kills, and what the others are good for."""

import json
import tomllib
from collections import Counter
from fnmatch import fnmatchcase

from fixtures.processes import Failed, run
from fixtures.programs import TREE, program

FOLDER = TREE / "reports" / "baseline"
SCORE = FOLDER / "mechanical-score.json"
TABLE = FOLDER / "mechanical-score.md"
SURVIVORS = FOLDER / "mechanical-survivors.toml"
SEEN = TREE / "reports" / "runs" / "mechanical-score.json"
KIND = "mechanical"

# What is asked, and what only of those that nothing killed. The probes of an area mostly wait: many at a time.
STAGES = {"ike": ("ike", "ports"), "tls": ("tls", "ports")}
OPTIONS = ("--strict", "--jobs", "8")
# What fails whenever a handshake does not come to its end: it says that something is wrong, and not what.
INDIRECT = {"p2s/ports/tls-443"}
MOST_NAMED = 5
OUTCOMES = ("killed", "indirect", "unsettled", "permitted", "equivalent", "gap", "unsorted")


def names():
    """Every mechanical mutant, in the order of the program."""
    return run([program("sallyport-mutant"), "--list-mechanical"]).stdout.split()


def judge(name, bench):
    """Run the battery of the mutant's area, and what lies beside it, until something fails."""
    caught = {}
    for stage in STAGES[name.split("/")[0]]:
        results = bench.run(stage, options=OPTIONS)
        if results.status not in (0, 1, 3):
            raise Failed(f"whatever a gateway says, it is judged\n{results.story()}")
        caught |= results.unsettled()
        if results.failed():
            break
    killers = {probe: how for probe, how in sorted(caught.items()) if how.startswith("fail")}
    direct = killers.keys() - INDIRECT or (killers and "application-data" in name)
    outcome = ("killed" if direct else "indirect" if killers
               else "unsettled" if caught else "survived")
    return {"outcome": outcome, "by": dict(list((killers or caught).items())[:MOST_NAMED])}


def sorts():
    """[(pattern, sort, reason)] of the survivors."""
    rows = tomllib.loads(SURVIVORS.read_text()).get("survivors", []) if SURVIVORS.exists() else []
    return [(pattern, row["sort"], row["reason"]) for row in rows for pattern in row["mutants"]]


def first_that_names(name):
    """(pattern, sort, reason) of the first pattern that names a mutant."""
    return next((row for row in sorts() if fnmatchcase(name, row[0])), ("", "unsorted", ""))


def pattern_of(name):
    return first_that_names(name)[0]


def sort_of(name):
    """Why a mutant may live: (sort, reason)."""
    return first_that_names(name)[1:]


def recorded():
    return json.loads(SCORE.read_text())["mutants"] if SCORE.exists() else {}


def classed(name, row):
    return row["outcome"] if row["outcome"] != "survived" else sort_of(name)[0]


def totals(rows):
    """{area: {breaking: {outcome: how many}}}, survivors by their sort."""
    counted = {}
    for name, row in rows.items():
        area, breaking, *_ = name.split("/")
        counted.setdefault(area, {}).setdefault(breaking, Counter())[classed(name, row)] += 1
    return {area: {breaking: {one: counts[one] for one in OUTCOMES if counts[one]}
                   for breaking, counts in sorted(table.items())} for area, table in sorted(counted.items())}


def document(rows):
    about = ("Each mechanical mutant of the gateway (sallyport-mutant --list-mechanical) under the battery of its area in a "
             "strict run: killed by a fail, indirect (killed only by what fails with every handshake), unsettled (nothing "
             "failed, but the run did not pass), or survived; mechanical-survivors.toml says why. Written by "
             "harness/test_mechanical_mutants.py --slow --update-baseline.")
    return json.dumps({"about": about, "totals": totals(rows), "mutants": rows}, indent=1) + "\n"


def table(rows):
    """The totals for people."""
    words = dict(zip(OUTCOMES, ("killed", "killed beside", "not passed", *OUTCOMES[3:])))
    shown = [one for one in OUTCOMES if one != "unsorted" or any(classed(*item) == one for item in rows.items())]
    lines = ["| area | broken by | mutants | " + " | ".join(words[one] for one in shown) + " |",
             "|---|---|---:|" + "---:|" * len(shown)]
    for area, breakings in totals(rows).items():
        every = sum((Counter(counts) for counts in breakings.values()), Counter())
        for breaking, counts in (*breakings.items(), ("**all**", every)):
            cells = [str(counts.get(one, 0)) for one in shown]
            lines.append(f"| {area} | {breaking} | {sum(counts.values())} | " + " | ".join(cells) + " |")
    return "\n".join([ABOUT_TABLE, *lines, "", *gaps(rows), ""])


ABOUT_TABLE = """# The mechanical mutants

The reference gateway, broken by a machine rather than by somebody with a probe in mind: each rule removed (`remove`), each
field of each reply changed (`flip`), each payload, extension or certificate left out or said twice (`omit`, `repeat`), each
reply or message dropped, doubled or delayed. Nobody chose them, so their score says how much of what a gateway can get wrong
the battery sees.

*killed*: a requirement fails. *killed beside*: only the probe of TCP 443 fails, which does not get as far as SSTP; that says
that something is wrong, and not what. *not passed*: nothing fails, but the run ends as inconclusive, so no gate opens.
*permitted*: the standard allows it. *equivalent*: nothing that a peer can see has changed. *gap*: the battery does not look
there. The reasons are in `mechanical-survivors.toml`, each mutant and what killed it in `mechanical-score.json`. Written by
`pytest harness/test_mechanical_mutants.py --slow --update-baseline`.
"""


def gaps(rows):
    """What the battery does not see, by reason."""
    found = {}
    for name, row in rows.items():
        if row["outcome"] == "survived":
            sort, reason = sort_of(name)
            if sort in ("gap", "unsorted"):
                found.setdefault(reason or "unsorted", []).append(name)
    if not found:
        return []
    return ["## Gaps", "", *(f"- {reason} ({len(named)}: `{named[0]}`{', ...' if len(named) > 1 else ''})"
                             for reason, named in found.items())]


def write(rows, update):
    """What was seen; with `update` the baseline too, keeping the rows of mutants that still exist."""
    order = {name: number for number, name in enumerate(names())}
    SEEN.parent.mkdir(parents=True, exist_ok=True)
    SEEN.write_text(document(rows))
    if update:
        kept = {name: row for name, row in (recorded() | rows).items() if name in order}
        kept = dict(sorted(kept.items(), key=lambda item: order[item[0]]))
        SCORE.write_text(document(kept))
        TABLE.write_text(table(kept))
