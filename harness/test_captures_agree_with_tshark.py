"""tshark sees in our captures what our findings say, opens what we keep keys for, and a second witness agrees."""

import json
import re
import shlex

import pytest

from fixtures.processes import run
from fixtures.tshark import fields, merged, tshark

AUTHENTICATION_FAILED = "24"
IKE_AUTH = "35"
TLS_PORT = 443


@pytest.fixture(scope="module")
def everything(module_reference):
    """A whole run against the reference gateway."""
    return module_reference.run()


@pytest.fixture(scope="module")
def many_findings(module_strongswan):
    """A gateway that fails much: it speaks only 3DES."""
    return module_strongswan.run()


def captures(results):
    return sorted(results.folder.rglob("capture.pcap"))


def shown_frames(command, folder):
    """The frame numbers in what the finding's command prints, run as it stands in a shell."""
    done = run(["sh", "-c", command], cwd=folder, check=False)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return {int(number) for number in re.findall(r"^Frame (\d+):", done.stdout, re.MULTILINE)}


def unshown(results, probes):
    """The findings whose command does not show the frames they speak of."""
    wrong = []
    for probe in probes:
        missing = set(probe["frames"]) - shown_frames(probe["look"], results.folder.parent)
        if missing:
            wrong.append(f"{probe['id']}: frames {sorted(missing)} are not shown by {probe['look']}")
    return wrong


def one_of_each_family(results):
    """The first probe with each requirement, verdict and code: the members of a family differ in numbers alone."""
    families = {}
    for probe in results.probes.values():
        if probe["frames"]:
            family = re.sub(r"/(row|nat-t-row|suite|other)/.*", r"/\1", probe["id"])
            families.setdefault((family, probe["verdict"], probe["code"]), probe)
    return list(families.values())


@pytest.mark.lengthy
@pytest.mark.parametrize("which, least", [("everything", 15), pytest.param("many_findings", 5, marks=pytest.mark.slow)])
def test_a_findings_command_shows_its_frames(which, least, request):
    results = request.getfixturevalue(which)
    chosen = one_of_each_family(results)
    assert len(chosen) >= least
    wrong = unshown(results, chosen)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["everything", "many_findings"])
def test_every_findings_command_shows_its_frames(which, request):
    results = request.getfixturevalue(which)
    wrong = unshown(results, [probe for probe in results.probes.values() if probe["frames"]])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("which", ["everything", "many_findings"])
def test_every_finding_that_judges_has_a_command(which, request):
    results = request.getfixturevalue(which)
    bare = [name for name, probe in results.probes.items() if probe["verdict"] in ("pass", "fail") and not probe["look"]]
    assert not bare, bare
    for probe in results.probes.values():
        if probe["look"]:
            assert shlex.split(probe["look"].split("=", 1)[-1] if probe["look"][0].isupper() else probe["look"])


def shown(files, folder, *words):
    """What tshark shows of these captures. Of many in one, a port that was used twice looks like a connection with gaps: halves are asked again."""
    seen = tshark(merged(files, folder), *words)
    half = len(files) // 2
    return seen if not seen or not half else shown(files[:half], folder / "a", *words) + shown(files[half:], folder / "b", *words)


def test_frames_are_well_formed_packets(everything, tmp_path):
    """Lengths and checksums of IP, UDP and TCP, and no gap in a connection."""
    checks = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"]
    bad = ("ip.checksum.status == 0 or udp.checksum.status == 0 or tcp.checksum.status == 0 or ip.bogus_ip_length "
           "or udp.length.bad or tcp.analysis.lost_segment or tcp.analysis.ack_lost_segment")
    files = captures(everything)
    assert len(fields(merged(files, tmp_path), "frame.number")) > 100
    assert shown(files, tmp_path / "halves", *checks, "-Y", bad) == ""


def test_every_probe_speaks_of_frames_that_are_there(everything, many_findings):
    """Frame numbers in findings and in decoded exchanges are those of the probe's own capture."""
    wrong = []
    for results in (everything, many_findings):
        counts = frames_by_file(captures(results))
        for name, probe in results.probes.items():
            said = {entry["frame"] for entry in probe["exchange"] if entry["frame"]} | set(probe["frames"])
            there = counts[results.folder / probe["evidence"] / "capture.pcap"] if probe["evidence"] else 0
            if said and not 1 <= min(said) <= max(said) <= there:
                wrong.append(f"{name}: speaks of frames {sorted(said)} of {there}")
    assert not wrong, "\n".join(wrong)


