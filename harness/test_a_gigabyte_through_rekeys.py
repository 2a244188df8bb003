"""A gigabyte there and back in one TCP connection of strongSwan's client, while both ends rekey both kinds of SA again and again."""

import json
import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.gateway import POOL, gateway
from fixtures.processes import Process, run
from fixtures.strongswan_client import client
from fixtures.strongswan_tunnels import INSIDE, INSIDE_HOST, host_inside

OCTETS, SECONDS = 1_000_000_000, 100
IKE_REKEYS, CHILD_REKEYS = 3, 10
LONGEST_PAUSE = 5  # seconds: a lost rekey is repeated after one, and what TCP lost meanwhile comes soon after

# Sends back what comes.
HOST = """
import socket, sys
with socket.create_server((sys.argv[1], 7)) as door:
    print("open", flush=True)
    link, _ = door.accept()
    while part := link.recv(1 << 18):
        link.sendall(part)
    link.close()
"""

# Sends so many octets, evenly over so many seconds; tells whether they came back whole, and the longest times in which none did.
GUEST = """
import hashlib, json, os, socket, sys, threading, time
count, seconds = int(sys.argv[2]), float(sys.argv[3])
link = socket.create_connection((sys.argv[1], 7), timeout=60)
block, begin = os.urandom(1 << 20), time.monotonic()
sent, heard = hashlib.sha256(), hashlib.sha256()
def send():
    done = 0
    while done < count:
        part = block[:count - done]
        sent.update(part)
        link.sendall(part)
        done += len(part)
        time.sleep(max(0, begin + seconds * done / count - time.monotonic()))
    link.shutdown(socket.SHUT_WR)
sender = threading.Thread(target=send)
sender.start()
pauses, before = [(0, "")], begin
while part := link.recv(1 << 18):
    heard.update(part)
    now = time.monotonic()
    pauses.append((round(now - before, 2), time.strftime("%H:%M:%S", time.gmtime())))
    before = now
sender.join()
print(json.dumps({"whole": sent.digest() == heard.digest(), "seconds": time.monotonic() - begin, "pauses": sorted(pauses)[:-6:-1]}))
"""


@pytest.mark.slow
def test_a_gigabyte_arrives_whole_across_many_rekeys(stack, tmp_path):
    space, far = stack.enter_context(namespaces.pair())
    host_inside(far)
    chain = make_chain(tmp_path / "gateway-chain")
    identity = make_chain(tmp_path / "client-chain", name="alice", usage="clientAuth")
    peer = stack.enter_context(gateway(
        far, tmp_path / "gateway", chain=chain, address=namespaces.GATEWAY_ADDRESS, tunnel_types=("IKEv2",), address_pool=POOL,
        routes=[INSIDE], authentication={"client_roots": [identity.authority]}, inside={"mode": "tun", "device": "p2s0"},
        lifetimes={"ike_sa": 40, "child_sa": 16, "margin": 3}))
    host = stack.enter_context(Process(far.command("python3", "-c", HOST, INSIDE_HOST), tmp_path / "host.out"))
    host.wait_for_line("open")
    daemon = stack.enter_context(client(
        space, tmp_path / "client", identity, local=namespaces.CLIENT_ADDRESS, remote=namespaces.GATEWAY_ADDRESS, name=chain.name,
        authority=chain.authority, routes=INSIDE, settings="retransmit_timeout = 1\n  ",
        # ESP that comes faster than this client reads it pushes IKE out of the same socket: an SA must live until that is repeated.
        connection="rekey_time = 25s\n    rand_time = 5s\n    over_time = 30s",
        child="rekey_time = 9s\n        rand_time = 3s\n        life_time = 40s"))
    done = daemon.connect()
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{daemon.log()}\n{peer.output()}"
    told = json.loads(run(space.command("python3", "-c", GUEST, INSIDE_HOST, OCTETS, SECONDS), seconds=20 * SECONDS).stdout)
    output = peer.output()
    rekeys = {"IKE": len(re.findall(r"^ike-sa-rekeyed ", output, re.MULTILINE)),
              "Child": len(re.findall(r"^child-sa ", output, re.MULTILINE)) - 1}
    print(told, rekeys)
    assert told["whole"]
    assert rekeys["IKE"] >= IKE_REKEYS and rekeys["Child"] >= CHILD_REKEYS, f"{rekeys}\n{output}"
    assert told["pauses"][0][0] < LONGEST_PAUSE, f"{told}\n{output}\n{daemon.log()}"
    associations = daemon.associations()
    assert associations.count("INSTALLED") == associations.count("ESTABLISHED") == 1, associations
