"""strongSwan as a gateway that authenticates clients by EAP: what it says before it knows who the client is passes."""

import pytest

BY_EAP = ("rfc7296/2.16", "rfc7296/3.16", "rfc5998")


def judged(tunnels, method, **settings):
    bench = tunnels(auth=method, target={"client": {}, "claims": {"client_certificates": False, "eap": [method.removeprefix("eap-")]}}, **settings)
    return bench.run(*BY_EAP)


@pytest.mark.parametrize("method", ["eap-tls", "eap-mschapv2"])
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_every_probe_passes(tunnels, method, kind):
    results = judged(tunnels, method, kind=kind)
    assert results.status == 0, results.story()
    assert set(results.verdicts().values()) == {"pass"}, results.story()
    assert results.document["summary"]["advisories"] == 0, results.out


def test_to_ask_for_an_identity_is_an_advisory(tunnels):
    results = judged(tunnels, "eap-mschapv2", remote="eap_id = %any")
    assert results.status == 0, results.story()
    assert results.document["summary"]["advisories"] > 0, results.out
    assert results.probes["rfc7296/3.16/no-identity-asked-for"]["code"] == "identity-asked"


def test_a_gateway_may_prove_itself_by_eap_alone(tunnels):
    results = judged(tunnels, "eap-tls", own_auth="eap-tls")
    assert results.probes["rfc5998/4/only-a-safe-method-alone"]["code"] == "eap-only", results.story()
    assert results.probes["rfc5998/4/only-a-safe-method-alone"]["verdict"] == "pass", results.story()


def test_a_gateway_that_does_not_claim_it_is_left_alone(tunnels):
    results = tunnels(target={"client": {}, "claims": {"client_certificates": False}}).run(*BY_EAP)
    assert set(results.verdicts().values()) == {"not_applicable"}, results.story()
