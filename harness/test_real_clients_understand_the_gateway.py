"""strongSwan's client and openssl's s_client talk to the reference gateway: it is not our prober alone that understands it."""

import pytest

from fixtures import namespaces
from fixtures.gateway import gateway
from fixtures.nginx import SUITES_OF_2024
from fixtures.processes import run
from fixtures.strongswan import ROWS, charon
from fixtures.tshark import capturing, fields


@pytest.fixture
def cable(stack):
    return stack.enter_context(namespaces.pair())


def attempt(stack, tmp_path, cable, proposals, connection=""):
    """What charon's log says of one attempt against the reference gateway."""
    client, server = cable
    stack.enter_context(gateway(server, tmp_path / "gateway", address=namespaces.GATEWAY_ADDRESS,
                                tunnel_types=["IKEv2"]))
    initiator = stack.enter_context(charon(
        client, tmp_path / "client", local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS,
        proposals=proposals, identity="client.example.test", peer_identity="gw.example.test", connection=connection))
    assert not initiator.initiate()
    return initiator.log()


@pytest.mark.parametrize("row", ROWS)
def test_strongswan_opens_the_refusal_of_each_row(stack, tmp_path, cable, row):
    """AUTHENTICATION_FAILED inside SK reads only with the keys both derived."""
    log = attempt(stack, tmp_path, cable, (row,))
    assert "received AUTHENTICATION_FAILED notify error" in log, log


def test_strongswan_is_led_to_another_group(stack, tmp_path, cable):
    """A client that guessed a group outside the policy takes the gateway's INVALID_KE_PAYLOAD."""
    log = attempt(stack, tmp_path, cable, ("aes256-sha256-modp3072-modp2048",))
    assert "it requested MODP_2048" in log, log
    assert "received AUTHENTICATION_FAILED notify error" in log, log


def test_strongswan_reads_no_proposal_chosen(stack, tmp_path, cable):
    log = attempt(stack, tmp_path, cable, ("aes128-sha1-modp2048",))
    assert "received NO_PROPOSAL_CHOSEN notify error" in log, log


def test_strongswan_speaks_on_port_4500_alone(stack, tmp_path, cable):
    log = attempt(stack, tmp_path, cable, ROWS[:1], "remote_port = 4500\n    local_port = 4500")
    assert "received AUTHENTICATION_FAILED notify error" in log, log


def test_tshark_finds_the_gateways_answers_well_formed(stack, tmp_path, cable):
    file = tmp_path / "witness.pcap"
    with capturing(cable[1], "wire", file, tmp_path / "tcpdump", "udp"):
        attempt(stack, tmp_path, cable, ROWS[:1])
    frames = fields(file, "isakmp.exchangetype", "_ws.malformed")
    assert len(frames) >= 4
    assert not any(frame["_ws.malformed"] for frame in frames)


def s_client(bench, *options):
    return run(bench.prober.space.command(
        "openssl", "s_client", "-connect", "127.0.0.1:443", "-servername", bench.peer.chain.name,
        "-CAfile", bench.peer.chain.authority, "-verify_return_error", *options), check=False)


@pytest.mark.parametrize("suite", SUITES_OF_2024)
def test_openssl_completes_each_suite(reference, suite):
    done = s_client(reference(), "-tls1_2", "-cipher", suite)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Cipher is {suite}" in done.stdout
    assert "Verify return code: 0 (ok)" in done.stdout


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1", "-tls1_3"])
def test_openssl_is_refused_other_versions(reference, version):
    done = s_client(reference(), version, "-cipher", "ALL:@SECLEVEL=0")
    assert done.returncode != 0
    assert "alert protocol version" in done.stderr, done.stderr
