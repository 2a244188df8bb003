"""Options, markers and fixtures of the harness. It starts programs and compares files; it judges no protocol."""

import uuid
from contextlib import ExitStack
from functools import partial

import pytest

import catch_matrix
import mechanical
from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.libreswan import pluto
from fixtures.libreswan_tunnels import tunnel_pluto
from fixtures.nginx import nginx
from fixtures.prober import Prober
from fixtures.relay import relayed
from fixtures.strongswan import ROWS, charon
from fixtures.strongswan_tunnels import INSIDE_HOST, tunnel_gateway
from kept_rows import gather_rows
from lengthy import lengthy_first


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run what takes minutes too (make test-full)")
    parser.addoption("--update-baseline", action="store_true",
                     help="write reports/baseline from what was seen")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    slow = [item for item in items if item.get_closest_marker("slow") and not config.getoption("--slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]
    if hasattr(config, "workerinput"):
        items[:] = lengthy_first(items, config.workerinput["workercount"])


@pytest.fixture(scope="session", autouse=True)
def tidy():
    """Namespaces of earlier sessions that were killed."""
    namespaces.remove_abandoned()


@pytest.fixture
def stack():
    """Whatever a test enters here is ended after it, in reverse order, pass or fail."""
    with ExitStack() as entered:
        yield entered


@pytest.fixture(scope="session")
def chain(tmp_path_factory):
    """One server certificate for all gateways of this worker."""
    return make_chain(tmp_path_factory.mktemp("certificates"))


class Bench:
    """A gateway under test and the prober that reaches it."""

    def __init__(self, peer, prober, target, options=()):
        self.peer, self.prober, self.target, self._options = peer, prober, target, options

    def run(self, *select, options=(), **settings):
        return self.prober.run(self.target, *select, options=(*self._options, *options), **settings)


    def differences(self, *select, runs=10):
        """What `sallyport diff` says of that many runs with different seeds, each beside the first."""
        first, *others = [self.run(*select, seed=f"{number:032x}") for number in range(runs)]
        told = [self.prober.sallyport("diff", first.folder, other.folder) for other in others]
        return [one.stdout + one.stderr for one in told if one.returncode != 0]


@pytest.fixture(scope="session")
def clients(tmp_path_factory):
    """One client certificate for all gateways of this worker."""
    return make_chain(tmp_path_factory.mktemp("clients"), "client.example.test", usage="clientAuth")


def start_reference(stack, folder, chain, clients, path=None, lets_clients_in=True, **settings):
    if path is None:
        client = server = stack.enter_context(namespaces.alone())
    else:
        client, server = stack.enter_context(relayed(folder / "relay", **path))
        settings["address"] = namespaces.GATEWAY_ADDRESS
    peer = stack.enter_context(gateway(
        server, folder / "gateway", chain=chain, clients=clients if lets_clients_in else None, **settings))
    return Bench(peer, Prober(client, folder), peer.target)


def start_behind_a_cable(stack, folder, start, policy="azure-2024-08", rate=2000, path=None):
    """An IKEv2 gateway in a namespace of its own: `start` is given that and the address."""
    client, server = stack.enter_context(namespaces.pair() if path is None else relayed(folder / "relay", **path))
    peer = stack.enter_context(start(server, local=namespaces.GATEWAY_ADDRESS))
    return Bench(peer, Prober(client, folder),
                 {"host": namespaces.GATEWAY_ADDRESS, "policy": policy, "tunnel_types": ["IKEv2"],
                  "claims": {"client_certificates": False}},
                 ("--rate", str(rate)) if rate else ())


def start_strongswan(stack, folder, rows=ROWS, policy="azure-2024-08", rate=2000, path=None, **settings):
    start = partial(charon, folder=folder / "charon", proposals=rows, **settings)
    return start_behind_a_cable(stack, folder, start, policy, rate, path)


def start_tunnels(stack, folder, kind="rsa", client_kind=None, rate=2000, path=None, target=None, **settings):
    chain = make_chain(folder / "server", kind=kind)
    client = make_chain(folder / "client", "client.example.test", client_kind or kind, usage="clientAuth")
    start = partial(tunnel_gateway, folder=folder / "charon", chain=chain, clients=client, **settings)
    bench = start_behind_a_cable(stack, folder, start, rate=rate, path=path)
    bench.target |= {"server": {"name": chain.name}, "address_pool": "172.16.201.0/24", "inside_host": INSIDE_HOST,
                     "client": {"certificate": client.chain, "key": client.key, "issuer": client.authority,
                                "issuer_key": client.authority_key}, "claims": {}, **(target or {})}
    return bench


def start_libreswan(stack, folder, policy="azure-2024-08", rate=2000, path=None, **settings):
    start = partial(pluto, folder=folder / "pluto", **settings)
    return start_behind_a_cable(stack, folder, start, policy, rate, path)


def start_libreswan_tunnels(stack, folder, rate=2000, **settings):
    chain = make_chain(folder / "server")
    client = make_chain(folder / "client", "client.example.test", usage="clientAuth")
    bench = start_behind_a_cable(
        stack, folder, partial(tunnel_pluto, folder=folder / "pluto", chain=chain, clients=client, **settings), rate=rate)
    bench.target |= {"server": {"name": chain.name}, "client": {"certificate": client.chain, "key": client.key}, "claims": {}}
    return bench


@pytest.fixture
def reference(stack, tmp_path, chain, clients):
    """Start the reference gateway (or a mutant=NAME of it) on the loopback of a namespace of its own.

    With path={"loss": 0.05} it stands behind a path of such manners instead.
    """
    return partial(start_reference, stack, tmp_path, chain, clients)


@pytest.fixture
def strongswan(stack, tmp_path):
    """Start strongSwan with these proposals behind a cable of its own, its defence against floods on.

    It is not on loopback, where the prober is careful by default: rate=None leaves it so.
    """
    return partial(start_strongswan, stack, tmp_path)


@pytest.fixture
def tunnels(stack, tmp_path):
    """Start strongSwan as a whole gateway: clients by certificate, a pool of addresses, a Child SA. `kind` is of both keys."""
    return partial(start_tunnels, stack, tmp_path)


@pytest.fixture
def libreswan(stack, tmp_path):
    """Start Libreswan with the 12 rows it has behind a cable of its own."""
    return partial(start_libreswan, stack, tmp_path)


@pytest.fixture
def libreswan_tunnels(stack, tmp_path):
    """Start Libreswan as a gateway that lets our client in by its certificate."""
    return partial(start_libreswan_tunnels, stack, tmp_path)


@pytest.fixture(scope="module")
def module_reference(chain, clients, tmp_path_factory):
    """A reference gateway for all tests of a file that only read."""
    with ExitStack() as entered:
        yield start_reference(entered, tmp_path_factory.mktemp("reference"), chain, clients)


@pytest.fixture(scope="module")
def module_strongswan(tmp_path_factory):
    """A strongSwan that speaks only 3DES, for all tests of a file that only read."""
    with ExitStack() as entered:
        yield start_strongswan(entered, tmp_path_factory.mktemp("strongswan"), rows=("3des-sha1-modp1024",))


@pytest.fixture
def web_server(stack, tmp_path, chain):
    """Start nginx with these versions and suites on the loopback of a namespace of its own, or behind a path of such manners."""
    def start(policy="azure-2024-08", path=None, **settings):
        if path is None:
            client, host = stack.enter_context(namespaces.alone()), "127.0.0.1"
            server = client
        else:
            client, server = stack.enter_context(relayed(tmp_path / "relay", **path))
            host = namespaces.GATEWAY_ADDRESS
        peer = stack.enter_context(nginx(server, tmp_path / "nginx", chain=chain, **settings))
        return Bench(peer, Prober(client, tmp_path),
                     {"host": host, "policy": policy, "tunnel_types": ["SSTP"],
                      "server": {"name": chain.name, "ca": chain.authority}})
    return start


def pytest_configure(config):
    """One name for this session, the same in all its workers: what they write together bears it."""
    if hasattr(config, "workerinput"):
        config.session_name = config.workerinput["testrunuid"]
    else:
        config.session_name = config.option.testrunuid = uuid.uuid4().hex


def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        catch_matrix.merge(session.config)
        rows = gather_rows(session.config, mechanical.KIND)
        if rows:
            mechanical.write(rows, session.config.getoption("--update-baseline"))
