"""The prober's own client logs in by EAP: what is asked behind a certificate is asked behind EAP-TLS and EAP-MSCHAPv2, of strongSwan too."""

import pytest

from fixtures.certificates import make_chain
from fixtures.processes import run
from fixtures.programs import program
from fixtures.strongswan import DEVIATIONS
from fixtures.strongswan_tunnels import CRAFTED_FRAGMENTS, WITHIN_AN_IKE_SA

INSIDE = ("ike", "ipsec", "clients")
SOME = ("rfc7296/1.3.3", "rfc7296/1.4", "rfc7296/2.15", "rfc7296/2.16", "rfc7296/3.8", "rfc7296/4", "rfc7383/2.5")
LOGIN = ("alice", "correct horse")


WAYS = pytest.mark.parametrize("method", ["eap-tls", "eap-mschapv2"])
# What looks at a client that signs in IKE_AUTH.
BY_SIGNATURE = {"p2s/ike/strangers-refused", "rfc7296/2.15/wrong-auth-makes-no-ike-sa", "rfc7296/2.21.2/wrong-auth-refused-by-name"}


def claim(bench, method):
    """EAP alone, and what the client has for it."""
    password = bench.prober.folder / "password"
    password.write_text(LOGIN[1] + "\n")
    by_password = {"user": LOGIN[0], "password_file": password}
    client = bench.target["client"] if method == "eap-tls" else by_password
    bench.target |= {"client": client, "claims": {"client_certificates": False, "eap": [method.removeprefix("eap-")]}}


def left_out(results):
    return {name for name, probe in results.probes.items() if "client.authentication" in probe["observed"]}


@WAYS
def test_of_the_reference_gateway_everything_passes(reference, method):
    bench = reference(eap=("tls", "mschapv2"))
    bench.target["client"]["authentication"] = method
    results = bench.run(*INSIDE, options=("--intrusive", "--yes", "--jobs", "6", "--strict"))
    assert results.status == 0, results.story()
    assert left_out(results) == BY_SIGNATURE
    done = run([program("sallyport"), "replay", results.folder], check=False)
    assert done.returncode == 0, done.stdout


def is_as_argued_in_the_limits(results):
    known = WITHIN_AN_IKE_SA | CRAFTED_FRAGMENTS | {name: f"fail {code}" for name, code in DEVIATIONS.items()}
    assert results.unsettled() == {name: known[name] for name in results.probes if name in known}, results.story()


@WAYS
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_strongswan_is_judged_as_behind_a_certificate(tunnels, method, kind):
    bench = tunnels(auth=method, kind=kind, login=LOGIN)
    claim(bench, method)
    is_as_argued_in_the_limits(bench.run(*SOME, *(("ipsec",) if kind == "rsa" else ()), "--jobs", "6"))


@pytest.mark.slow
@WAYS
def test_all_of_strongswan_is_judged_as_behind_a_certificate(tunnels, method):
    bench = tunnels(auth=method, login=LOGIN, connection="send_cert = always")
    claim(bench, method)
    results = bench.run(*INSIDE, "--intrusive", "--yes", "--jobs", "6", seconds=600)
    is_as_argued_in_the_limits(results)
    assert left_out(results) == BY_SIGNATURE


def test_why_a_login_fails_is_told(tunnels, tmp_path):
    stranger = make_chain(tmp_path / "stranger", name="mallory", usage="clientAuth")
    bench = tunnels(auth="eap-tls", target={"client": {"certificate": stranger.chain, "key": stranger.key}})
    claim(bench, "eap-tls")
    results = bench.run("rfc7296/1.4")
    assert set(results.verdicts().values()) == {"inconclusive"}, results.story()
    assert all("our login by EAP-TLS opened no IKE SA (" in probe["observed"] for probe in results.probes.values()), results.story()


def test_a_gateway_that_claims_eap_alone_is_asked_by_eap(reference):
    """Without a word on how the client is to log in."""
    bench = reference(eap=("tls",))
    bench.target["claims"] |= {"client_certificates": False}
    results = bench.run("rfc7296/1.4", "rfc7296/2.16")
    assert set(results.verdicts().values()) == {"pass"}, results.story()
