"""The mutants nobody chose: each is killed, or the reason why it may live is written down."""

import random

import pytest

import mechanical
from fixtures.processes import Failed
from kept_rows import keep_row

# Whether a cookie is asked for hangs on how many SAs are half open at a time, and so does what becomes of a broken one.
BY_CHANCE = "/cookie"
SAMPLE = 3
SEED = 20_240_801


def known_names():
    """For collection; a program that does not answer becomes a failing test, not an empty list."""
    try:
        return mechanical.names()
    except (Failed, OSError):
        return []


NAMES = known_names()


def sampled():
    """A few that the baseline says are killed, of each area."""
    rows = mechanical.recorded()
    drawn = random.Random(SEED)
    steady = [name for name in NAMES if BY_CHANCE not in name and rows.get(name, {}).get("outcome") == "killed"]
    areas = {area: [name for name in steady if name.startswith(area + "/")] for area in mechanical.STAGES}
    return [name for killed in areas.values() for name in drawn.sample(killed, min(SAMPLE, len(killed)))]


@pytest.mark.parametrize("name", sampled())
def test_a_sample_is_still_killed(name, reference):
    row = mechanical.judge(name, reference(mutant=name, lets_clients_in=False))
    assert row["outcome"] == "killed", row


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_fares_as_recorded(name, reference, pytestconfig):
    row = mechanical.judge(name, reference(mutant=name, lets_clients_in=False))
    keep_row(pytestconfig, mechanical.KIND, name, row)
    if not pytestconfig.getoption("--update-baseline"):
        recorded = mechanical.recorded().get(name, {}).get("outcome")
        assert row["outcome"] == recorded or BY_CHANCE in name, row


def test_the_score_names_every_mutant_once(pytestconfig):
    assert NAMES and len(NAMES) == len(set(NAMES))
    if not pytestconfig.getoption("--update-baseline"):
        assert list(mechanical.recorded()) == NAMES


def test_every_survivor_is_sorted_and_nothing_else(pytestconfig):
    if pytestconfig.getoption("--update-baseline"):
        return
    survivors = [name for name, row in mechanical.recorded().items() if row["outcome"] == "survived"]
    unsorted = [name for name in survivors if mechanical.sort_of(name)[0] == "unsorted"]
    assert not unsorted, unsorted
    used = {mechanical.pattern_of(name) for name in survivors}
    stale = [pattern for pattern, *_ in mechanical.sorts() if pattern not in used and BY_CHANCE not in pattern]
    assert not stale, f"no survivor needs these: {stale}"


def test_the_totals_are_those_of_the_rows():
    rows = mechanical.recorded()
    assert mechanical.SCORE.read_text() == mechanical.document(rows)
    assert mechanical.TABLE.read_text() == mechanical.table(rows)
