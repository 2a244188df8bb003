"""What a gigabyte through the tunnel costs the gateway: TCP of strongSwan's client, AES-256-GCM in UDP, both gateways with a TUN device.

strongSwan does ESP itself here (kernel-libipsec), as the reference gateway does: the kernel's own ESP would be in nobody's account.
"""

import statistics
from contextlib import ExitStack

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import gateway
from fixtures.processes import Process, run
from fixtures.strongswan_client import client
from fixtures.strongswan_tunnels import INSIDE, INSIDE_HOST, POOL, host_inside, tunnel_gateway

from bench.processor import Spent

OCTETS = 200_000_000
REPEATS = 3

# Behind the gateway: takes what comes on one port, gives zeros on the other.
HOST = """
import socket, sys, threading
def serve(port, work):
    with socket.create_server((sys.argv[1], port)) as door:
        print("open", port, flush=True)
        while True:
            link, _ = door.accept()
            with link:
                work(link)
def take(link):
    while link.recv(1 << 18):
        pass
    link.sendall(b".")
def give(link):
    count = int.from_bytes(link.recv(8, socket.MSG_WAITALL), "big")
    link.sendall(bytes(count))
threading.Thread(target=serve, args=(5001, take), daemon=True).start()
serve(5002, give)
"""

UP = """
import socket, sys
with socket.create_connection((sys.argv[1], 5001)) as link:
    link.sendall(bytes(int(sys.argv[2])))
    link.shutdown(socket.SHUT_WR)
    assert link.recv(1) == b"."
"""

DOWN = """
import socket, sys
count = int(sys.argv[2])
with socket.create_connection((sys.argv[1], 5002)) as link:
    link.sendall(count.to_bytes(8, "big"))
    while count:
        count -= len(link.recv(1 << 18)) or sys.exit("the end came too early")
"""


def reference(stack, folder, far, chain, clients):
    host_inside(far)
    peer = stack.enter_context(gateway(
        far, folder, chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL, routes=[INSIDE],
        authentication={"client_roots": [clients.authority]}, inside={"mode": "tun", "device": "p2s0"}))
    return peer.process.pid


def strongswan(stack, folder, far, chain, clients):
    peer = stack.enter_context(tunnel_gateway(
        far, folder, local=namespaces.GATEWAY_ADDRESS, chain=chain, clients=clients, esp=("aes256gcm16",), log_level=0))
    return peer.pid


def measure(start, folder):
    """Seconds of the gateway's processor for a gigabyte of what arrives inside, each way."""
    with ExitStack() as stack:
        space, far = stack.enter_context(namespaces.pair())
        chain = make_chain(folder / "server")
        clients = make_chain(folder / "client", "client.example.test", usage="clientAuth")
        pid = start(stack, folder / "gateway", far, chain, clients)
        host = stack.enter_context(Process(far.command("python3", "-c", HOST, INSIDE_HOST), folder / "host.out"))
        host.wait_until(lambda text: text.count("open") == 2)
        peer = stack.enter_context(client(
            space, folder / "peer", clients, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS, name=chain.name,
            authority=chain.authority, routes=INSIDE, log_level=0))
        done = peer.connect()
        assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{peer.log()}"
        costs = []
        for script in (UP, DOWN):
            with Spent(pid) as spent:
                run(space.command("python3", "-c", script, INSIDE_HOST, OCTETS), seconds=300)
            costs.append(spent.seconds / OCTETS * 1e9)
        return costs


def main(_, folder):
    ours, theirs = [], []
    for number in range(REPEATS):
        ours.append(measure(reference, folder / f"traffic-{number}-reference"))
        theirs.append(measure(strongswan, folder / f"traffic-{number}-strongswan"))
    for way, name in enumerate(("to the gateway", "from the gateway")):
        cost, their_cost = (statistics.median(costs[way] for costs in runs) for runs in (ours, theirs))
        print(f"{f'gateway, a GB {name}':32} ours {cost:7.3f} s   strongSwan {their_cost:7.3f} s   ratio {cost / their_cost:5.2f}"
              f"   {1 / cost:.2f} and {1 / their_cost:.2f} GB per processor-second")
