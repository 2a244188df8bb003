"""Without CAP_NET_RAW the gateway says that plain ESP cannot be had, and refuses where its configuration wants it."""

import pytest

from fixtures.certificates import make_chain
from fixtures.gateway import POOL, ROUTES, configuration
from fixtures.namespaces import alone
from fixtures.processes import Process, run
from fixtures.programs import program
from fixtures.toml_writer import write_toml


@pytest.fixture
def without_raw(stack, tmp_path, chain, clients):
    """The command of a gateway without that capability, with these words in [listen]."""
    space = stack.enter_context(alone())

    def command(**listen):
        words = configuration(chain, tunnel_types=("IKEv2",), address_pool=POOL, routes=ROUTES,
                              authentication={"client_roots": [clients.authority]})
        words["listen"] |= listen
        file = write_toml(tmp_path / "gateway.toml", words)
        return space.command("setpriv", "--bounding-set", "-net_raw", "--inh-caps", "-net_raw", program("sallyport-gateway"), file)
    return command


def test_it_is_refused_where_it_is_wanted(without_raw):
    done = run(without_raw(plain_esp=True), check=False)
    assert done.returncode == 2
    assert "IP protocol 50 of 127.0.0.1 cannot be had: Operation not permitted (plain_esp = true needs CAP_NET_RAW)" in done.stderr


@pytest.mark.parametrize("listen", [{}, {"plain_esp": False}])
def test_it_is_done_without_where_it_is_not(without_raw, tmp_path, listen):
    with Process(without_raw(**listen), tmp_path / "gateway.out") as process:
        process.wait_for_line("ready")
        said = 'plain-esp unavailable="Operation not permitted" needs=CAP_NET_RAW' in process.output()
        assert said == (listen == {}), process.output()
        assert "plain_esp=yes" not in process.output()
