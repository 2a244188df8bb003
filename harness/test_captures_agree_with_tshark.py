"""tshark sees in our captures what our findings say, opens what we keep keys for, and a second witness agrees."""

import re
import shlex

import pytest

from fixtures.processes import run
from fixtures.tshark import fields, tshark

AUTHENTICATION_FAILED = "24"
IKE_AUTH = "35"


@pytest.fixture
def everything(reference):
    return reference().run()


@pytest.fixture
def many_findings(strongswan):
    """A gateway that fails much: only 3DES."""
    return strongswan(rows=("3des-sha1-modp1024",)).run()


def captures(results):
    return sorted(results.folder.rglob("capture.pcap"))


def shown_frames(command, folder):
    """The frame numbers in what the finding's command prints, run as it stands in a shell."""
    done = run(["sh", "-c", command], cwd=folder, check=False)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return {int(number) for number in re.findall(r"^Frame (\d+):", done.stdout, re.MULTILINE)}


@pytest.mark.parametrize("which", ["everything", "many_findings"])
def test_every_findings_command_shows_its_frames(which, request):
    results = request.getfixturevalue(which)
    wrong, looked = [], 0
    for name, probe in results.probes.items():
        if not probe["frames"]:
            continue
        looked += 1
        missing = set(probe["frames"]) - shown_frames(probe["look"], results.folder.parent)
        if missing:
            wrong.append(f"{name}: frames {sorted(missing)} are not shown by {probe['look']}")
    assert looked > 20
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("which", ["everything", "many_findings"])
def test_every_finding_that_fails_has_a_command(which, request):
    results = request.getfixturevalue(which)
    bare = [name for name, probe in results.probes.items() if probe["verdict"] == "fail" and not probe["look"]]
    assert not bare, bare
    for probe in results.probes.values():
        if probe["look"]:
            assert shlex.split(probe["look"].split("=", 1)[-1] if probe["look"][0].isupper() else probe["look"])


def test_frames_are_well_formed_packets(everything):
    """Lengths and checksums of IP, UDP and TCP; no packet that tshark cannot place."""
    checks = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"]
    bad = "ip.checksum.status == 0 or udp.checksum.status == 0 or tcp.checksum.status == 0 or " \
          "ip.bogus_ip_length or udp.length.bad or tcp.analysis.lost_segment or tcp.analysis.ack_lost_segment"
    assert captures(everything)
    for capture in captures(everything):
        assert tshark(capture, *checks, "-Y", bad) == "", capture


def test_every_capture_of_a_probe_holds_its_conversation(everything):
    """As many payloads as the report's decoded exchange has sent and received entries."""
    wrong = []
    for name, probe in everything.probes.items():
        if not probe["evidence"]:
            continue
        said = {entry["frame"] for entry in probe["exchange"] if entry["frame"]}
        there = len(fields(everything.folder / probe["evidence"] / "capture.pcap", "frame.number"))
        if said and max(said) > there:
            wrong.append(f"{name}: speaks of frame {max(said)} of {there}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("which", ["reference", "strongswan"])
def test_tshark_opens_the_refused_ike_auth_with_the_keys_kept(which, request):
    results = request.getfixturevalue(which)().run("p2s/ike/row", "rfc7296/2.14/keys-agree")
    assert results.status == 0, results.story()
    opened = 0
    for probe in results.probes.values():
        folder = results.folder / probe["evidence"]
        answers = fields(folder / "capture.pcap", "isakmp.notify.msgtype", keys=folder / "keys",
                         where=f"isakmp.exchangetype == {IKE_AUTH} and isakmp.flag_r == 1")
        assert answers, probe["id"]
        opened += all(answer["isakmp.notify.msgtype"] == [AUTHENTICATION_FAILED] for answer in answers)
    assert opened == len(results.probes) == 18


def test_another_witness_agrees(reference):
    """--capture lo: every payload of our captures was seen on the interface, and no other went to the gateway."""
    bench = reference()
    results = bench.run("p2s/ike/row", "p2s/ike/nat-t-row", "rfc7296", "tls", options=("--capture", "lo"))
    assert results.status == 0, results.story()
    witness, = (file for file in results.folder.iterdir() if file.suffix in (".pcap", ".pcapng"))
    own = sorted(payload for capture in captures(results) for payload in udp_payloads(capture))
    assert own and own == sorted(udp_payloads(witness))
    own_streams = sorted(stream for capture in captures(results) for stream in tcp_streams(capture))
    assert own_streams and own_streams == sorted(tcp_streams(witness))


def udp_payloads(capture):
    return [frame["udp.payload"][0] for frame in fields(capture, "udp.payload", where="udp.payload")]


def tcp_streams(capture):
    """Per connection and direction, the octets carried; empty ones left out."""
    streams = {}
    for frame in fields(capture, "tcp.stream", "tcp.srcport", "tcp.payload", where="tcp.len > 0"):
        key = frame["tcp.stream"][0], frame["tcp.srcport"][0]
        streams[key] = streams.get(key, "") + "".join(frame["tcp.payload"]).replace(":", "")
    return list(streams.values())
