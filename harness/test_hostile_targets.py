"""Against a gateway that floods, truncates, lies or never answers, the prober ends in time and keeps its results."""

import json
import sys
import time
import tomllib

import pytest
from jsonschema import Draft202012Validator

from fixtures import hostile, namespaces
from fixtures.processes import Process
from fixtures.prober import Prober
from fixtures.programs import TREE

PCAPS = TREE / "pcaps"
SECONDS = 90


def recorded(name):
    return tomllib.loads((PCAPS / name / "expect.toml").read_text())


# The answer of a healthy gateway to somebody else.
ANSWER = {"udp": recorded("strongswan-ike-auth-gcm256-sha384-ecp384")["message"][1]["octets"],
          "tcp": recorded("nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384")["server_stream"]["octets"]}


@pytest.fixture
def against(stack, tmp_path):
    """Run the prober against hostile servers of one manner on the ports of one transport."""
    def start(transport, manner, *select, options=()):
        space = stack.enter_context(namespaces.alone())
        for port in {"udp": (500, 4500), "tcp": (443,)}[transport]:
            server = stack.enter_context(Process(
                space.command(sys.executable, hostile.__file__, transport, manner, port, ANSWER[transport]),
                tmp_path / f"hostile-{port}.out"))
            server.wait_for_line("ready")
        target = {"host": "127.0.0.1", "policy": "azure-2024-08",
                  "tunnel_types": ["IKEv2"] if transport == "udp" else ["SSTP"]}
        begun = time.monotonic()
        results = Prober(space, tmp_path).run(target, *select, options=options, seconds=SECONDS + 30)
        return results, time.monotonic() - begun
    return start


def is_bounded_and_documented(results, seconds):
    """Ends in time with the exit code that its own verdicts ask for, and leaves valid results."""
    assert seconds < SECONDS
    schema = json.loads((TREE / "reports" / "schema" / "results.schema.json").read_text())
    Draft202012Validator(schema).validate(results.document)
    verdicts = set(results.verdicts().values())
    assert results.status == (1 if "fail" in verdicts else 3 if "inconclusive" in verdicts else 0), results.story()
    assert results.status in (1, 3), "a gateway that answers nothing of its own passed everything"
    for file in ("report.html", "junit.xml"):
        assert (results.folder / file).stat().st_size > 0


@pytest.mark.parametrize("manner", sorted(hostile.UDP))
def test_a_hostile_ike_gateway_is_survived(against, manner):
    is_bounded_and_documented(*against("udp", manner, "p2s/ike/row", "p2s/ike/nothing-else",
                                       *(f"rfc7296/2.{section}" for section in (1, 5, 7, 11, 14, 23))))


@pytest.mark.parametrize("manner", sorted(hostile.TCP))
def test_a_hostile_tls_gateway_is_survived(against, manner):
    is_bounded_and_documented(*against("tcp", manner, "tls"))


@pytest.mark.parametrize("transport, area", [("udp", "ike"), ("tcp", "tls")])
def test_silence_is_never_a_refusal(against, transport, area):
    results, _ = against(transport, "silence", area)
    assert results.status == 3, results.story()
    assert "pass" not in results.verdicts().values()


def test_a_whole_run_against_silence_ends(against):
    results, seconds = against("udp", "silence")
    is_bounded_and_documented(results, seconds)


@pytest.mark.lengthy
@pytest.mark.parametrize("transport, area", [("udp", "ike"), ("tcp", "tls")])
def test_a_finished_run_against_noise_replays(against, transport, area, stack, tmp_path):
    results, _ = against(transport, "noise", area, options=("--jobs", "4"))
    offline = Prober(stack.enter_context(namespaces.unplugged()), tmp_path)
    told = offline.sallyport("replay", results.folder)
    assert told.returncode == 0, told.stdout + told.stderr


def test_text_of_the_target_is_never_markup(against):
    results, _ = against("tcp", "text", "tls")
    page = (results.folder / "report.html").read_text()
    assert "<script>alert(1)" not in page
    assert "<b onload" not in page


def test_an_interrupted_run_keeps_its_results(against, stack, tmp_path):
    """SIGINT in the middle: results.json is there, valid, and says that it is not complete."""
    import signal
    from fixtures.programs import program
    space = stack.enter_context(namespaces.alone())
    prober = Prober(space, tmp_path)
    server = stack.enter_context(Process(
        space.command(sys.executable, hostile.__file__, "tcp", "silence", 443, ANSWER["tcp"]), tmp_path / "hostile"))
    server.wait_for_line("ready")
    target = prober.target(host="127.0.0.1", policy="azure-2024-08", tunnel_types=["SSTP"])
    run = stack.enter_context(Process(
        space.command(program("sallyport"), "run", target, "tls", "--out", tmp_path / "out", "--no-progress"),
        tmp_path / "run.out"))
    time.sleep(1.5)
    if run.alive():
        run.signal(signal.SIGINT)
    run.wait(30)
    document = json.loads((tmp_path / "out" / "results.json").read_text())
    schema = json.loads((TREE / "reports" / "schema" / "results.schema.json").read_text())
    Draft202012Validator(schema).validate(document)
