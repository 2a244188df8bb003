"""`pytest harness/battery` gives one item per probe, named by its id, with the verdict as outcome."""

import json
import sys
import xml.etree.ElementTree as xml
from contextlib import ExitStack
from pathlib import Path

import pytest

from conftest import start_reference
from fixtures.processes import run
from fixtures.programs import TREE
from fixtures.strongswan import ROWS

BATTERY = TREE / "harness" / "battery"


def battery(bench, tmp_path, *words, out=True, **settings):
    """Run it in the bench's namespace; exit status, text, and {item: outcome} from its JUnit file."""
    target = bench.prober.target("battery.toml", **bench.target)
    report = tmp_path / "battery.xml"
    done = run(bench.prober.space.command(sys.executable, "-m", "pytest", BATTERY, "--target", target,
                                          *(("--out", tmp_path / "battery-run") if out else ()),
                                          f"--junitxml={report}", "-p", "no:cacheprovider", *words),
               check=False, seconds=180, cwd=TREE, **settings)
    outcomes = {}
    if report.exists():
        for case in xml.parse(report).iter("testcase"):
            name = case.get("name").removeprefix("test_probe[").removesuffix("]")
            outcomes[name] = next((child.tag for child in case if child.tag != "properties"), "passed")
    return done, outcomes


def test_a_gateway_that_conforms_is_green(reference, tmp_path):
    done, outcomes = battery(reference(), tmp_path, "-k", "ike/row")
    assert done.returncode == 0, done.stdout
    assert len(outcomes) == 17 and set(outcomes.values()) == {"passed"}
    assert "p2s/ike/row/cbc256-sha256-sha256-modp1024" in outcomes


def test_a_fail_is_told_with_its_evidence(strongswan, tmp_path):
    bench = strongswan(rows=[row for row in ROWS if not row.endswith("ecp384")])
    done, outcomes = battery(bench, tmp_path, "-k", "ike/row", "-n", "2")
    assert done.returncode == 1, done.stdout
    assert sum(outcome == "failure" for outcome in outcomes.values()) == 4, outcomes
    for word in ("expected", "observed", "refused-by-notify:14", "evidence", "look", "tshark"):
        assert word in done.stdout, word


@pytest.mark.parametrize("words", [(), ("-n", "2")])
def test_a_folder_of_an_earlier_session_is_run_anew(tmp_path, chain, clients, words):
    """A gateway that broke since then is red."""
    for mutant, colour in ((None, "passed"), ("lacks_row_gcm256_sha256_ecp256", "failure")):
        with ExitStack() as ended:
            (tmp_path / str(mutant)).mkdir()
            bench = start_reference(ended, tmp_path / str(mutant), chain, clients, **({"mutant": mutant} if mutant else {}))
            done, outcomes = battery(bench, tmp_path, "-k", "row/gcm256-sha256-ecp256", *words)
        assert set(outcomes.values()) == {colour}, done.stdout


def test_a_run_that_is_refused_is_no_earlier_one(reference, tmp_path):
    bench = reference()
    assert battery(bench, tmp_path, "-k", "ike/row")[0].returncode == 0
    done, outcomes = battery(bench, tmp_path, "-k", "ike/row", "--sallyport", "--capture no-such-device")
    assert "passed" not in outcomes.values(), done.stdout
    assert "sallyport run ended with 2" in done.stdout


@pytest.mark.parametrize("words", [(), ("-n", "2")])
def test_without_a_folder_named_the_evidence_stays_with_pytest(strongswan, tmp_path, words):
    """Where pytest keeps what its last sessions made, and nowhere else."""
    bench = strongswan(rows=[row for row in ROWS if not row.endswith("ecp384")])
    (tmp_path / "tmp").mkdir()
    done, _ = battery(bench, tmp_path, "-k", "gcm256-sha384-ecp384 or gcm256-sha256-ecp384", *words, out=False,
                      env={"TMPDIR": str(tmp_path / "tmp")})
    assert done.returncode == 1, done.stdout
    evidence, = {line.split()[1] for line in done.stdout.splitlines() if line.split()[:1] == ["evidence"]
                 and "p2s/ike/row/gcm256-sha384-ecp384" in line}
    assert (Path(evidence) / "capture.pcap").exists()
    assert [entry.name.split("-")[0] for entry in (tmp_path / "tmp").iterdir()] == ["pytest"]
    assert Path(evidence).is_relative_to(tmp_path / "tmp")
    assert done.stdout.count("report: ") == 1, done.stdout


def test_what_is_not_claimed_is_skipped_with_its_reason(reference, tmp_path):
    done, outcomes = battery(reference(tunnel_types=["IKEv2"]), tmp_path, "-k", "tls-1.2 or responder-spi")
    assert done.returncode == 0, done.stdout
    assert sorted(outcomes.values()) == ["passed", "skipped"], outcomes


@pytest.mark.parametrize("given, probe, outcome", [
    ((), "rfc7296/2.6/cookie-length", "skipped"),
    (("--sallyport", "--intrusive --yes"), "rfc7296/2.6/cookie-length", "passed"),
])
def test_what_is_intrusive_is_skipped_beyond_loopback(strongswan, tmp_path, given, probe, outcome):
    bench = strongswan()
    safe = "rfc7296/2.6/wrong-cookie-ignored"
    done, outcomes = battery(bench, tmp_path, "-rs", "-k", f"cookie-length or {safe.split('/')[-1]}", *given)
    assert outcomes.get(probe) == outcome and "failure" not in outcomes.values(), done.stdout
    requirements = json.loads((tmp_path / "battery-run" / "results.json").read_text())["requirements"]
    reason, = {row["reason"] for row in requirements if row["id"] == probe}
    assert reason.startswith("intrusive, and left out") == (outcome == "skipped"), reason
    alone, outcomes = battery(bench, tmp_path, "-rs", "-k", "cookie-length", *given)
    assert alone.returncode == 0 and set(outcomes.values()) == {outcome}, alone.stdout
    assert ("--intrusive --yes runs it" in alone.stdout) == (outcome == "skipped"), alone.stdout


def test_an_unreachable_gateway_fails_in_its_own_words(stack, tmp_path):
    from conftest import Bench
    from fixtures import namespaces
    from fixtures.prober import Prober
    space = stack.enter_context(namespaces.alone())
    bench = Bench(None, Prober(space, tmp_path),
                  {"host": "127.0.0.1", "policy": "azure-2024-08", "tunnel_types": ["IKEv2"]})
    done, outcomes = battery(bench, tmp_path, "-k", "gcm256-sha384-ecp384")
    assert done.returncode == 1, done.stdout
    assert set(outcomes.values()) == {"failure"}
    assert "INCONCLUSIVE" in done.stdout


@pytest.mark.parametrize("words", [[], ["--target", "/nowhere.toml"]])
def test_without_a_good_target_it_says_so(words):
    done = run([sys.executable, "-m", "pytest", BATTERY, "-p", "no:cacheprovider", *words], check=False, cwd=TREE)
    assert done.returncode != 0
    assert "target" in done.stdout + done.stderr
