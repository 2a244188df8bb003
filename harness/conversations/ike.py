"""strongSwan's client talks IKEv2 to strongSwan's gateway: charon's own log gives the keys, tshark the rest."""

from contextlib import ExitStack
from pathlib import Path

from conversations.folder import plain, table, version, write_expectations, write_readme
from fixtures.namespaces import CLIENT_ADDRESS, GATEWAY_ADDRESS, pair
from fixtures.strongswan import charon
from fixtures.tshark import capturing, fields, raw

GCM, CBC = "aes256gcm16-prfsha384-ecp384", "aes256-sha256-modp2048"
SECRET = "made on the spot"
CLIENT, GATEWAY = "client.example.test", "gw.example.test"

# tshark's words for the algorithms of an IKE SA, by IANA number and key length.
ENCRYPTION = {(12, 256): "AES-CBC-256 [RFC3602]", (20, 256): "AES-GCM-256 with 16 octet ICV [RFC5282]"}
INTEGRITY = {None: "NONE [RFC4306]", 12: "HMAC_SHA2_256_128 [RFC4868]"}

# charon's names for its secrets, and ours.
SECRETS = {"shared Diffie Hellman secret": "shared_secret", "SKEYSEED": "skeyseed", "Sk_d secret": "sk_d",
           "Sk_ai secret": "sk_ai", "Sk_ar secret": "sk_ar", "Sk_ei secret": "sk_ei",
           "Sk_er secret": "sk_er", "Sk_pi secret": "sk_pi", "Sk_pr secret": "sk_pr"}

MESSAGE = {"exchange_type": "isakmp.exchangetype", "message_id": "isakmp.messageid", "flags": "isakmp.flags",
           "length": "isakmp.length", "initiator_spi": "isakmp.ispi", "responder_spi": "isakmp.rspi"}


def record(folder: Path, scratch: Path, title, told, *, offered=(GCM,), accepted=(GCM,), client=CLIENT,
           connection="", settings="", crowd=False):
    """Start both ends, record one attempt of the client, write the folder."""
    with ExitStack() as stack:
        client_space, gateway_space = stack.enter_context(pair())
        gateway = stack.enter_context(charon(
            gateway_space, scratch / "gateway", local=GATEWAY_ADDRESS, proposals=accepted,
            identity=GATEWAY, peer_identity=CLIENT, secret=SECRET, settings=settings, log_level=4))
        initiator = stack.enter_context(charon(
            client_space, scratch / "client", local=CLIENT_ADDRESS, remote=GATEWAY_ADDRESS,
            proposals=offered, identity=client, peer_identity=GATEWAY, secret=SECRET,
            connection=connection, log_level=4))
        if crowd:
            gateway.leave_half_open(client_space, 1)
        with capturing(gateway_space, "wire", folder / "capture.pcap", scratch / "tcpdump",
                       f"udp and host {CLIENT_ADDRESS}"):
            established = initiator.initiate()
        secrets = {SECRETS[name]: value for name, value in gateway.secrets() if name in SECRETS}
    describe(folder, established, client, secrets)
    write_readme(folder, title, told, versions(), [
        f"gateway: charon-systemd  # proposals = {','.join(accepted)}; pre-shared key; childless" + _also(settings),
        f"client:  charon-systemd  # proposals = {','.join(offered)}; id = {client}" + _also(connection),
        "client:  swanctl --initiate --ike p2s", "gateway: tcpdump -i wire -w capture.pcap udp"])


def versions():
    return {"strongSwan (charon-systemd, both ends)": version("charon-systemd"),
            "tcpdump": version("tcpdump"), "tshark (for expect.toml)": version("tshark")}


def _also(settings):
    return "".join(f"; {line.strip()}" for line in settings.splitlines())


def _first(values):
    return values[0] if values else None


def _number(text):
    return int(text, 0) if text else None


def describe(folder: Path, established, client, secrets, more=()):
    """Write expect.toml, with further tables at its end, and the keys."""
    capture = folder / "capture.pcap"
    answers = fields(capture, *MESSAGE.values(), "isakmp.tf.id.encr", "isakmp.tf.id.prf", "isakmp.tf.id.integ",
                     "isakmp.tf.id.dh", "isakmp.ike2.attr.key_length", "isakmp.nonce",
                     "isakmp.key_exchange.data", where="isakmp")
    chosen = next((frame for frame in answers if secrets and int(frame["isakmp.flags"][0], 0) == 0x20
                   and frame["isakmp.key_exchange.data"]), None)
    tables = [table(None, {"protocol": "IKEv2", "program": f"strongSwan {version('charon-systemd')}",
                           "established": established})]
    if chosen:
        request = answers[answers.index(chosen) - 1]
        sa = {"encryption": _number(_first(chosen["isakmp.tf.id.encr"])),
              "key_length": _number(_first(chosen["isakmp.ike2.attr.key_length"])),
              "prf": _number(_first(chosen["isakmp.tf.id.prf"])),
              "integrity": _number(_first(chosen["isakmp.tf.id.integ"])),
              "group": _number(_first(chosen["isakmp.tf.id.dh"]))}
        spis = {"initiator_spi": plain(chosen["isakmp.ispi"][0]),
                "responder_spi": plain(chosen["isakmp.rspi"][0])}
        tables.append(table("[ike_sa]", {
            **spis, **sa,
            "initiator_nonce": plain(request["isakmp.nonce"][0]),
            "responder_nonce": plain(chosen["isakmp.nonce"][0]),
            "initiator_public": plain(request["isakmp.key_exchange.data"][0]),
            "responder_public": plain(chosen["isakmp.key_exchange.data"][0])}))
        tables.append("# From charon's log, at level 4.\n" + table("[ike_sa.secrets]", secrets))
        tables.append(table("[identities]", {"initiator": client, "responder": GATEWAY,
                                             "pre_shared_key": SECRET}))
        _write_keys(folder, spis, sa, secrets)
    tables += [*_messages(folder), *more]
    write_expectations(folder, ["What charon and tshark say about capture.pcap. Octets are hexadecimal,",
                                "numbers are IANA's; `payloads` and `notifies` are in the order of the message,",
                                "those inside SK included; `decrypted` is the inside of SK as tshark opened it,",
                                "padding and pad length included."], tables)


