"""strongSwan's client pings through a tunnel of strongSwan's gateway: charon's log gives the keys, the TUN device the packets."""

from contextlib import ExitStack
from pathlib import Path

from conversations.folder import plain, table, write_readme
from conversations.ike import CBC, CLIENT, GATEWAY, SECRET, SECRETS, describe, versions
from fixtures.namespaces import CLIENT_ADDRESS, GATEWAY_ADDRESS, pair
from fixtures.processes import run
from fixtures.strongswan import Child, charon
from fixtures.tshark import capturing, fields, raw

CLIENT_INSIDE, GATEWAY_INSIDE = ("10.9.0.1", "fd09::1"), ("10.9.1.1", "fd09:1::1")
TUN = "ipsec0"
# Lengths that leave every kind of padding: 0 to 15 octets behind IPv4 and IPv6.
PINGS = ((0, "-s", "56"), (0, "-s", "57"), (0, "-s", "62"), (1, "-s", "56"), (1, "-s", "601"))

# By IANA numbers: Wireshark's words.
ENCRYPTION = {12: "AES-CBC [RFC3602]", 20: "AES-GCM with 16 octet ICV [RFC4106]"}
INTEGRITY = {None: "NULL", 2: "HMAC-SHA-1-96 [RFC2404]", 12: "HMAC-SHA-256-128 [RFC4868]"}


def record(folder: Path, scratch: Path, title, told, *, proposal, encryption, integrity):
    """Bring the tunnel up, ping through it, write the folder."""
    with ExitStack() as stack:
        client_space, gateway_space = stack.enter_context(pair())
        for space, addresses in ((client_space, CLIENT_INSIDE), (gateway_space, GATEWAY_INSIDE)):
            for address in addresses:
                space.ip("address", "add", address, "dev", "lo")
        gateway = stack.enter_context(charon(
            gateway_space, scratch / "gateway", local=GATEWAY_ADDRESS, proposals=(CBC,), identity=GATEWAY,
            peer_identity=CLIENT, secret=SECRET, log_level=4, child=Child(proposal, GATEWAY_INSIDE, CLIENT_INSIDE)))
        client = stack.enter_context(charon(
            client_space, scratch / "client", local=CLIENT_ADDRESS, remote=GATEWAY_ADDRESS, proposals=(CBC,),
            identity=CLIENT, peer_identity=GATEWAY, secret=SECRET, log_level=4,
            child=Child(proposal, CLIENT_INSIDE, GATEWAY_INSIDE)))
        inside = scratch / "inside.pcap"
        with capturing(gateway_space, "wire", folder / "capture.pcap", scratch / "tcpdump",
                       f"udp and host {CLIENT_ADDRESS}"):
            assert client.initiate_child()
            _route(client_space, CLIENT_INSIDE, GATEWAY_INSIDE)
            _route(gateway_space, GATEWAY_INSIDE, CLIENT_INSIDE)
            with capturing(gateway_space, TUN, inside, scratch / "tcpdump-inside",
                           f"host {CLIENT_INSIDE[0]} or host {CLIENT_INSIDE[1]}"):
                for family, *size in PINGS:
                    run(client_space.command("ping", "-n", "-c", "1", *size, "-I", CLIENT_INSIDE[family],
                                             GATEWAY_INSIDE[family]))
        secrets = dict(gateway.secrets())
    child = {"encryption": encryption, "key_length": 256, "integrity": integrity, "extended_sequence_numbers": False,
             "encapsulation_forced": True}
    keys = {f"{end}_{kind}": secrets.get(f"{kind} {end} key")
            for end in ("initiator", "responder") for kind in ("encryption", "integrity")}
    tables = ["# `encap = yes`: NAT_DETECTION_SOURCE_IP is not of the true source.\n" + table("[child_sa]", child),
              "# From charon's log, at level 4.\n" + table("[child_sa.keys]", keys),
              "# `inner` is what tcpdump saw on the gateway's TUN device."]
    packets = list(_packets(folder / "capture.pcap", inside))
    describe(folder, True, CLIENT, _named(secrets), [*tables, *(table("[[esp]]", packet) for packet in packets)])
    _write_keys(folder, child, keys, packets)
    write_readme(folder, title, told, versions(), [
        f"gateway: charon-systemd  # proposals = {CBC}; pre-shared key; encap = yes; esp_proposals = {proposal}; "
        f"kernel-libipsec; local_ts = {','.join(GATEWAY_INSIDE)}",
        f"client:  charon-systemd  # the same; local_ts = {','.join(CLIENT_INSIDE)}",
        "client:  swanctl --initiate --child inside",
        *(f"client:  ping -n -c 1 {' '.join(size)} -I {CLIENT_INSIDE[family]} {GATEWAY_INSIDE[family]}"
          for family, *size in PINGS),
        "gateway: tcpdump -i wire -w capture.pcap udp", f"gateway: tcpdump -i {TUN}"])


def _route(space, here, there):
    for source, destination in zip(here, there):
        space.ip("route", "replace", destination, "dev", TUN, "src", source)


def _named(secrets):
    return {SECRETS[name]: value for name, value in secrets.items() if name in SECRETS}


def _packets(capture: Path, inside: Path):
    """Each ESP packet with what was inside: pings go one at a time, so both captures have one order."""
    frames = fields(capture, "frame.number", "ip.src", "ip.dst", "udp.srcport", "udp.dstport", "udp.payload", "esp.spi",
                    "esp.sequence", where="esp")
    for frame, (inner,) in zip(frames, raw(inside, "frame"), strict=True):
        source, destination = frame["ip.src"][0], frame["ip.dst"][0]
        yield {"frame": int(frame["frame.number"][0]), "source": f'{source}:{frame["udp.srcport"][0]}',
               "destination": f'{destination}:{frame["udp.dstport"][0]}', "from_initiator": source == CLIENT_ADDRESS,
               "spi": int(frame["esp.spi"][0], 0), "sequence": int(frame["esp.sequence"][0]), "inner": inner,
               "octets": plain(frame["udp.payload"][0])}


def _write_keys(folder: Path, child, keys, packets):
    rows = []
    for end, first in (("initiator", packets[0]), ("responder", packets[1])):
        integrity = keys[f"{end}_integrity"]
        rows.append(",".join(f'"{value}"' for value in (
            "IPv4", first["source"].split(":")[0], first["destination"].split(":")[0], f'0x{first["spi"]:08x}',
            ENCRYPTION[child["encryption"]], "0x" + keys[f"{end}_encryption"], INTEGRITY[child["integrity"]],
            f"0x{integrity}" if integrity else "")))
    (folder / "esp_sa").write_text("\n".join(rows) + "\n")


def _conversation(title, told, **settings):
    return lambda folder, scratch: record(folder, scratch, title, told, **settings)


PINGED = "An IKE SA with its Child SA; pings of several lengths through the tunnel, IPv4 and IPv6; ESP in UDP 4500."

CONVERSATIONS = {
    "strongswan-esp-gcm256": _conversation(
        "A tunnel with AES-GCM-256", PINGED, proposal="aes256gcm16", encryption=20, integrity=None),
    "strongswan-esp-cbc256-sha256": _conversation(
        "A tunnel with AES-CBC-256 and HMAC-SHA-256", PINGED, proposal="aes256-sha256", encryption=12, integrity=12),
    "strongswan-esp-cbc256-sha1": _conversation(
        "A tunnel with AES-CBC-256 and HMAC-SHA-1", PINGED, proposal="aes256-sha1", encryption=12, integrity=2),
}
