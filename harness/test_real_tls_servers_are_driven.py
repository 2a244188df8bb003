"""The suites whose handshake we say completes are those that the library's own client completes with its server."""

import re
import tomllib

import pytest

from fixtures import namespaces
from fixtures.prober import Prober
from fixtures.programs import TREE
from fixtures.tls_servers import GnuTls, OpenSsl, running

VERSIONS = ("TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")
EXTRA = re.compile(r"([0-9A-F]{4}) (\S+) at (TLS 1\.\d): selected, (.*)")


def registry():
    """IANA's TLS suites: name by number."""
    document = tomllib.loads((TREE / "vectors" / "iana" / "tls-cipher-suites.toml").read_text())
    return {row["number"]: row["name"] for row in document["suites"]}


def policy(folder):
    """A policy of two suites, at every version from TLS 1.0 on: whatever else a server speaks is an extra."""
    text = (TREE / "vectors" / "policies" / "rfc-strict.toml").read_text()
    text = re.sub(r"suites_1_2 = \[.*?\]", 'suites_1_2 = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]', text, flags=re.DOTALL)
    text = re.sub(r"suites_1_3 = \[.*?\]", 'suites_1_3 = ["TLS_AES_128_GCM_SHA256"]', text)
    file = folder / "everything.toml"
    text = text.replace('edition = "rfc-strict"', 'edition = "everything"')
    file.write_text(text.replace('floor   = "TLS 1.2"', 'floor   = "TLS 1.0"'))
    return file


def driven(results):
    """(version, name) of each suite that was selected: whether its handshake completes."""
    found = {("TLS 1.2" if "_WITH_" in name else "TLS 1.3", name.rpartition("/")[2]): probe["code"] == "accepted"
             for name, probe in results.probes.items() if name.startswith("p2s/tls/suite/")}
    for line in results.probes["p2s/tls/nothing-else"]["details"]:
        number, name, version, fate = EXTRA.fullmatch(line).groups()
        found[version, name] = fate == "the handshake completes"
    return found


@pytest.mark.parametrize("library, least", [(OpenSsl, 120), (GnuTls, 130)])
def test_what_completes_equals_what_the_own_client_completes(stack, tmp_path, library, least):
    space = stack.enter_context(namespaces.alone())
    server = library(space, tmp_path)
    stack.enter_context(running(server, tmp_path))
    target = {"host": "127.0.0.1", "policy": str(policy(tmp_path)), "tunnel_types": ["SSTP"],
              "server": {"name": "gw.example.test"}}
    results = Prober(space, tmp_path).run(target, "p2s/tls/suite", "p2s/tls/nothing-else", options=("--full",))
    found = driven(results)
    names = registry()
    seen = {(version, names.get(key, key)) for version in VERSIONS
            for key, own in server.suites(version).items() if server.completes(version, own)}
    completed = {key for key, complete in found.items() if complete}
    assert len(seen) >= least, sorted(seen)
    assert completed == seen, f"only ours: {sorted(completed - seen)}; only theirs: {sorted(seen - completed)}\n{results.story()}"
