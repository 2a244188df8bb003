"""What the reference gateway does by itself, with strongSwan's client at the other end: it rekeys, asks for signs of life, and follows."""

import time

import pytest

from fixtures import namespaces, strongswan_client
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.nat import behind_nat
from fixtures.strongswan_client import client

POOL, ROUTES = "172.16.201.0/24", ["10.1.0.0/16"]
BRIEF = {"ike_sa": 18, "child_sa": 10, "margin": 2}


class Tunnel(strongswan_client.Tunnel):
    """And what its gateway has told."""

    def told(self, event):
        return self.gateway.output().count(f"\n{event} ")

    def wait(self, event, seconds=20, count=1):
        self.gateway.process.wait_until(lambda _: self.told(event) >= count, seconds, f"to tell '{event}'")


@pytest.fixture
def tunnel(stack, tmp_path):
    """Start the gateway and a client of it in these namespaces, and connect."""
    def start(spaces, words, local=namespaces.CLIENT_ADDRESS, **settings):
        space, far = spaces
        chain = make_chain(tmp_path / "gateway-chain")
        identity = make_chain(tmp_path / "client-chain", name="alice", usage="clientAuth")
        peer = stack.enter_context(gateway(
            far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
            routes=ROUTES, authentication={"client_roots": [str(identity.authority)]}, **words))
        daemon = stack.enter_context(client(
            space, tmp_path / "client", identity, local=local, remote=namespaces.GATEWAY_ADDRESS,
            name=chain.name, authority=chain.authority, routes=ROUTES[0], **settings))
        done = daemon.connect()
        assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{daemon.log()}\n{peer.output()}"
        return Tunnel(space, peer, daemon)
    return start


def has_one_of_each(associations):
    return associations.count("INSTALLED") == associations.count("ESTABLISHED") == 1


@pytest.mark.parametrize("esp", ["aes256gcm16", "aes256-sha256-ecp384"])
def test_traffic_flows_while_the_gateway_rekeys(tunnel, stack, esp):
    up = tunnel(stack.enter_context(namespaces.pair()), {"lifetimes": BRIEF}, esp=esp)
    assert up.lost(150) <= 1, up.client.log()
    assert up.told("ike-sa-rekeyed") >= 1, up.gateway.output()
    assert up.told("child-sa") >= 3, up.gateway.output()
    # Not in the moment of a rekey, when the one that comes is not listed yet.
    up.gateway.process.wait_until(lambda _: has_one_of_each(up.client.associations()), what="to leave one IKE SA and one Child SA")
    # Without a rekey of the client's before it, the group it wants is known by its INVALID_KE_PAYLOAD alone.
    assert up.told("not-rekeyed") == (1 if "ecp384" in esp else 0), up.gateway.output()


def test_who_vanishes_is_forgotten(tunnel, stack):
    up = tunnel(stack.enter_context(namespaces.pair()), {"ike": {"liveness": 1, "timeout": 1, "retransmissions": 2}})
    time.sleep(3)
    assert not up.lost(), "asked and answered, the tunnel stays"
    assert not up.told("ike-sa-silent")
    up.space.ip("link", "set", "wire", "down")
    up.wait("ike-sa-silent")


def test_a_client_takes_its_tunnel_to_another_address(tunnel, stack):
    up = tunnel(stack.enter_context(namespaces.pair()), {}, local="%any")
    assert not up.lost()
    # Of another subnet, lest it go with the first.
    up.space.ip("address", "add", "192.0.2.77/25", "dev", "wire")
    up.space.ip("address", "delete", f"{namespaces.CLIENT_ADDRESS}/24", "dev", "wire")
    up.wait("ike-sa-moved")
    assert "peer=192.0.2.77:4500" in up.gateway.output()
    time.sleep(1)
    assert not up.lost(), up.client.log()
    assert up.client.associations().count("INSTALLED") == 1
    assert up.gateway.output().count("outcome=admitted") == 1


@pytest.mark.parametrize("mobike", ["no", "yes"])
def test_a_nat_that_forgets_its_mappings(tunnel, stack, tmp_path, mobike):
    space, far, forget = stack.enter_context(behind_nat(tmp_path / "nat"))
    up = tunnel((space, far), {"ike": {"liveness": 2}}, connection=f"mobike = {mobike}")
    assert not up.lost()
    forget()
    assert up.lost(5) <= 1, up.gateway.output()
    if mobike == "no":
        time.sleep(5)
        assert not up.lost(), "what the gateway asked went to where the client is now"
        assert not up.told("ike-sa-silent")


def test_both_ends_rekey_at_about_the_same_time(tunnel, stack):
    """Whoever comes first, and whatever crosses: one IKE SA and one Child SA remain, and traffic flows."""
    up = tunnel(stack.enter_context(namespaces.pair()), {"lifetimes": BRIEF}, connection="rekey_time = 15s\n    rand_time = 2s",
                child="rekey_time = 7s\n        rand_time = 1s")
    assert up.lost(200) <= 2, up.client.log()
    assert up.told("ike-sa-rekeyed") >= 1, up.gateway.output()
    up.gateway.process.wait_until(lambda _: up.client.associations().count("INSTALLED") == 1, what="to leave one Child SA")
    assert not up.lost()
