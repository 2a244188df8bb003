"""A finished run replays to the same verdicts in a fresh process without a network; altered evidence is found."""

import json
import signal

import pytest

from fixtures.namespaces import unplugged
from fixtures.prober import Prober
from fixtures.processes import Process
from fixtures.programs import program
from fixtures.tshark import fields

SELECT = {
    "reference": ("p2s/ike/row", "p2s/ike/nothing-else", "rfc7296", "ipsec", "p2s/ports/ike-500", "p2s/tls", "rfc5246"),
    "strongswan": (),
    "nginx": ("tls",),
}


@pytest.fixture(params=sorted(SELECT))
def finished(request, reference, strongswan, web_server):
    """A finished run; its bench goes on living, and must not be needed."""
    bench = {"reference": reference, "strongswan": strongswan, "nginx": web_server}[request.param]()
    results = bench.run(*SELECT[request.param])
    assert results.status in (0, 1), results.story()
    return results


@pytest.fixture
def offline(stack, tmp_path):
    """The prober in a namespace whose loopback is down."""
    return Prober(stack.enter_context(unplugged()), tmp_path)


def files_of_evidence(results):
    return sorted(file for file in results.folder.rglob("*")
                  if file.is_file() and (file.suffix == ".pcap" or file.name.startswith("transcript")))


def test_a_replay_without_a_network_is_identical(finished, offline):
    before = (finished.folder / "results.json").read_bytes()
    told = offline.sallyport("replay", finished.folder)
    assert told.returncode == 0, told.stdout + told.stderr
    assert (finished.folder / "results.json").read_bytes() == before


def test_a_part_of_a_run_replays(reference, offline):
    finished = reference().run("p2s/ike/row", "p2s/tls/version")
    told = offline.sallyport("replay", finished.folder, "p2s/tls/version")
    assert told.returncode == 0, told.stdout + told.stderr
    told = offline.sallyport("replay", finished.folder, "p2s/tls/version", "p2s/ports")
    assert told.returncode == 4 and "by 'p2s/ports'" in told.stderr, told.stdout + told.stderr


@pytest.fixture
def interrupted(stack, reference, tmp_path):
    """The folder of a run that was asked to end after a few probes."""
    bench, out = reference(), tmp_path / "interrupted"
    words = ("run", bench.prober.target(**bench.target), "p2s/ike/row", "--rate", "20", "--out", out)
    process = stack.enter_context(Process(bench.prober.space.command(program("sallyport"), *words), tmp_path / "log"))
    process.wait_for_line("[3/17]")
    process.signal(signal.SIGTERM)
    process.wait(30)
    return out


def test_an_interrupted_run_replays_as_far_as_it_went(interrupted, offline):
    document = json.loads((interrupted / "results.json").read_text())
    codes = [probe["code"] for probe in document["probes"]]
    ran = [probe for probe in document["probes"] if probe["code"] != "interrupted"]
    assert not document["complete"] and 3 <= len(ran) < len(codes) == 17, codes
    told = offline.sallyport("replay", interrupted)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(ran)} probes replayed" in told.stdout
    assert f"{len(codes) - len(ran)} were left over" in told.stdout
    (interrupted / ran[-1]["evidence"] / "transcript.jsonl").unlink()
    told = offline.sallyport("replay", interrupted)
    assert told.returncode == 1 and ran[-1]["id"] in told.stdout, told.stdout + told.stderr


@pytest.mark.parametrize("where", [0.0, 0.5, 1.0])
def test_one_changed_octet_is_found(reference, offline, where):
    """In every capture and every transcript of the run, at its beginning, middle or end."""
    finished = reference().run("p2s/ike/row/gcm256-sha384-ecp384", "p2s/ike/nothing-else", "rfc7296/2.14",
                               "p2s/tls/version", "p2s/ports/ike-500")
    evidence = files_of_evidence(finished)
    assert any(file.suffix == ".pcap" for file in evidence)
    assert any(file.name.startswith("transcript") for file in evidence)
    unnoticed = []
    for file in evidence:
        original = file.read_bytes()
        place = int(where * (len(original) - 1))
        file.write_bytes(original[:place] + bytes([original[place] ^ 1]) + original[place + 1:])
        told = offline.sallyport("replay", finished.folder)
        if told.returncode == 0 or file.name not in told.stdout + told.stderr:
            unnoticed.append(f"{file.relative_to(finished.folder)} at {place}: {told.returncode} {told.stderr}")
        file.write_bytes(original)
    assert not unnoticed, "\n".join(unnoticed)
    assert offline.sallyport("replay", finished.folder).returncode == 0


def test_a_changed_verdict_is_found(reference, offline):
    finished = reference().run("p2s/ike/row/gcm256-sha384-ecp384")
    file = finished.folder / "results.json"
    document = json.loads(file.read_text())
    document["probes"][0]["verdict"] = "fail"
    file.write_text(json.dumps(document))
    told = offline.sallyport("replay", finished.folder)
    assert told.returncode != 0
    assert "p2s/ike/row/gcm256-sha384-ecp384" in told.stdout + told.stderr


@pytest.mark.parametrize("gone", [".pcap", "transcript", "results.json"])
def test_missing_evidence_is_found(reference, offline, gone):
    finished = reference().run("p2s/ike/row/gcm256-sha384-ecp384")
    file = next(path for path in sorted(finished.folder.rglob("*")) if path.is_file() and gone in path.name)
    file.unlink()
    assert offline.sallyport("replay", finished.folder).returncode not in (0, 134, 139)


def test_names_in_a_strangers_folder_do_not_reach_the_terminal_as_they_are(reference, offline):
    finished = reference().run("p2s/ike/row/gcm256-sha384-ecp384")
    file = finished.folder / "manifest.json"
    file.write_text(file.read_text().replace("report.html", "rep\\u001b]0;owned\\u0007ort.html"))
    told = offline.sallyport("replay", finished.folder)
    assert told.returncode == 1 and "ort.html" in told.stdout
    assert "\x1b" not in told.stdout and "\x07" not in told.stdout


def test_the_same_seed_makes_the_same_choices(reference):
    """SPI, nonce and key share; what else differs between two runs came from the gateway or the source port."""
    bench = reference()
    first, second = bench.run("p2s/ike/row/gcm256-sha384-ecp384"), bench.run("p2s/ike/row/gcm256-sha384-ecp384")
    other = bench.run("p2s/ike/row/gcm256-sha384-ecp384", seed="00" * 16)
    assert choices(first) == choices(second)
    assert all(mine != theirs for mine, theirs in zip(choices(first).values(), choices(other).values(), strict=True))


def choices(results):
    capture = next(results.folder.glob("p2s/ike/row/**/capture.pcap"))
    return fields(capture, "isakmp.ispi", "isakmp.nonce", "isakmp.key_exchange.data",
                  where="udp.dstport == 500 and isakmp.exchangetype == 34")[0]
