"""What TLS 1.3 alone demands, asked of servers we did not write: they fail what LIMITS.md says of them, and nothing else."""

import pytest

from fixtures import namespaces
from fixtures.programs import TREE
from fixtures.prober import Prober
from fixtures.tls_listeners import gnutls_serv, lighttpd_nss, nginx_listener, openssl_s_server

POLICY = TREE / "vectors" / "policies" / "examples" / "mooring-2026.toml"
SERVERS = {
    "gnutls-serv": (gnutls_serv, {}),
    "lighttpd-nss": (lambda *where: lighttpd_nss(*where, latest="TLSv1.3"), {"rfc8446/4.2.9/modes-with-pre-shared-key": "accepted",
                                                                                "rfc8446/9.2/missing-extension": "accepted"}),
    "nginx": (lambda *where: nginx_listener(*where, versions=("TLSv1.2", "TLSv1.3"), tickets=True), {}),
    "openssl-s_server": (openssl_s_server, {}),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_fails_what_it_does_wrongly_and_nothing_else(stack, tmp_path, chain, name):
    server, wrong = SERVERS[name]
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(server(space, tmp_path, chain))
    target = {"host": "127.0.0.1", "policy": str(POLICY), "tunnel_types": ["SSTP"], "server": {"name": chain.name}}
    results = Prober(space, tmp_path).run(target, "rfc8446")
    assert results.probes["rfc8446/4.1.4/hello-retry-request"]["code"] == "accepted", "TLS 1.3 is not spoken"
    assert results.failed() == wrong, results.story()
    assert "inconclusive" not in results.verdicts().values(), results.story()


def test_a_server_of_tls_1_3_alone_is_not_taken_for_dead(stack, tmp_path, chain):
    """Controls of older versions never succeed on it; that shows no fault of the server's."""
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(nginx_listener(space, tmp_path, chain, versions=("TLSv1.3",)))
    target = {"host": "127.0.0.1", "policy": str(POLICY), "tunnel_types": ["SSTP"], "server": {"name": chain.name}}
    results = Prober(space, tmp_path).run(target, "rfc5246", "rfc7627", "rfc7919", "rfc8422", "rfc8446")
    assert results.failed() == {}, results.story()
