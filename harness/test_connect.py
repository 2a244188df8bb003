"""`sallyport connect`: a client with a TUN device, through the reference gateway and through strongSwan."""

import re
import signal

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import POOL, gateway
from fixtures.processes import Process, run
from fixtures.programs import program
from fixtures.relay import relayed
from fixtures.strongswan_client import ECHO
from fixtures.strongswan_tunnels import INSIDE, INSIDE_HOST, host_inside, tunnel_gateway
from fixtures.toml_writer import write_toml

MEGABYTES = 1 << 20

HOST = """
import socket, sys
with socket.create_server((sys.argv[1], 7)) as door:
    print("open", flush=True)
    while True:
        link, _ = door.accept()
        with link:
            while part := link.recv(1 << 16):
                link.sendall(part)
"""

def reference(stack, far, folder, chain, identity, **words):
    host_inside(far)
    return stack.enter_context(gateway(
        far, folder, chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL, routes=[INSIDE],
        authentication={"client_roots": [identity.authority]}, inside={"mode": "tun", "device": "p2s0"}, **words)).output


def reference_by_eap(stack, far, folder, chain, identity, method):
    host_inside(far)
    folder.mkdir()
    users = folder / "people.csv"
    users.write_text(f"user,password\n{USER},{PASSWORD}\n")
    return stack.enter_context(gateway(
        far, folder, chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL, routes=[INSIDE],
        authentication={"client_roots": [identity.authority], "eap": ["tls", "mschapv2"], "users": users},
        inside={"mode": "tun", "device": "p2s0"})).output


def strongswan_by_eap(stack, far, folder, chain, identity, method):
    return strongswan(stack, far, folder, chain, identity, auth=method, login=(USER, PASSWORD))


def strongswan(stack, far, folder, chain, identity, **words):
    return stack.enter_context(tunnel_gateway(
        far, folder, local=namespaces.GATEWAY_ADDRESS, chain=chain, clients=identity, **words)).log


class Connected:
    """The running client, its namespace, and what the gateway says."""

    def __init__(self, space, process, told):
        self.space, self.process, self.told = space, process, told

    def output(self):
        return self.process.output()

    def ping(self, count=2):
        return run(self.space.command("ping", "-n", "-c", count, "-i", "0.1", "-W", "2", INSIDE_HOST), check=False).stdout

    def transfer(self, octets):
        run(self.space.command("python3", "-c", ECHO, INSIDE_HOST, octets), seconds=120)


@pytest.fixture
def place(stack, tmp_path):
    """Two namespaces with a gateway in one, and the target file of a client for the other."""
    def make(start, tunnel_types=("IKEv2",), stranger=False, client=None, path=None, **words):
        space, far = stack.enter_context(relayed(tmp_path / "relay", **path) if path else namespaces.pair())
        chain = make_chain(tmp_path / "gateway-chain", kind="ecdsa")
        identity = make_chain(tmp_path / "client-chain", name="alice", kind="ecdsa", usage="clientAuth")
        trusted = make_chain(tmp_path / "other-chain", name="bob", kind="ecdsa", usage="clientAuth") if stranger else identity
        told = start(stack, far, tmp_path / "gateway", chain, trusted, **words)
        if start is not nobody:
            host = stack.enter_context(Process(far.command("python3", "-c", HOST, INSIDE_HOST), tmp_path / "host.out"))
            host.wait_for_line("open")
        file = write_toml(tmp_path / "target.toml", {
            "host": namespaces.GATEWAY_ADDRESS, "policy": "azure-2024-08", "tunnel_types": list(tunnel_types),
            "server": {"name": chain.name}, "client": {"certificate": identity.chain, "key": identity.key} | (client or {})})
        return space, file, told
    return make


@pytest.fixture
def connected(place, stack, tmp_path):
    def make(start, options=(), **words):
        space, file, told = place(start, **words)
        process = stack.enter_context(Process(
            space.command(program("sallyport"), "connect", file, "--device", "vpn7", *options), tmp_path / "connect.out"))
        process.wait_for_line("connected")
        return Connected(space, process, told)
    return make


USER, PASSWORD = "bob", "battery staple"


@pytest.mark.parametrize("method", ["eap-tls", "eap-mschapv2"])
@pytest.mark.parametrize("start", [reference_by_eap, strongswan_by_eap])
def test_it_logs_in_by_eap(connected, tmp_path, start, method):
    password = tmp_path / "password"
    password.write_text(PASSWORD + "\n")
    by_password = {"user": USER, "password_file": password} if method == "eap-mschapv2" else {}
    up = connected(start, client={"authentication": method} | by_password, method=method)
    assert "and by the key of EAP" in up.output()
    assert " 0% packet loss" in up.ping(), up.told()
    up.transfer(MEGABYTES)


