"""What a tunnel costs the gateway to set up: IKE_SA_INIT and IKE_AUTH with certificates, from the prober's crowd of `run --limits`.

Each client comes in, is asked once whether it lives, and leaves; the gateway's processor time is divided by their number.
"""

import statistics
from contextlib import ExitStack

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.prober import Prober
from fixtures.strongswan_tunnels import tunnel_gateway

from bench.processor import Spent

SESSIONS = 250
POOL = "172.16.200.0/23"
FIGURE = "p2s/limits/ikev2-openvpn"
REPEATS = 3


def reference(stack, folder, far, chain, clients):
    peer = stack.enter_context(gateway(
        far, folder, chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), clients=clients, address_pool=POOL,
        limits={"ikev2_openvpn": SESSIONS}))
    return peer.process.pid


def strongswan(stack, folder, far, chain, clients):
    # The pool is what ends its patience: so many addresses and no more.
    first, last = "172.16.200.1", f"172.16.{200 + SESSIONS // 256}.{SESSIONS % 256}"
    peer = stack.enter_context(tunnel_gateway(
        far, folder, local=namespaces.GATEWAY_ADDRESS, chain=chain, clients=clients, pool=f"{first}-{last}", log_level=0))
    return peer.pid


def measure(start, folder, kind):
    """Seconds of the gateway's processor for one tunnel, and how many came in a second."""
    with ExitStack() as stack:
        space, far = stack.enter_context(namespaces.pair())
        chain = make_chain(folder / "server", kind=kind)
        clients = make_chain(folder / "client", "client.example.test", kind, usage="clientAuth")
        pid = start(stack, folder / "gateway", far, chain, clients)
        target = {"host": namespaces.GATEWAY_ADDRESS, "policy": "azure-2024-08", "tunnel_types": ["IKEv2"], "server": {"name": chain.name},
                  "limits": {"ikev2_openvpn": SESSIONS}, "address_pool": POOL,
                  "client": {"certificate": clients.chain, "key": clients.key, "issuer": clients.authority,
                             "issuer_key": clients.authority_key}}
        prober = Prober(space, folder)
        with Spent(pid) as spent:
            results = prober.run(target, FIGURE, options=("--limits", "--yes", "--rate", "1000000"))
        observed = results.probes[FIGURE]["observed"]
        assert observed.startswith(f"{SESSIONS} came in"), results.story()
        came = results.document["measurements"][0]["value"]
        return spent.seconds / SESSIONS, came


def main(_, folder):
    for kind in ("rsa", "ecdsa"):
        ours, theirs = [], []
        for number in range(REPEATS):
            ours.append(measure(reference, folder / f"{kind}-{number}-reference", kind))
            theirs.append(measure(strongswan, folder / f"{kind}-{number}-strongswan", kind))
        cost, their_cost = (statistics.median(cost for cost, _ in runs) for runs in (ours, theirs))
        rate, their_rate = (statistics.median(rate for _, rate in runs) for runs in (ours, theirs))
        print(f"{f'gateway, a tunnel, {kind}':32} ours {1e3 * cost:7.3f} ms  strongSwan {1e3 * their_cost:7.3f} ms  ratio {cost / their_cost:5.2f}"
              f"   {rate:.0f} and {their_rate:.0f} tunnels/s by one prober, {1 / cost:.0f} and {1 / their_cost:.0f} by the gateway's processor")
