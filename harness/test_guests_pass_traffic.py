"""Clients whose kernel does ESP, through the reference gateway: plain ESP where no NAT is seen, ESP in UDP where one is."""

import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.libreswan_guest import libreswan_guest
from fixtures.processes import Process, run
from fixtures.strongswan_guest import strongswan_guest

pytestmark = pytest.mark.slow

POOL, ROUTES = ["172.16.201.0/24", "fd00:1::/64"], ["10.1.0.0/16", "fd00:2::/64"]
# So many packets are the least that ten megabytes there and back take.
MOST_OF_IT = 10_000


class Seen:
    """What was on the wire, and who was at its ends."""

    def __init__(self, capture, peer, client):
        self.plain = packets(capture, "ip proto 50")
        self.in_udp = packets(capture, "udp port 4500 and udp[8:4] != 0 and udp[4:2] > 9")
        self.gateway, self.client = peer, client

    def story(self):
        return f"{self.plain} plain, {self.in_udp} in UDP\n{self.client.story()}\n{self.gateway.output()}"


def packets(capture, condition):
    told = run(["tcpdump", "-n", "-r", capture, condition]).stdout
    return len(re.findall(r"^\d\d:", told, re.MULTILINE))


@pytest.fixture
def seen(stack, tmp_path):
    """Let a client in a guest do its work beside the gateway."""
    def carry(start, words=None, seconds=400, **settings):
        space = stack.enter_context(namespaces.alone())
        chain = make_chain(tmp_path / "gateway-chain")
        identity = make_chain(tmp_path / "client-chain", name="alice", usage="clientAuth")
        client = stack.enter_context(start(
            space, tmp_path / "guest", identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS, name=chain.name,
            authority=chain.authority, **settings))
        peer = stack.enter_context(gateway(
            space, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
            routes=ROUTES, authentication={"client_roots": [identity.authority]}, **(words or {})))
        capture = tmp_path / "wire.pcap"
        tcpdump = stack.enter_context(Process(
            space.command("tcpdump", "-i", "wire", "-U", "-w", capture, "-s", "120", "-Z", "root"), tmp_path / "tcpdump.out"))
        tcpdump.wait_until(lambda text: "listening on" in text)
        status = client.wait(seconds)
        tcpdump.end()
        assert status == 0, f"{status}\n{client.story()}\n{client.told('pluto.log')}\n{peer.output()}"
        return Seen(capture, peer, client)
    return carry


@pytest.mark.parametrize("encapsulation", ["auto", "no"])
def test_plain_esp_of_libreswan_carries_traffic(seen, encapsulation):
    """Whether it speaks of its addresses, or of no NAT at all."""
    wire = seen(libreswan_guest, encapsulation=encapsulation)
    assert wire.plain > MOST_OF_IT and wire.in_udp == 0, wire.story()


def test_esp_in_udp_of_libreswan_carries_traffic(seen):
    wire = seen(libreswan_guest, encapsulation="yes")
    assert wire.in_udp > MOST_OF_IT and wire.plain == 0, wire.story()


def test_plain_esp_by_cbc_is_rekeyed_by_the_gateway(seen):
    """Its Child SAs last a minute. Libreswan's own wish for PFS would refuse what comes without a key exchange."""
    wire = seen(libreswan_guest, esp="aes256-sha2_256", octets=1 << 20, words={"lifetimes": {"child_sa": 60, "ike_sa": 3600, "margin": 10}},
                more="sleep 60; ping -n -c 3 -i 0.2 -W 2 10.1.0.4 || exit 21")
    assert wire.plain and not wire.in_udp and wire.gateway.output().count("child-sa ") >= 2, wire.story()


def test_plain_esp_of_strongswan_on_port_4500_carries_both_ip_versions(seen):
    """MOBIKE takes IKE to port 4500 although there is no NAT, and its kernel takes ESP in UDP from nobody then."""
    wire = seen(strongswan_guest, routes=",".join(ROUTES))
    assert wire.plain > 2 * MOST_OF_IT and wire.in_udp == 0, wire.story()


def test_esp_in_udp_of_strongswan_carries_both_ip_versions(seen):
    wire = seen(strongswan_guest, routes=",".join(ROUTES), encap="yes")
    assert wire.in_udp > 2 * MOST_OF_IT and wire.plain == 0, wire.story()
