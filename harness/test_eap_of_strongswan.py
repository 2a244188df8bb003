"""strongSwan as a gateway that authenticates clients by EAP: what it says before it knows who the client is passes, and what it says to who
knows the password."""

import pytest

from fixtures.processes import run
from fixtures.programs import program

BY_EAP = ("rfc7296/2.16", "rfc7296/3.16", "rfc5998", "rfc2759", "rfc3748")
LOGIN = ("alice", "correct horse")
BY_PASSWORD = {"rfc2759/5/authenticator-response", "rfc3748/4.2/failure-for-a-wrong-password", "rfc3748/4.2/success-ends-the-method"}
BY_A_LOGIN = {"rfc7296/2.16/auth-after-eap", "rfc7296/2.16/auth-by-the-key-of-eap"}


def judged(tunnels, method, **settings):
    name = method.removeprefix("eap-")
    settings = {"login": LOGIN} | settings
    bench = tunnels(auth=method, target={"claims": {"client_certificates": False, "eap": [name]}}, **settings)
    if name == "mschapv2":
        password = bench.prober.folder / "password"
        password.write_text(LOGIN[1] + "\n")
        bench.target["client"] = {"user": LOGIN[0], "password_file": password}
    return bench.run(*BY_EAP, "--intrusive", "--yes")


@pytest.mark.parametrize("method", ["eap-tls", "eap-mschapv2"])
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_every_probe_passes(tunnels, method, kind):
    results = judged(tunnels, method, kind=kind)
    assert results.status == 0, results.story()
    left_out = {name for name, verdict in results.verdicts().items() if verdict != "pass"}
    assert left_out == (set() if method == "eap-mschapv2" else BY_PASSWORD), results.story()
    assert results.document["summary"]["advisories"] == 0, results.out


def test_a_login_is_replayed_without_the_password(tunnels):
    results = judged(tunnels, "eap-mschapv2")
    assert not [file for file in results.folder.rglob("*") if file.is_file() and LOGIN[1].encode() in file.read_bytes()]
    (results.folder.parent / "password").unlink()
    done = run([program("sallyport"), "replay", results.folder], check=False)
    assert done.returncode == 0, done.stdout


def test_without_a_password_no_login_is_tried(tunnels):
    bench = tunnels(auth="eap-mschapv2", target={"client": {}, "claims": {"client_certificates": False, "eap": ["mschapv2"]}})
    results = bench.run("rfc7296/2.16")
    assert set(results.unsettled()) == BY_A_LOGIN, results.story()
    assert all("password_file" in results.probes[name]["observed"] for name in results.unsettled())


def test_a_wrong_password_in_the_target_file_says_nothing_of_the_gateway(tunnels):
    results = judged(tunnels, "eap-mschapv2", login=("alice", "another"))
    assert set(results.verdicts().values()) == {"pass", "inconclusive"}, results.story()


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
