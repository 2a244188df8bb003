"""Tests that take minutes start first, one on each worker: the last worker would else end long after the others."""

CHUNKS = 4  # pytest-xdist hands each worker at first this fraction of its share, in the order of collection


def lengthy_first(items, workers):
    """The items in an order that gives each worker its part of the lengthy ones first, and what takes no time behind them."""
    lengthy = [item for item in items if item.get_closest_marker("lengthy")]
    others = [item for item in items if not item.get_closest_marker("lengthy")]
    others = iter(sorted(others, key=lambda item: item.get_closest_marker("instant") is None))
    chunk = max(2, len(items) // workers // CHUNKS)
    ordered = []
    for worker in range(workers):
        own = lengthy[worker::workers]
        ordered += own + [item for _, item in zip(range(chunk - len(own)), others)]
    return ordered + list(others)
