"""strongSwan's client asks for addresses of both IP versions, and both carry what it sends: to the echo host, and through a TUN device."""

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.processes import run
from fixtures.strongswan_client import INSIDE, INSIDE_IPV6, Tunnel, client

POOL, ROUTES = ["172.16.201.0/24", "fd00:1::/64"], ["10.1.0.0/16", "fd00:2::/64"]
MEGABYTE = 1 << 20


@pytest.fixture
def tunnel(stack, tmp_path):
    """Start the gateway and a client of it in namespaces of their own, and connect."""
    def start(addresses="0.0.0.0,::", inside=None):
        space, far = stack.enter_context(namespaces.pair())
        chain = make_chain(tmp_path / "gateway-chain")
        identity = make_chain(tmp_path / "client-chain", name="alice", usage="clientAuth")
        peer = stack.enter_context(gateway(
            far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
            routes=ROUTES, authentication={"client_roots": [str(identity.authority)]}, **({"inside": inside} if inside else {})))
        daemon = stack.enter_context(client(
            space, tmp_path / "client", identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS, name=chain.name,
            authority=chain.authority, routes=",".join(ROUTES), addresses=addresses))
        done = daemon.connect()
        assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{daemon.log()}\n{peer.output()}"
        return Tunnel(space, peer, daemon)
    return start


def test_both_versions_carry_traffic(tunnel):
    up = tunnel()
    assert "address=172.16.201.1:0" in up.gateway.output() and "address=[fd00:1::1]:0" in up.gateway.output(), up.gateway.output()
    for address in (INSIDE, INSIDE_IPV6):
        assert up.ping(address=address), f"{address}\n{up.client.log()}\n{up.gateway.output()}"
        up.transfer(MEGABYTE, address)
    assert up.rekey("child"), up.client.log()
    for address in (INSIDE, INSIDE_IPV6):
        assert up.ping(address=address), f"{address}\n{up.gateway.output()}"


@pytest.mark.slow
def test_ipv6_alone_carries_traffic(tunnel):
    up = tunnel(addresses="::")
    assert "172.16.201" not in up.gateway.output()
    assert up.ping(address=INSIDE_IPV6), up.gateway.output()
    up.transfer(10 * MEGABYTE, INSIDE_IPV6)


@pytest.mark.slow
def test_a_host_behind_a_tun_device_is_reached_and_reaches_back(tunnel, stack):
    up = tunnel(inside={"mode": "tun", "device": "p2s0"})
    far = up.gateway.process.command[3]
    host = stack.enter_context(namespaces.alone())
    run(["ip", "-netns", far, "link", "add", "office", "type", "veth", "peer", "wire", "netns", host.name])
    run(["ip", "-netns", far, "address", "add", "fd00:2::1/64", "dev", "office", "nodad"])
    run(["ip", "-netns", far, "link", "set", "office", "up"])
    run(["ip", "netns", "exec", far, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding"])
    host.ip("address", "add", f"{INSIDE_IPV6}/64", "dev", "wire", "nodad")
    host.ip("link", "set", "wire", "up")
    host.ip("-6", "route", "add", "default", "via", "fd00:2::1")
    assert up.ping(count=5, address=INSIDE_IPV6), up.gateway.output()
    assert run(host.command("ping", "-n", "-c", 3, "-i", "0.2", "-W", "2", "-s", 3000, "fd00:1::1"), check=False).returncode == 0
