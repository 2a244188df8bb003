"""What TLS 1.3 alone demands, asked of servers we did not write: they fail what LIMITS.md says of them, and nothing else."""

import pytest

from fixtures import alarmed, impatient, late, namespaces
from fixtures.processes import Process
from fixtures.prober import Prober
from fixtures.tls_listeners import NOBODY, gnutls_serv, lighttpd_nss, nginx_listener, openssl_s_server, sstp_target, stunnel

# They send another alert than the one that the clause names.
OPENSSL = {"rfc8446/4.1.2/compression-refused": "another-alert", "rfc8446/5/unexpected-record-refused": "another-alert",
           "rfc8446/6/unreadable-message-refused": "another-alert"}
GNUTLS = {"rfc8446/4.1.2/compression-refused": "accepted", "rfc8446/5.4/all-zero-plaintext-refused": "another-alert",
          "rfc8446/9.2/missing-extension": "another-alert"}
NSS = {"rfc8446/4.2.9/modes-with-pre-shared-key": "accepted", "rfc8446/4.6.3/key-update-value": "another-alert",
       "rfc8446/6/unreadable-message-refused": "another-alert", "rfc8446/9.2/missing-extension": "accepted"}
SERVERS = {
    "gnutls-serv": (gnutls_serv, GNUTLS),
    "lighttpd-nss": (lambda *where: lighttpd_nss(*where, latest="TLSv1.3"), NSS),
    "nginx": (lambda *where: nginx_listener(*where, versions=("TLSv1.2", "TLSv1.3"), tickets=True), OPENSSL),
    "openssl-s_server": (openssl_s_server, OPENSSL),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_fails_what_it_does_wrongly_and_nothing_else(stack, tmp_path, chain, name):
    server, wrong = SERVERS[name]
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(server(space, tmp_path, chain))
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc8446")
    assert results.probes["rfc8446/4.1.4/hello-retry-request"]["code"] == "accepted", "TLS 1.3 is not spoken"
    assert results.failed() == wrong, results.story()
    assert "inconclusive" not in results.verdicts().values(), results.story()


def test_a_server_of_tls_1_3_alone_is_not_taken_for_dead(stack, tmp_path, chain):
    """Controls of older versions never succeed on it; that shows no fault of the server's."""
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(nginx_listener(space, tmp_path, chain, versions=("TLSv1.3",)))
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc5246", "rfc7627", "rfc7919", "rfc8422", "rfc8446")
    assert results.failed() == OPENSSL, results.story()
    for probe in ("rfc8446/4.2.8.2/client-point-validated", "rfc8446/4.4.4/wrong-finished-refused",
                  "rfc8446/5.2/altered-record-refused", "rfc8446/7.4.2/all-zero-secret-refused"):
        assert results.probes[probe]["code"] == "refused", results.story()


# Behind the handshake, and of those that give no tickets behind the client's last flight, only the end of the connection is seen.
BEHIND = {"rfc8446/4.1.2/second-hello-refused", "rfc8446/4.6.3/key-update-value", "rfc8446/5/late-change-refused"}
MUTE = BEHIND | {"rfc8446/5/compatible-change-dropped", "rfc8446/5.4/padding-accepted"}


@pytest.mark.parametrize("server, open_questions", [
    (lambda *where: stunnel(*where, behind=NOBODY, latest="TLSv1.3"), BEHIND),
    (lambda *where: openssl_s_server(*where, "-num_tickets", "0", manner="-quiet"), MUTE),  # its input is at an end
], ids=["that-gives-tickets", "that-gives-none"])
def test_a_server_that_ends_every_connection_is_not_accused_of_refusing(stack, tmp_path, chain, server, open_questions):
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(server(space, tmp_path, chain))
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc8446")
    assert results.failed() == OPENSSL, results.story()
    assert results.unsettled().keys() - OPENSSL.keys() <= open_questions, results.story()


@pytest.mark.parametrize("tickets, open_questions", [(2, BEHIND), (0, MUTE)])
def test_a_server_that_complains_on_every_connection_is_not_accused_of_refusing(stack, tmp_path, chain, tickets, open_questions):
    space = stack.enter_context(namespaces.alone())
    server = stack.enter_context(Process(space.command("python3", alarmed.__file__, 443, chain.chain, chain.key, tickets),
                                         tmp_path / "alarmed.out"))
    server.wait_for_line("ready")
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc8446")
    assert results.failed() == OPENSSL, results.story()
    assert results.unsettled().keys() - OPENSSL.keys() <= open_questions, results.story()


@pytest.mark.parametrize("mutant, probe", [("ignores_empty_records", "rfc8446/5.4/empty-record-refused"),
                                           ("takes_any_key_update", "rfc8446/4.6.3/key-update-value")])
def test_who_closes_idle_connections_does_not_pass_for_refusing(reference, stack, mutant, probe):
    bench = reference(mutant=mutant, policy="examples/mooring-2026")
    front = stack.enter_context(Process(bench.prober.space.command("python3", impatient.__file__, 444, 443),
                                        bench.prober.folder / "front.out"))
    front.wait_for_line("ready")
    bench.target["ports"] = {"tls": 444}
    results = bench.run(probe)
    assert results.verdicts()[probe] != "pass", results.story()


def test_a_version_that_cannot_be_gone_on_with_is_not_called_unspoken(stack, tmp_path, chain):
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(openssl_s_server(space, tmp_path, chain, "-groups", "X448", manner="-quiet"))
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc8446/5.4")
    assert set(results.verdicts().values()) == {"inconclusive"}, results.story()


def test_who_reads_nothing_for_a_while_has_accepted_nothing(stack, tmp_path, chain):
    space = stack.enter_context(namespaces.alone())
    server = stack.enter_context(Process(space.command("python3", late.__file__, 443, chain.chain, chain.key, 5), tmp_path / "late.out"))
    server.wait_for_line("ready")
    behind = ("rfc8446/4.1.2/second-hello-refused", "rfc8446/4.6.3/key-update-value", "rfc5246/7.2.1")
    results = Prober(space, tmp_path).run(sstp_target(chain), *behind, options=("--jobs", "3"))
    assert set(results.verdicts().values()) == {"inconclusive"}, results.story()
