"""strongSwan's client, with a certificate, through the reference gateway: it gets an address, and what it sends comes back whole."""

import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.strongswan import ROWS
from fixtures.strongswan_client import Tunnel, client

POOL, ROUTES = "172.16.201.0/24", ["10.1.0.0/16"]

# The 11 rows of the policy editions in strongSwan's words; the group is that of a rekey.
GROUPS = {"": "", "-modp2048s256": "MODP_2048_256", "-modp2048": "MODP_2048", "-ecp384": "ECP_384", "-ecp256": "ECP_256"}
ESP_ROWS = tuple(f"{suite}{group}" for suite in ("aes256gcm16", "aes256-sha256") for group in GROUPS) + ("aes256-sha1",)

MEGABYTES = 1 << 20


@pytest.fixture
def tunnel(stack, tmp_path):
    """Start the gateway and a client of it in namespaces of their own, and connect."""
    def start(kind="rsa", client_kind="rsa", **settings):
        space, far = stack.enter_context(namespaces.pair())
        chain = make_chain(tmp_path / "gateway-chain", kind=kind)
        identity = make_chain(tmp_path / "client-chain", name="alice", kind=client_kind, usage="clientAuth")
        peer = stack.enter_context(gateway(
            far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
            routes=ROUTES, authentication={"client_roots": [str(identity.authority)]}))
        daemon = stack.enter_context(client(
            space, tmp_path / "client", identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS,
            name=chain.name, authority=chain.authority, routes=ROUTES[0], **settings))
        done = daemon.connect()
        assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{daemon.log()}\n{peer.output()}"
        return Tunnel(space, peer, daemon)
    return start


@pytest.mark.parametrize("row", ROWS)
def test_every_ike_row_carries_traffic(tunnel, row):
    up = tunnel(ike=row)
    assert up.ping(), up.gateway.output()
    up.transfer(10 * MEGABYTES)


@pytest.mark.parametrize("row", ESP_ROWS)
def test_every_ipsec_row_carries_traffic_and_is_rekeyed(tunnel, row):
    up = tunnel(esp=row)
    assert up.ping(), up.gateway.output()
    assert up.rekey("child"), up.client.log()
    assert up.ping(), up.gateway.output()
    named = re.findall(r"ESP:\S+?/((?:MODP|ECP)\S+)", up.client.associations())
    assert named == [GROUPS[suffix] for suffix in GROUPS if suffix and row.endswith(suffix)]
    up.transfer(10 * MEGABYTES)


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
@pytest.mark.parametrize("knows_rfc7427", [True, False])
def test_both_ends_prove_themselves(tunnel, kind, knows_rfc7427):
    """By RFC 7427's signatures, or by the older methods where the client does not know them."""
    up = tunnel(kind=kind, client_kind=kind, settings=f"signature_authentication = {'yes' if knows_rfc7427 else 'no'}")
    assert up.ping()
    up.transfer(10 * MEGABYTES)
    assert "subject=\"CN=alice\"" in up.gateway.output()


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
@pytest.mark.parametrize("octets", [576, 1280])
def test_long_messages_travel_in_fragments_both_ways(tunnel, kind, octets):
    """RFC 7383: no IP datagram of IKE is longer than the client's fragments, and those of IKE_AUTH are put together on both sides."""
    up = tunnel(kind=kind, client_kind=kind, esp="aes256gcm16-modp2048", settings=f"fragment_size = {octets}\n  ")
    assert up.ping(), up.gateway.output()
    if octets == 576:
        assert "splitting IKE message" in up.client.log() and "reassembled fragmented IKE message" in up.client.log()
    assert up.rekey("ike") and up.rekey("child"), up.client.log()
    assert up.ping(), up.gateway.output()


def test_a_client_without_fragments_gets_none(tunnel):
    up = tunnel(connection="fragmentation = no")
    assert up.ping(), up.gateway.output()
    assert "fragment" not in up.client.log().lower().replace("frag_sup", "")


def test_traffic_flows_while_both_kinds_are_rekeyed(tunnel):
    up = tunnel(esp="aes256gcm16-ecp384")
    for _ in range(3):
        assert up.rekey("ike"), up.client.log()
        assert up.rekey("child"), up.client.log()
        assert up.ping()
    up.transfer(MEGABYTES)


def test_the_address_of_who_leaves_is_free_again(tunnel):
    up = tunnel()
    assert up.client.disconnect().returncode == 0
    assert up.client.connect().returncode == 0
    assert up.ping()
    assert up.gateway.output().count("address=172.16.201.") == 2
