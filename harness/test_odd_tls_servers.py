"""TLS servers that end connections, speak or keep silent for reasons of their own: what they do anyway is no flaw."""

import pytest

from fixtures import alarmed, discarding, greeting, namespaces
from fixtures.processes import Process
from fixtures.prober import Prober
from fixtures.tls_listeners import openssl_s_server, sstp_target

ALTERED = "rfc8446/5.2/altered-record-refused"


@pytest.fixture
def served(stack, tmp_path, chain):
    """Start this fixture's server, and judge it by these probes."""
    def serve(program, *select, more=()):
        space = stack.enter_context(namespaces.alone())
        server = stack.enter_context(Process(space.command("python3", program.__file__, 443, chain.chain, chain.key, *more),
                                             tmp_path / "server.out"))
        server.wait_for_line("ready")
        return Prober(space, tmp_path).run(sstp_target(chain), *select)
    return serve


def test_what_is_said_unasked_is_no_answer(served):
    results = served(greeting, ALTERED, "rfc8446/4.6.3/key-update-answered")
    assert results.failed() == {}, results.story()


def test_who_complains_anyway_need_not_take_leave(served):
    """In TLS 1.2 too: another fatal alert excuses from close_notify."""
    results = served(alarmed, "rfc5246/7.2.1", more=(2,))
    assert results.failed() == {}, results.story()


def test_who_drops_altered_application_data_in_silence_is_caught(reference, stack):
    bench = reference()
    front = stack.enter_context(Process(bench.prober.space.command("python3", discarding.__file__, 444, 443),
                                        bench.prober.folder / "front.out"))
    front.wait_for_line("ready")
    bench.target["ports"] = {"tls": 444}
    results = bench.run(ALTERED)
    assert results.failed() == {ALTERED: "accepted"}, results.story()


def test_finite_fields_alone_make_nobody_read_groups(stack, tmp_path, chain):
    """Up to TLS 1.2 the list concerns curves: who has none may overlook what it says."""
    space = stack.enter_context(namespaces.alone())
    stack.enter_context(openssl_s_server(space, tmp_path, chain, "-tls1_2", "-cipher", "AES128-GCM-SHA256"))
    results = Prober(space, tmp_path).run(sstp_target(chain), "rfc5246/7.2.2/malformed-message-refused")
    assert "supported_groups" not in "".join(results.probes["rfc5246/7.2.2/malformed-message-refused"]["details"]), results.story()
