"""`python3 -m conversations [NAME...]`, run in harness/ as root: record pcaps/NAME anew."""

import sys
import tempfile
from pathlib import Path

from conversations import esp, ike, tls

ALL = {**ike.CONVERSATIONS, **esp.CONVERSATIONS, **tls.CONVERSATIONS}
PCAPS = Path(__file__).resolve().parents[2] / "pcaps"


def main(names):
    unknown = [name for name in names if name not in ALL]
    if unknown:
        sys.exit(f"no such conversation: {', '.join(unknown)}; there are: {', '.join(ALL)}")
    for name in names or ALL:
        print(name)
        folder = PCAPS / name
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            ALL[name](folder, Path(scratch))


main(sys.argv[1:])
