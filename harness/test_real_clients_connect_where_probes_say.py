"""strongSwan with the proposals of other clients, against the reference gateway: it connects exactly where the emulated client does."""

import pytest

from fixtures import namespaces, offers
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.prober import Prober
from fixtures.programs import TREE
from fixtures.strongswan_client import client
from fixtures.tshark import capturing, fields

HARDENED = "hardened"  # what RFC 8247 and RFC 8221 recommend, less what the gateway's ESP has not

# By edition: who connects, and what keeps the others out. Both ends are asked.
OUTCOMES = {
    "azure-2024-08": {"windows-10": "connects", "windows-10-dh2048": "connects", "windows-11": "connects", "macos-13": "connects",
                      "macos-14": "connects", "ios-16": "connects", "android-strongswan": "connects"},
    HARDENED: {"windows-10": "beyond-the-edition", "windows-10-dh2048": "beyond-the-edition", "windows-11": "beyond-the-edition",
               "macos-13": "connects", "macos-14": "connects", "ios-16": "connects", "android-strongswan": "connects"},
    "examples/acme-2026": {"windows-11": "beyond-the-edition", "macos-14": "beyond-the-edition", "android-strongswan": "connects"},
}


class Served:
    """A gateway of one edition behind a cable, what the prober found out of its clients, and the place for real ones."""

    def __init__(self, space, folder, peer, identity):
        self.space, self.folder, self.peer, self.identity = space, folder, peer, identity
        self.prober = Prober(space, folder)

    def probed(self, *select, **target):
        return self.prober.run({**self.peer.target, **target}, *select, options=("--rate", "2000"))

    def connects(self, name, default=False):
        """Whether a strongSwan with this client's proposals does, or one with its own."""
        ike, esp = ("default", "default") if default else offers.proposals(name)
        chain = self.peer.chain
        with client(self.space, self.folder / name, self.identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS,
                    name=chain.name, authority=chain.authority, routes="0.0.0.0/0", ike=ike, esp=esp) as daemon:
            return daemon.connect().returncode == 0


def hardened(folder):
    """A policy of one's own, as `policy` names it."""
    text = (TREE / "vectors" / "policies" / "rfc-strict.toml").read_text().replace('"rfc-strict"', '"hardened"')
    lines = [line for line in text.splitlines(keepends=True) if "ENCR_CHACHA20_POLY1305" not in line]
    (folder / "hardened.toml").write_text("".join(lines))
    return str(folder / "hardened")


@pytest.fixture
def served(stack, tmp_path, chain):
    def start(policy, **words):
        if policy == HARDENED:
            policy = hardened(tmp_path)
        space, far = stack.enter_context(namespaces.pair())
        identity = make_chain(tmp_path / "client", name="client.example.test", usage="clientAuth")
        peer = stack.enter_context(gateway(far, tmp_path / "gateway", chain=chain, clients=identity, address=namespaces.GATEWAY_ADDRESS,
                                           tunnel_types=("IKEv2",), policy=policy, **words))
        return Served(space, tmp_path, peer, identity)
    return start


@pytest.mark.lengthy
@pytest.mark.parametrize("policy", OUTCOMES)
def test_a_real_client_connects_exactly_where_the_emulated_one_does(served, policy):
    outcomes = OUTCOMES[policy]
    bench = served(policy)
    results = bench.probed("p2s/clients/tunnel")
    emulated = {name: results.probes[f"p2s/clients/tunnel/{name}"]["code"] for name in outcomes}
    assert emulated == outcomes, results.story()
    real = {name: bench.connects(name) for name in outcomes}
    assert real == {name: code == "connects" for name, code in outcomes.items()}, bench.peer.output()


def test_the_file_of_strongswan_holds_what_strongswan_sends(served, tmp_path):
    """Both first requests, payload by payload and transform by transform, as tshark reads them."""
    bench = served("azure-2024-08")
    results = bench.probed("p2s/clients/ike-sa-init/linux-strongswan")
    emulated = results.folder / "p2s/clients/ike-sa-init/linux-strongswan" / "capture.pcap"
    with capturing(bench.space, "wire", tmp_path / "real.pcap", tmp_path / "tcpdump", "udp"):
        assert bench.connects("linux-strongswan", default=True), bench.peer.output()
    names = ("isakmp.typepayload", "isakmp.prop.transforms", "isakmp.tf.type", "isakmp.tf.id.encr", "isakmp.tf.id.integ", "isakmp.tf.id.prf",
             "isakmp.tf.id.dh", "isakmp.ike2.attr.key_length", "isakmp.key_exchange.dh_group", "isakmp.notify.msgtype",
             "isakmp.notify.data.signature_hash_algorithms", "isakmp.length")
    first, real = (fields(capture, *names, where="frame.number == 1") for capture in (emulated, tmp_path / "real.pcap"))
    assert len(first[0]["isakmp.tf.type"]) == 38 + 47 and first == real


def test_what_a_client_gets_is_told(served):
    results = served("azure-2024-08", dns=["10.1.0.53"]).probed("p2s/clients/tunnel/windows-11")
    observed = results.probes["p2s/clients/tunnel/windows-11"]["observed"]
    assert all(part in observed for part in ("ENCR_AES_CBC-256", "1024-bit MODP Group", "AUTH_HMAC_SHA1_96", "INTERNAL_IP4_ADDRESS 172.16.201.",
                                             "INTERNAL_IP4_DNS 10.1.0.53", "10.1.0.0 to 10.1.255.255")), observed


def test_who_is_claimed_is_judged_and_nobody_else(served):
    results = served(HARDENED).probed("clients", claims={"clients": ["windows-11", "macos-14"]})
    assert results.status == 1
    judged = {name: verdict for name, verdict in results.verdicts().items() if verdict != "not_applicable"}
    assert judged == {"p2s/clients/ike-sa-init/windows-11": "fail", "p2s/clients/tunnel/windows-11": "fail",
                      "p2s/clients/ike-sa-init/macos-14": "pass", "p2s/clients/tunnel/macos-14": "pass"}, results.story()
    why = results.probes["p2s/clients/ike-sa-init/windows-11"]["observed"]
    assert "of group it offers 1024-bit MODP Group, and the edition has" in why


@pytest.mark.parametrize("clients, complaint", [
    (["windows-95"], "'claims.clients': expected only android-strongswan, "),
    (["windows-11", "windows-11"], "each word once, not 'windows-11' twice"),
    ([], "at least one client, such as windows-11"),
])
def test_a_claim_that_names_no_client_is_refused(tmp_path, clients, complaint):
    prober = Prober(None, tmp_path)
    target = prober.target(host="127.0.0.1", policy="azure-2024-08", tunnel_types=["IKEv2"], claims={"clients": clients})
    done = prober.sallyport("run", target, "clients")
    line = 1 + target.read_text().splitlines().index(next(one for one in target.read_text().splitlines() if one.startswith("clients")))
    assert done.returncode == 2 and f"{target}:{line}: " in done.stderr and complaint in done.stderr, done.stderr
