"""TLS listeners of five kinds: what we say completes is what the library's own client completes, and no manner of refusal is a fail."""

import re

import pytest

from fixtures import namespaces
from fixtures.prober import Prober
from fixtures.tls_listeners import LISTENERS, VERSION, gnutls_serv, lighttpd_nss, nginx_listener, openssl_s_server, python_ssl, softether, stunnel
from fixtures.tls_servers import OpenSsl
from test_real_tls_servers_are_driven import registry

# What these libraries do against a standard, as LIMITS.md says.
WRONG = {"lighttpd-gnutls": {"rfc5246/7.2.2/alert-before-close": "closed", "rfc7301/3.2/protocol-was-listed": "goes-on-without",
                             "rfc8446/5.2/altered-record-refused": "no-alert",
                             "rfc9155/4/no-md5-or-sha-1": "weak-hash"},
         "lighttpd-nss": {"rfc9155/4/no-md5-or-sha-1": "weak-hash"}}
# They concern what these listeners offer by default, which is no edition's list, and in whose order: the client's, in stunnel.
OF_THE_POLICY = ("p2s/tls/suite/", "p2s/tls/nothing-else", "rfc9325/4.2.1/stronger-suite-preferred")


def start(stack, folder, listener, chain):
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(listener(space, folder, chain))
    return Prober(space, folder), {"host": "127.0.0.1", "policy": "azure-2024-08", "tunnel_types": ["SSTP"],
                                   "server": {"name": chain.name}}


def completed_by(client):
    names = registry()
    return {names.get(key, key) for key, own in client.suites(VERSION).items() if client.completes(VERSION, own)}


def told(results, pattern):
    """Names of extra suites in the lines that have this form."""
    found = (re.fullmatch(pattern, line) for line in results.probes["p2s/tls/nothing-else"]["details"])
    return {match[1] for match in found if match}


def completed(results):
    demanded = {name.rpartition("/")[2] for name, verdict in results.verdicts().items()
                if name.startswith("p2s/tls/suite/") and verdict == "pass"}
    return demanded | told(results, r"[0-9A-F]{4} (\S+): selected, the handshake completes")


@pytest.mark.parametrize("name", sorted(LISTENERS))
def test_what_completes_equals_what_the_own_client_completes(stack, tmp_path, chain, name):
    listener, library = LISTENERS[name]
    prober, target = start(stack, tmp_path, listener, chain)
    results = prober.run(target, "tls")
    seen = completed_by(library(prober.space, tmp_path))
    assert len(seen) > 3
    assert completed(results) == seen, results.story()
    stray = {probe: code for probe, code in results.failed().items() if not probe.startswith(OF_THE_POLICY)}
    assert stray == WRONG.get(name, {}), results.story()
    assert "inconclusive" not in results.verdicts().values(), results.story()


@pytest.mark.parametrize("signatures, pair", [("RSA+SHA1", "not-negotiated"), ("RSA+SHA1:RSA+SHA256", "accepted")])
def test_a_signature_with_sha_1_fails_alone(stack, tmp_path, chain, signatures, pair):
    def signing(*where):
        return openssl_s_server(*where, "-tls1_2", "-sigalgs", signatures, "-cipher", "ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")

    prober, target = start(stack, tmp_path, signing, chain)
    results = prober.run(target, "rfc5246/7.4.3", "rfc9155")
    assert results.failed() == {"rfc9155/4/no-md5-or-sha-1": "weak-hash"}, results.story()
    assert results.probes["rfc5246/7.4.3/signature-pair-was-offered"]["code"] == pair, results.story()


@pytest.mark.parametrize("listener, code, wrong", [(gnutls_serv, "offered", {"rfc7919/4/client-value-in-range": "another-alert"}),
                                                   (lighttpd_nss, "offered", {}), (openssl_s_server, "not-negotiated", {})])
def test_who_knows_the_finite_field_groups_is_told_from_who_does_not(stack, tmp_path, chain, listener, code, wrong):
    """OpenSSL 3.0 has one group of its own for every list, as RFC 7919 allows who does not know it."""
    prober, target = start(stack, tmp_path, listener, chain)
    results = prober.run(target, "rfc7919")
    assert results.failed() == wrong and "inconclusive" not in results.verdicts().values(), results.story()
    assert results.probes["rfc7919/4/offered-group-used"]["code"] == code


LATEST = ("TLSv1.2", "TLSv1.3")


@pytest.mark.parametrize("listener, wrong", [
    (lambda *where: nginx_listener(*where, versions=LATEST), False),
    (lambda *where: openssl_s_server(*where, "-alpn", "http/1.1"), False),
    (lambda *where: lighttpd_nss(*where, latest="TLSv1.3"), False),
    (lambda *where: gnutls_serv(*where, "--alpn", "http/1.1"), True),
    (python_ssl, True),
], ids=["nginx", "openssl-s_server", "lighttpd-nss", "gnutls-serv", "python"])
def test_who_goes_on_where_no_protocol_fits_fails(stack, tmp_path, chain, listener, wrong):
    prober, target = start(stack, tmp_path, listener, chain)
    results = prober.run(target, "rfc7301")
    probe = "rfc7301/3.2/protocol-was-listed"
    assert results.failed() == ({probe: "goes-on-without"} if wrong else {}), results.story()
    assert results.verdicts()[probe] == ("fail" if wrong else "pass"), results.story()


@pytest.mark.parametrize("listener, wrong", [
    (lambda *where: nginx_listener(*where, versions=LATEST), False),
    (lambda *where: nginx_listener(*where, versions=("TLSv1.3",)), False),
    (stunnel, False), (lighttpd_nss, False), (python_ssl, False),
    (openssl_s_server, True),  # TLS 1.1 is among its versions, but nothing to sign with
], ids=["nginx", "nginx-1.3", "stunnel", "lighttpd-nss", "python", "openssl-s_server"])
def test_a_retired_version_brings_its_alert(stack, tmp_path, chain, listener, wrong):
    prober, target = start(stack, tmp_path, listener, chain)
    results = prober.run(target, "rfc8996")
    assert results.failed() == ({"rfc8996/5/protocol-version-alert": "another-alert"} if wrong else {}), results.story()
    assert "inconclusive" not in results.verdicts().values(), results.story()


def test_what_softether_selects_and_then_fails_is_told_apart(stack, tmp_path, chain):
    """Its DHE suites have no parameters: it picks them, and gives up. sslscan, nmap and testssl.sh each take that wrongly."""
    prober, target = start(stack, tmp_path, softether, chain)
    results = prober.run(target, "p2s/tls/suite", "p2s/tls/nothing-else")
    seen = completed_by(OpenSsl(prober.space, tmp_path))
    assert len(seen) == 15
    assert completed(results) == seen, results.story()
    broken = told(results, r"selected, then broken off: [0-9A-F]{4} (TLS_DHE_\S+)")
    assert len(broken) > 3 and not broken & seen, results.story()
