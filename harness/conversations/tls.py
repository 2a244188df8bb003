"""openssl's s_client talks TLS to nginx: s_client's key log opens the records, tshark says what they hold."""

from contextlib import ExitStack
from pathlib import Path

from conversations.folder import plain, table, version, write_expectations, write_readme
from fixtures.certificates import NAME, make_chain
from fixtures.namespaces import CLIENT_ADDRESS, GATEWAY_ADDRESS, pair
from fixtures.nginx import SUITES_OF_2024, nginx
from fixtures.processes import run
from fixtures.tshark import capturing, fields

HELLO = {"hello_version": "tls.handshake.version", "random": "tls.handshake.random",
         "suites": "tls.handshake.ciphersuite", "extensions": "tls.handshake.extension.type",
         "supported_version": "tls.handshake.extensions.supported_version"}


def record(folder: Path, scratch: Path, title, told, *, options, versions=("TLSv1.2",), established=True,
           ciphers=SUITES_OF_2024, seclevel=None, settings=(), tickets=False, with_certificate=False):
    """Start nginx, record one handshake of s_client with one request inside, write the folder."""
    with ExitStack() as stack:
        client_space, gateway_space = stack.enter_context(pair())
        _write_group(scratch / "dh.pem")
        server = stack.enter_context(nginx(
            gateway_space, scratch / "nginx", versions=versions, ciphers=ciphers, seclevel=seclevel,
            settings="".join(f"{line}; " for line in settings).replace("SCRATCH", str(scratch)), tickets=tickets))
        words = ["openssl", "s_client", "-connect", f"{GATEWAY_ADDRESS}:443", "-servername", NAME,
                 "-CAfile", server.chain.authority, "-keylogfile", folder / "keys.log", *options]
        if with_certificate:
            client = make_chain(scratch / "client", "client.example.test")
            words += ["-cert", client.certificate, "-key", client.key]
        with capturing(gateway_space, "wire", folder / "capture.pcap", scratch / "tcpdump",
                       f"tcp port 443 and host {CLIENT_ADDRESS}"):
            done = run(client_space.command(*words), check=False)
        assert (done.returncode == 0) == established, done.stdout + done.stderr
    _describe(folder, established)
    shown = " ".join(str(word) for word in words)
    for path, name in ((server.chain.authority, "authority.pem"), (f"{folder}/", ""), (f"{scratch}/client/", "")):
        shown = shown.replace(str(path), name)
    configured = "".join(f"; {line}" for line in settings).replace("SCRATCH/", "")
    write_readme(folder, title, told,
                 {"nginx": version("nginx-light"), "openssl (s_client and nginx's library)": version("openssl"),
                  "tcpdump": version("tcpdump"), "tshark (for expect.toml)": version("tshark")},
                 [f"gateway: nginx  # ssl_protocols {' '.join(versions)}; ssl_ciphers {':'.join(ciphers)}{configured}",
                  f"client:  {shown} </dev/null", "gateway: tcpdump -i wire -w capture.pcap tcp port 443"])


def _write_group(file):
    """The group ffdhe2048 of RFC 7919, as nginx reads it."""
    run(["openssl", "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:ffdhe2048", "-out", file])


def _numbers(values):
    return [int(value, 0) for value in values]