def frames_by_file(files):
    """The number of packets in each capture, as capinfos counts them."""
    text = run(["capinfos", "-M", "-T", "-r", "-c", "-C", *files]).stdout
    rows = (line.split("\t") for line in text.splitlines())
    return {type(files[0])(row[0]): int(row[1]) for row in rows}


@pytest.mark.parametrize("which", ["reference", "strongswan"])
def test_tshark_opens_the_refused_ike_auth_with_the_keys_kept(which, request, tmp_path):
    results = request.getfixturevalue(which)().run("p2s/ike/row", "rfc7296/2.14/keys-agree")
    assert results.status == 0, results.story()
    files = [results.folder / probe["evidence"] / "capture.pcap" for probe in results.probes.values()]
    answers = fields(merged(files, tmp_path / "merged"), "isakmp.notify.msgtype", keys=tmp_path / "merged",
                     where=f"isakmp.exchangetype == {IKE_AUTH} and isakmp.flag_r == 1")
    assert len(answers) >= len(files) == 18
    assert all(answer["isakmp.notify.msgtype"] == [AUTHENTICATION_FAILED] for answer in answers)


def test_tshark_opens_the_handshakes_with_the_keys_kept(reference):
    """The command of the finding shows what the last handshake message says, which only the keys tell."""
    results = reference().run("p2s/tls/suite")
    assert results.status == 0 and len(results.probes) == 4, results.story()
    for probe in results.probes.values():
        assert probe["code"] == "accepted" and "-o tls.keylog_file:" in probe["look"], probe
        shown = run(["sh", "-c", probe["look"]], cwd=results.folder.parent).stdout
        assert shown.count("    Handshake Protocol: Finished\n") == 2, probe["look"]


def test_another_witness_tells_connections_of_the_same_ports_apart(web_server):
    """With few local ports each of them comes again within a run."""
    bench = web_server()
    run(bench.prober.space.command("sysctl", "-q", "-w", "net.ipv4.ip_local_port_range=40000 40060"))
    results = bench.run("tls", options=("--capture", "lo"))
    assert results.err == "", results.story()
    ports = [json.loads(line)["local"] for file in results.folder.rglob("transcript.jsonl")
             for line in file.read_text().splitlines() if '"opened"' in line]
    assert len({str(port) for port in ports}) < len(ports)


def test_another_witness_agrees(reference, tmp_path):
    """--capture lo: every payload of our captures was seen on the interface, and no other went to the gateway."""
    bench = reference()
    results = bench.run("p2s/ike/row", "p2s/ike/nat-t-row", "rfc7296", "tls", options=("--capture", "lo"))
    assert results.status == 0, results.story()
    witness, = (file for file in results.folder.iterdir() if file.suffix in (".pcap", ".pcapng"))
    own = merged(captures(results), tmp_path / "merged")
    assert udp_payloads(own) and udp_payloads(own) == udp_payloads(witness)
    said = f"tcp.dstport == {TLS_PORT}"
    assert tcp_streams(own, said) and tcp_streams(own, said) == tcp_streams(witness, said)
    # What a server still says when we have hung up is on the wire alone.
    heard, whole = (tcp_streams(capture, f"tcp.srcport == {TLS_PORT}") for capture in (own, witness))
    assert heard and all(any(one.startswith(part) for one in whole) for part in heard)


def udp_payloads(capture):
    return sorted(frame["udp.payload"][0] for frame in fields(capture, "udp.payload", where="udp.payload"))


def tcp_streams(capture, where):
    """Of each connection in that direction, the octets carried; empty ones left out."""
    streams = {}
    for frame in fields(capture, "tcp.stream", "tcp.srcport", "tcp.payload", where=f"tcp.len > 0 and {where}"):
        key = frame["tcp.stream"][0], frame["tcp.srcport"][0]
        streams[key] = streams.get(key, "") + "".join(frame["tcp.payload"]).replace(":", "")
    return sorted(streams.values())
