"""How long a processor has worked for a program, all its threads together, and for the kernel in its name."""

from pathlib import Path


def seconds_of(pid):
    spent = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        spent += int((thread / "schedstat").read_text().split()[0])
    return spent / 1e9


class Spent:
    """What a program costs while the block runs: `with Spent(pid) as spent: ...`, then spent.seconds."""

    def __init__(self, pid):
        self._pid, self.seconds = pid, 0.0

    def __enter__(self):
        self._before = seconds_of(self._pid)
        return self

    def __exit__(self, *_):
        self.seconds = seconds_of(self._pid) - self._before