def _write_keys(folder, spis, sa, secrets):
    row = [spis["initiator_spi"], spis["responder_spi"], secrets["sk_ei"], secrets["sk_er"],
           f'"{ENCRYPTION[sa["encryption"], sa["key_length"]]}"', secrets.get("sk_ai", ""),
           secrets.get("sk_ar", ""), f'"{INTEGRITY[sa["integrity"]]}"']
    (folder / "ikev2_decryption_table").write_text(",".join(row) + "\n")


def _messages(folder: Path):
    """One table per datagram, decrypted where there are keys."""
    frames = fields(folder / "capture.pcap", *MESSAGE.values(), "frame.number", "ip.src", "ip.dst", "udp.srcport",
                    "udp.dstport", "udp.payload", "isakmp.typepayload", "isakmp.notify.msgtype",
                    "isakmp.notify.data", where="isakmp", keys=folder)
    plaintexts = raw(folder / "capture.pcap", "isakmp.enc.decrypted", where="isakmp", keys=folder)
    for frame, plaintext in zip(frames, plaintexts, strict=True):
        octets = plain(frame["udp.payload"][0])
        marker = frame["udp.dstport"][0] == "4500" or frame["udp.srcport"][0] == "4500"
        values = {name: plain(frame[field][0]) if name.endswith("spi") else _number(frame[field][0])
                  for name, field in MESSAGE.items()}
        yield table("[[message]]", {
            "frame": _number(frame["frame.number"][0]),
            "source": f'{frame["ip.src"][0]}:{frame["udp.srcport"][0]}',
            "destination": f'{frame["ip.dst"][0]}:{frame["udp.dstport"][0]}',
            "non_esp_marker": marker, **values,
            # tshark lists the proposals (2) and transforms (3) inside an SA as payloads too
            "payloads": [int(number) for number in frame["isakmp.typepayload"] if int(number) not in (2, 3)],
            "notifies": [int(number) for number in frame["isakmp.notify.msgtype"]],
            "notify_data": [plain(data) for data in frame["isakmp.notify.data"]],
            "decrypted": plain(plaintext[0]) if plaintext else None,
            "octets": octets[8:] if marker else octets})


def _conversation(title, told, **settings):
    return lambda folder, scratch: record(folder, scratch, title, told, **settings)


CONVERSATIONS = {
    "strongswan-ike-auth-gcm256-sha384-ecp384": _conversation(
        "An IKE SA with AES-GCM-256, SHA-384 and group 20",
        "IKE_SA_INIT on port 500 and IKE_AUTH (pre-shared key, childless) on port 4500; established."),
    "strongswan-ike-auth-cbc256-sha256-sha256-modp2048": _conversation(
        "An IKE SA with AES-CBC-256, HMAC-SHA-256 and group 14",
        "IKE_SA_INIT on port 500 and IKE_AUTH (pre-shared key, childless) on port 4500; established.",
        offered=(CBC,), accepted=(CBC,)),
    "strongswan-cookie": _conversation(
        "A gateway that asks for a cookie",
        "One half-open SA lies at the gateway, whose threshold is one: it answers COOKIE, the client repeats "
        "its request with the cookie, and the IKE SA is established.",
        settings="cookie_threshold = 1", crowd=True),
    "strongswan-invalid-ke-payload": _conversation(
        "A client that guessed the wrong group",
        "The client offers groups 20 and 14 with a key of group 20; the gateway has group 14 alone and answers "
        "INVALID_KE_PAYLOAD; the client repeats with group 14, and the IKE SA is established.",
        offered=("aes256-sha256-ecp384-modp2048",), accepted=(CBC,)),
    "strongswan-port-4500": _conversation(
        "An IKE SA wholly on UDP 4500",
        "IKE_SA_INIT too runs on port 4500, with the non-ESP marker.",
        connection="remote_port = 4500\n    local_port = 4500"),
    "strongswan-authentication-failed": _conversation(
        "A refused IKE_AUTH",
        "The gateway does not know the client's identity: IKE_AUTH is answered with AUTHENTICATION_FAILED "
        "inside the SK payload.", client="stranger.example.test"),
    "strongswan-no-proposal-chosen": _conversation(
        "A client whose proposal is refused",
        "The client offers 3DES, the gateway has AES alone: NO_PROPOSAL_CHOSEN.", offered=("3des-sha1-modp1024",)),
}