def test_a_wrong_password_is_told(place, tmp_path):
    password = tmp_path / "password"
    password.write_text("another\n")
    space, file, _ = place(reference_by_eap, client={"authentication": "eap-mschapv2", "user": USER, "password_file": password},
                           method="eap-mschapv2")
    done = run(space.command(program("sallyport"), "connect", file), check=False)
    assert done.returncode == 1 and "authentication refused" in done.stderr and "EAP ended in Failure" in done.stderr, done.stderr


@pytest.mark.parametrize("start", [reference, strongswan])
def test_it_carries_pings_and_tcp_and_says_what_was_agreed(connected, start):
    up = connected(start)
    output = up.output()
    for words in ("IKE SA       #", "gateway      ID_FQDN gw.example.test", "Child SA     #", "given        INTERNAL_IP4_ADDRESS 172.16.201.",
                  f"route        {INSIDE} through vpn7"):
        assert words in output, output
    assert "2 received" in up.ping(), f"{up.output()}\n{up.told()}"
    up.transfer(MEGABYTES)
    up.process.signal(signal.SIGINT)
    assert up.process.wait(5) == 0, up.output()
    counted = re.search(r"disconnected; \d+ packets with (\d+) octets out, \d+ with (\d+) in", up.output())
    assert counted and min(int(counted[1]), int(counted[2])) > MEGABYTES, up.output()
    assert "vpn7" not in run(up.space.command("ip", "link")).stdout
    deleted = "received DELETE for IKE_SA" if start is strongswan else "outcome=answered at="
    assert deleted in up.told(), up.told()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment, deletes", [("outcome=answered", 0), ("outcome=admitted", 1)])
def test_a_signal_before_it_is_connected_leaves_no_session(place, stack, tmp_path, moment, deletes, number):
    """In IKE_SA_INIT there is nothing yet to be deleted; who was let in is, and learns so by an answer that is still underway."""
    space, file, told = place(reference, path={"delay": 0.3})
    process = stack.enter_context(Process(space.command(program("sallyport"), "connect", file), tmp_path / "connect.out"))
    process.wait_until(lambda _: moment in told(), what="to be answered")
    before = told().count("outcome=answered")
    process.signal(number)
    assert process.wait(5) == 1, process.output()
    assert "interrupted before it was connected" in process.output() and "disconnected" not in process.output()
    assert told().count("outcome=answered") == before + deletes, told()
    assert told().count("outcome=admitted") == deletes, told()


@pytest.mark.slow
@pytest.mark.parametrize("start, words", [
    (reference, {"lifetimes": {"ike_sa": 10, "child_sa": 10, "margin": 3}}),
    (strongswan, {"connection": "rekey_time = 3s\n    rand_time = 1s\n    over_time = 60s",
                  "child": "rekey_time = 2s\n        rand_time = 1s\n        life_time = 60s"})])
def test_it_lives_on_while_the_gateway_rekeys(connected, start, words):
    up = connected(start, **words)
    assert int(re.search(r"(\d+) received", up.ping(150))[1]) >= 149, f"{up.output()}\n{up.told()}"
    assert up.output().count("rekeyed the IKE SA") >= 2 and up.output().count("rekeyed the Child SA") >= 1, up.output()
    up.transfer(MEGABYTES)


def refused(place, start, *options, **words):
    space, file, _ = place(start, **words)
    done = run(space.command(program("sallyport"), "connect", file, *options), check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("start", [reference, pytest.param(strongswan, marks=pytest.mark.slow)])
def test_who_is_not_let_in_is_told(place, start):
    status, text = refused(place, start, stranger=True)
    assert status == 1 and "authentication refused" in text and "AUTHENTICATION_FAILED" in text, text


def nobody(*_):
    """In the place of a gateway, where it is not asked."""


@pytest.mark.parametrize("types, options, status, words", [
    (["SSTP"], (), 2, "tunnel_types has no IKEv2"),
    (["IKEv2"], ("--route", "192.0.2.0/24"), 2, "a route of 192.0.2.0/24 would hold the gateway itself"),
    (["IKEv2"], ("--route", "10.1/16"), 2, "--route: expected an IPv4 network"),
    (["IKEv2"], ("--device", "a device"), 2, "the name of a device"),
    (["IKEv2"], (), 1, "no IKE SA with 192.0.2.2:4500: an ICMP error")])
def test_what_cannot_be_is_a_clear_error(place, types, options, status, words):
    got, text = refused(place, nobody, *options, tunnel_types=types)
    assert got == status and words in text, text


def test_without_the_right_to_a_device_that_is_said(place):
    space, file, _ = place(nobody)
    done = run(space.command("setpriv", "--bounding-set", "-net_admin", "--inh-caps", "-net_admin", program("sallyport"), "connect", file),
               check=False)
    assert done.returncode == 2 and "cannot be had" in done.stderr and "CAP_NET_ADMIN" in done.stderr, done.stdout + done.stderr


def test_help_knows_it():
    assert "connect" in run([program("sallyport"), "help"]).stdout
    assert "--device" in run([program("sallyport"), "help", "connect"]).stdout
