"""`make bench`: ours beside a peer in the same run, as ratios; figures of one machine, no assertion.

- TLS versions and suites of one nginx: `sallyport run tls` beside sslscan;
- the IKE rows and the grid: strongSwan's answers beside the reference gateway's, by the same prober;
- set_ups: what a tunnel costs the processor of the reference gateway, and of strongSwan as a gateway;
- throughput: what a gigabyte through it costs them.

`make bench MEASURE=set_ups` measures one of them.
"""

import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import set_ups, throughput
from fixtures import namespaces
from fixtures.nginx import nginx
from fixtures.processes import run
from fixtures.prober import Prober
from conftest import start_reference, start_strongswan
from fixtures.certificates import make_chain

REPEATS = 5


def seconds(action):
    """The median of some runs."""
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def show(what, ours, name, theirs):
    print(f"{what:32} ours {ours:7.3f} s   {name} {theirs:7.3f} s   ratio {ours / theirs:5.2f}")


def tls(stack, folder):
    space = stack.enter_context(namespaces.alone())
    server = stack.enter_context(nginx(space, folder / "nginx"))
    prober = Prober(space, folder)
    target = {"host": "127.0.0.1", "policy": "azure-2024-08", "tunnel_types": ["SSTP"],
              "server": {"name": server.chain.name}}
    ours = seconds(lambda: prober.run(target, "tls"))
    theirs = seconds(lambda: run(space.command("sslscan", "--no-colour", "127.0.0.1:443")))
    show("TLS versions and suites", ours, "sslscan", theirs)


def ike(stack, folder):
    chain = make_chain(folder / "certificates")
    gateway = start_reference(stack, folder / "reference", chain)
    peer = start_strongswan(stack, folder / "strongswan", rate=1_000_000)
    words = ("p2s/ike/row", "p2s/ike/nothing-else")
    ours = seconds(lambda: gateway.run(*words))
    theirs = seconds(lambda: peer.run(*words))
    show("17 IKE rows and the grid", ours, "strongSwan", theirs)


MEASURES = {"tls": tls, "ike": ike, "set_ups": set_ups.main, "throughput": throughput.main}


def main(names):
    for name in names or MEASURES:
        with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
            MEASURES[name](stack, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
