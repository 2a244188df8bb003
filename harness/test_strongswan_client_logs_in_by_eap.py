"""strongSwan's client through the reference gateway by EAP: who has the certificate or the password gets through, and nobody else."""

import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import ROUTES, gateway
from fixtures.strongswan_client import Tunnel, client

MEGABYTES = 1 << 20


@pytest.fixture
def ends(stack, tmp_path):
    """Start the gateway and a client of it in namespaces of their own; nobody is connected."""
    def start(auth, kind="rsa", methods=("tls", "mschapv2"), eap_only=False, untrusted=False, **settings):
        space, far = stack.enter_context(namespaces.pair())
        chain = make_chain(tmp_path / "gateway-chain", kind=kind)
        identity = make_chain(tmp_path / "client-chain", name="alice", kind=kind, usage="clientAuth")
        stranger = make_chain(tmp_path / "stranger-chain", name="alice", kind=kind, usage="clientAuth")
        peer = stack.enter_context(gateway(
            far, tmp_path / "gateway", chain=chain, clients=identity, eap=methods, eap_only=eap_only, address=namespaces.GATEWAY_ADDRESS,
            tunnel_types=("IKEv2",)))
        daemon = stack.enter_context(client(
            space, tmp_path / "client", stranger if untrusted else identity, local=namespaces.CLIENT_ADDRESS,
            remote=namespaces.GATEWAY_ADDRESS, name=chain.name, authority=chain.authority, routes=ROUTES[0], auth=auth, **settings))
        return Tunnel(space, peer, daemon)
    return start


def connects(up):
    done = up.client.connect()
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{up.client.log()}\n{up.gateway.output()}"
    assert up.ping(), up.gateway.output()
    up.transfer(10 * MEGABYTES)


def is_refused(up, reason):
    """Twice: the gateway lives on, and says again why."""
    for _ in range(2):
        assert up.client.connect().returncode != 0
    assert up.client.log().count(reason) == 2, up.client.log()
    assert "admitted" not in up.gateway.output()


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_by_eap_tls(ends, kind):
    """TLS 1.2 is what this client speaks; told to speak 1.3, it dies of the indication that RFC 9190, Section 2.5, has a server send."""
    up = ends("eap-tls", kind)
    connects(up)
    assert 'subject="CN=alice"' in up.gateway.output()


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_by_eap_tls_alone(ends, kind):
    """RFC 5998: the gateway proves itself in TLS, and in no AUTH of its certificate."""
    up = ends("eap-tls", kind, eap_only=True, remote_auth="eap-tls")
    connects(up)
    assert "parsed IKE_AUTH response 1 [ IDr EAP/REQ/TLS ]" in up.client.log()


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
@pytest.mark.parametrize("methods", [("tls", "mschapv2"), ("mschapv2", "tls"), ("mschapv2",)])
def test_by_eap_mschapv2(ends, methods, kind):
    """Proposed first, or wanted instead of EAP-TLS."""
    up = ends("eap-mschapv2", kind, methods=methods, user="alice", password="correct horse")
    connects(up)
    assert "subject=alice" in up.gateway.output()
    assert re.search(r"IKE_AUTH response 1 \[ IDr CERT(?: CERT)* AUTH EAP/REQ", up.client.log()), up.client.log()


@pytest.mark.parametrize("user, password", [("alice", "wrong"), ("mallory", "correct horse")])
def test_a_wrong_password_is_refused(ends, user, password):
    is_refused(ends("eap-mschapv2", methods=("mschapv2",), user=user, password=password), "ERROR_AUTHENTICATION_FAILURE")


def test_an_untrusted_certificate_is_refused(ends):
    is_refused(ends("eap-tls", untrusted=True), "received fatal TLS alert")


def test_mschapv2_is_never_alone(ends):
    """Not safe by RFC 5998: the gateway signs, though the client asks it not to."""
    up = ends("eap-mschapv2", methods=("mschapv2",), user="alice", password="correct horse", remote_auth="eap")
    up.client.connect()
    assert re.search(r"IKE_AUTH response 1 \[ IDr CERT(?: CERT)* AUTH EAP/REQ", up.client.log()), up.client.log()


def test_traffic_flows_after_a_rekey_of_both_kinds(ends):
    up = ends("eap-tls")
    assert up.client.connect().returncode == 0, up.client.log()
    assert up.rekey("ike"), up.client.log()
    assert up.rekey("child"), up.client.log()
    assert up.ping(), up.gateway.output()