def _describe(folder: Path, established):
    capture = folder / "capture.pcap"
    keys = folder / "keys.log"
    if keys.exists() and all(line.startswith("#") for line in keys.read_text().splitlines()):
        keys.unlink()
    options = ["-o", f"tls.keylog_file:{keys}"] if keys.exists() else []
    hellos = {}
    for number, name in ((1, "client_hello"), (2, "server_hello")):
        frames = fields(capture, "frame.number", *HELLO.values(), options=options,
                        where=f"tls.handshake.type == {number}")
        if frames:
            frame = frames[0]
            hellos[name] = {"frame": int(frame["frame.number"][0]),
                            "hello_version": int(frame[HELLO["hello_version"]][0], 0),
                            "random": plain(frame[HELLO["random"]][0]),
                            "suites": _numbers(frame[HELLO["suites"]]),
                            "extensions": _numbers(frame[HELLO["extensions"]]),
                            "supported_versions": _numbers(frame[HELLO["supported_version"]])}
    tables = [table(None, {"protocol": "TLS", "program": f"nginx {version('nginx-light')}",
                           "established": established, **_seen(capture, options)})]
    tables += [table(f"[{name}]", values) for name, values in hellos.items()]
    for direction, source in (("client", CLIENT_ADDRESS), ("server", GATEWAY_ADDRESS)):
        tables.append(table(f"[{direction}_stream]", {"octets": _stream(capture, source)}))
    write_expectations(folder, ["What tshark says about capture.pcap. Octets are hexadecimal, numbers are IANA's;",
                                "the streams are what each side wrote into TCP, in order."], tables)


def _seen(capture, options):
    """Handshake messages and alerts in order, as type numbers; encrypted ones where keys opened them."""
    handshakes, alerts, certificates = [], [], []
    for frame in fields(capture, "tls.handshake.type", "tls.alert_message.desc", "tls.handshake.certificate",
                        options=options):
        handshakes += _numbers(frame["tls.handshake.type"])
        alerts += _numbers(frame["tls.alert_message.desc"])
        certificates += [plain(octets) for octets in frame["tls.handshake.certificate"]]
    return {"handshake_types": handshakes, "alerts": alerts, "certificates": certificates}


def _stream(capture, source):
    segments = fields(capture, "tcp.payload", "tcp.analysis.retransmission", where=f"ip.src == {source}")
    assert not any(segment["tcp.analysis.retransmission"] for segment in segments)
    return "".join(plain(octets) for segment in segments for octets in segment["tcp.payload"])


def _conversation(title, told, **settings):
    return lambda folder, scratch: record(folder, scratch, title, told, **settings)


CONVERSATIONS = {
    "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384": _conversation(
        "A TLS 1.2 handshake", "ECDHE-RSA-AES256-GCM-SHA384 in full; the client then closes.",
        options=["-tls1_2", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384"]),
    "nginx-tls-1.3": _conversation(
        "A TLS 1.3 handshake", "TLS_AES_256_GCM_SHA384; the client then closes.",
        options=["-tls1_3"], versions=("TLSv1.2", "TLSv1.3")),
    "nginx-tls-1.0-rsa-aes128-cbc-sha": _conversation(
        "A TLS 1.0 handshake", "RSA key exchange, and AES-CBC with its MAC inside.",
        options=["-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0", "-no_etm"], versions=("TLSv1",),
        ciphers=("AES128-SHA",), seclevel=0),
    "nginx-tls-1.2-dhe-rsa-aes256-cbc-sha256": _conversation(
        "A TLS 1.2 handshake with a client certificate",
        "DHE, AES-CBC with encrypt_then_mac, a client certificate, and a session ticket.",
        options=["-tls1_2", "-cipher", "DHE-RSA-AES256-SHA256"], ciphers=("DHE-RSA-AES256-SHA256",),
        settings=("ssl_verify_client optional_no_ca", "ssl_dhparam SCRATCH/dh.pem"), tickets=True,
        with_certificate=True),
    "nginx-tls-1.3-retry-client-certificate": _conversation(
        "A TLS 1.3 handshake that begins twice",
        "The server wants P-384 and asks for another ClientHello; a client certificate; session tickets.",
        options=["-tls1_3", "-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256", "-groups", "X25519:P-384"],
        versions=("TLSv1.2", "TLSv1.3"), settings=("ssl_verify_client optional_no_ca", "ssl_ecdh_curve secp384r1"),
        tickets=True, with_certificate=True),
    "nginx-tls-1.0-refused": _conversation(
        "A refused TLS 1.0", "The client offers TLS 1.0 alone; nginx has TLS 1.2 alone and answers with the alert "
        "protocol_version.", options=["-tls1", "-cipher", "ALL:@SECLEVEL=0"], established=False),
}
