"""The reference gateway with a TUN device: clients reach what the kernel routes to, and are reached from there."""

import hashlib
import os
import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import POOL, ROUTES, configuration, gateway
from fixtures.processes import Process, run
from fixtures.programs import program
from fixtures.strongswan_client import client
from fixtures.toml_writer import write_toml

BEHIND, ROUTER = "10.1.0.4", "10.1.0.1"
TUN = {"mode": "tun", "device": "p2s0"}


@pytest.fixture
def office(stack):
    """Three namespaces in a row: a client, the gateway's machine, and a host behind it that knows no other way out."""
    space, far = stack.enter_context(namespaces.pair())
    host = stack.enter_context(namespaces.alone())
    far.ip("link", "add", "office", "type", "veth", "peer", "wire", "netns", host.name)
    for where, device, address in ((far, "office", ROUTER), (host, "wire", BEHIND)):
        where.ip("address", "add", f"{address}/16", "dev", device)
        where.ip("link", "set", device, "up")
    host.ip("route", "add", "default", "via", ROUTER)
    run(far.command("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"))
    return space, far, host


@pytest.fixture
def connected(office, stack, tmp_path):
    """The namespaces, with the gateway running and strongSwan's client connected to it."""
    space, far, host = office
    chain = make_chain(tmp_path / "gateway-chain")
    identity = make_chain(tmp_path / "client-chain", name="alice", usage="clientAuth")
    peer = stack.enter_context(gateway(
        far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
        routes=ROUTES, authentication={"client_roots": [identity.authority]}, inside=TUN))
    daemon = stack.enter_context(client(
        space, tmp_path / "client", identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS, name=chain.name,
        authority=chain.authority, routes=ROUTES[0]))
    done = daemon.connect()
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{daemon.log()}\n{peer.output()}"
    return space, far, host, peer


def ping(space, address, size=56):
    return run(space.command("ping", "-n", "-c", 2, "-i", "0.2", "-W", "2", "-M", "dont", "-s", size, address), check=False).returncode == 0


def test_a_file_of_a_host_behind_the_gateway_arrives_whole(connected, stack, tmp_path):
    space, _, host, peer = connected
    file = tmp_path / "behind" / "file"
    file.parent.mkdir()
    file.write_bytes(os.urandom(10 << 20))
    web = stack.enter_context(Process(
        host.command("python3", "-u", "-m", "http.server", "--bind", BEHIND, "80"), tmp_path / "web.out", cwd=file.parent))
    web.wait_for_line("Serving")
    assert ping(space, BEHIND), peer.output()
    copy = tmp_path / "copy"
    run(space.command("python3", "-c", "import sys, urllib.request; urllib.request.urlretrieve(sys.argv[1], sys.argv[2])",
                      f"http://{BEHIND}/file", copy), seconds=60)
    assert hashlib.sha256(copy.read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest()


def test_the_host_behind_reaches_the_client_at_its_address(connected):
    _, _, host, peer = connected
    address = re.search(r"address=(172\.16\.201\.\d+)", peer.output()).group(1)
    assert ping(host, address), peer.output()
    assert ping(host, address, size=3000), peer.output()
    assert not ping(host, "172.16.201.250")


def test_the_device_goes_with_the_gateway(office, tmp_path):
    _, far, _ = office
    chain = make_chain(tmp_path / "chain")
    with gateway(far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
                 inside=TUN):
        assert f"{POOL} dev p2s0" in run(far.command("ip", "route", "show")).stdout
    assert "p2s0" not in run(far.command("ip", "route", "show")).stdout


def test_a_route_that_is_taken_is_a_clear_error(office, tmp_path):
    _, far, _ = office
    far.ip("route", "add", POOL, "dev", "office")
    chain = make_chain(tmp_path / "chain")
    file = write_toml(tmp_path / "gateway.toml", configuration(
        chain, namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL, inside=TUN))
    done = run(far.command(program("sallyport-gateway"), file), check=False)
    assert done.returncode == 2, done
    assert f"A route of {POOL} through p2s0 cannot be had: File exists" in done.stdout + done.stderr
