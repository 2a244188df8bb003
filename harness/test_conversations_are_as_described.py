"""Each folder of pcaps/ is what its README says: complete, small, opened by its keys, and without a private key."""

import re
import tomllib

import pytest

from conversations.folder import plain
from fixtures.programs import TREE
from fixtures.tshark import fields, raw, tshark
from sources import source_files

FOLDERS = sorted(path for path in (TREE / "pcaps").iterdir() if path.is_dir())
IKE = [folder for folder in FOLDERS if (folder / "ikev2_decryption_table").exists()]
ESP = [folder for folder in FOLDERS if (folder / "esp_sa").exists()]
TLS = [folder for folder in FOLDERS if (folder / "keys.log").exists()]


def expectations(folder):
    return tomllib.loads((folder / "expect.toml").read_text())


def name(folder):
    return folder.name


def test_there_are_conversations_of_every_protocol():
    assert len(IKE) >= 5 and len(ESP) >= 3 and len(TLS) >= 2


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_conversation_is_complete_and_small(folder):
    assert {"README.md", "capture.pcap", "expect.toml"} <= {file.name for file in folder.iterdir()}
    assert sum(file.stat().st_size for file in folder.iterdir()) < 64 * 1024
    readme = (folder / "README.md").read_text()
    peers = ("strongSwan", "swanctl") if folder.name.startswith("strongswan") else ("nginx", "openssl")
    for word in (*peers, "tcpdump", "tshark"):
        assert word in readme
    assert re.search(r"Recorded: \d{4}-\d\d-\d\d", readme)


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder.name.startswith("strongswan")], ids=name)
def test_the_messages_are_the_captures(folder):
    seen = [plain(frame["udp.payload"][0]) for frame in fields(folder / "capture.pcap", "udp.payload")]
    told = expectations(folder)["message"] + expectations(folder).get("esp", [])
    assert [("00000000" if message.get("non_esp_marker") else "") + message["octets"]
            for message in sorted(told, key=lambda message: message["frame"])] == seen


@pytest.mark.parametrize("folder", IKE, ids=name)
def test_the_keys_open_every_ike_auth(folder):
    text = tshark(folder / "capture.pcap", "-V", "-Y", "isakmp.exchangetype == 35", keys=folder)
    messages = [message for message in expectations(folder)["message"] if message["exchange_type"] == 35]
    assert len(messages) == 2 and all(message["decrypted"] for message in messages)
    assert text.count("Decrypted Data") == 2
    assert "incorrect" not in text


@pytest.mark.parametrize("folder", ESP, ids=name)
def test_the_keys_open_every_esp_packet(folder):
    options = ["-o", "esp.enable_encryption_decode:TRUE", "-o", "esp.enable_authentication_check:TRUE"]
    packets = expectations(folder)["esp"]
    opened = raw(folder / "capture.pcap", "esp.decrypted_data", where="esp", keys=folder, options=options)
    assert len(opened) == len(packets) >= 10
    for octets, packet in zip(opened, packets):
        assert octets[0].startswith(packet["inner"])


@pytest.mark.parametrize("folder", TLS, ids=name)
def test_the_key_log_opens_the_finished_messages(folder):
    finished = fields(folder / "capture.pcap", "frame.number", where="tls.handshake.type == 20",
                      options=["-o", f"tls.keylog_file:{folder / 'keys.log'}"])
    assert finished, "no Finished message was opened"


def test_no_private_key_is_committed():
    marker = "PRIVATE" + " KEY"
    wrong = [str(file.relative_to(TREE)) for file in source_files("")
             if file.suffix != ".pcap" and f"BEGIN {marker}" in file.read_text(errors="replace")]
    wrong += [str(file.relative_to(TREE)) for file in source_files(".key", ".p12", ".pfx")]
    assert not wrong, wrong
