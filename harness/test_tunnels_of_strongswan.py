"""strongSwan as a whole gateway: our certificate opens an IKE SA with a Child SA, and what is done inside passes."""

import pytest

from fixtures import strongswan_tunnels
from fixtures.certificates import make_chain
from fixtures.processes import run
from fixtures.strongswan import DEVIATIONS
from fixtures.strongswan_tunnels import CANNOT_MOVE, CRAFTED_FRAGMENTS, INSIDE, WITHIN_AN_IKE_SA
from fixtures.tshark import tshark

TUNNELS = ("rfc7296/1.4", "rfc7296/1.4.1", "rfc7296/2.5/reserved-fields-inside-ike-auth",
           "rfc7296/2.5/payload-order-free-inside", "rfc7296/2.9", "rfc7296/2.15", "rfc7296/2.19", "rfc7296/2.21.2/wrong-auth-refused-by-name",
           "rfc7296/3.5", "rfc7296/3.6", "rfc7296/3.8", "rfc7296/3.15.1", "rfc7296/3.15.4", "rfc7296/4", "rfc7383/2.4", "rfc7383/2.5", "rfc7383/2.6", "rfc7383/2.6.1", "rfc7427", "p2s/ipsec/selectors-have-the-address",
           "p2s/leases/address-of-the-pool")
REKEYING = ("rfc7296/1.3", "rfc7296/1.3.1", "rfc7296/1.3.2", "rfc7296/1.3.3", "rfc7296/2.1", "rfc7296/2.3", "rfc7296/2.4", "rfc7296/2.18",
            "rfc7296/2.21.3", "rfc7296/2.22", "rfc7296/2.25", "rfc7296/2.25.1", "rfc7296/2.9.2",
            "rfc7296/3.3.6/key-exchange-of-group-none", "rfc4555")
ESP = ("ipsec",)


@pytest.mark.parametrize("kind, client_kind", [("rsa", "rsa"), ("ecdsa", "rsa"), ("rsa", "ecdsa"), ("ecdsa-384", "ecdsa-521"),
                                               ("ecdsa-521", "ecdsa-384")])
def test_every_probe_of_tunnels_passes(tunnels, kind, client_kind):
    results = tunnels(kind=kind, client_kind=client_kind).run(*TUNNELS)
    assert results.unsettled() == {}, results.story()
    assert results.status == 0, results.story()
    assert results.document["summary"]["advisories"] == 0, results.out


def test_what_is_done_with_an_ike_sa_is_as_argued_in_the_limits(tunnels):
    results = tunnels().run(*REKEYING)
    assert results.unsettled() == WITHIN_AN_IKE_SA, results.story()


def test_an_ike_sa_is_rekeyed_well_to_the_same_prf(tunnels):
    results = tunnels(proposals=("aes256gcm16-prfsha384-ecp384",)).run("rfc7296/1.3.2", "rfc7296/2.18")
    assert results.unsettled() == {}, results.story()
    assert results.probes["rfc7296/2.18/keys-made-by-the-new-prf"]["code"] == "no-other-prf"


@pytest.mark.parametrize("kind", ["rsa"])
def test_every_probe_of_child_sas_and_esp_passes(tunnels, kind):
    results = tunnels(kind=kind).run(*ESP)
    assert results.unsettled() == CANNOT_MOVE, results.story()


def test_child_tuples_beyond_the_edition_are_named(tunnels):
    """Among them a list, of which strongSwan takes every member."""
    extra = ("aes128gcm16", "camellia256-sha256-ecp384", "aes256-sha512-modp2048-modp3072")
    results = tunnels(esp=(*strongswan_tunnels.ESP, *extra)).run("p2s/ipsec/nothing-else")
    assert results.failed() == {"p2s/ipsec/nothing-else": "accepted-extra"}, results.story()
    assert {line.split(":")[0] for line in results.probes["p2s/ipsec/nothing-else"]["details"]} == {
        "gcm128-none", "camelliacbc256-sha256-ecp384", "cbc256-sha512-modp2048", "cbc256-sha512-modp3072"}


def test_a_gateway_that_wants_a_key_exchange_for_every_child_sa_is_asked_with_one(tunnels):
    with_groups = [one for one in strongswan_tunnels.ESP if one.count("-") > ("sha" in one)]
    results = tunnels(esp=with_groups).run("rfc7296/2.9/first-selectors-are-kept", "rfc4301/5.2", "rfc7296/2.8", "rfc7296/2.8.1", "rfc7296/2.17")
    assert set(results.verdicts().values()) == {"pass"}, results.story()


def test_a_gateway_that_answers_auth_and_invalid_syntax_has_no_ike_sa(tunnels):
    """It wants no Child SA with IKE_AUTH. RFC 7296, Section 2.21.2."""
    results = tunnels(connection="childless = force").run("rfc7296/1.4", "rfc7296/2.25")
    assert set(results.verdicts().values()) == {"inconclusive"}, results.story()


def test_a_gateway_that_keeps_to_one_tunnel_a_client_is_accused_of_nothing(tunnels):
    """Who asks again while the first is there is refused: by the gateway's policy, whatever was odd about the request."""
    results = tunnels(connection="unique = keep").run("rfc7383/2.6", "rfc7296/2.5", "rfc7296/2.15", "rfc7296/3.15.4")
    assert results.failed() == {}, results.story()


def test_a_row_without_its_group_is_missed(tunnels):
    lacking = [one for one in strongswan_tunnels.ESP if one != "aes256gcm16-ecp384"]
    results = tunnels(esp=lacking).run("p2s/ipsec/row", "p2s/ipsec/nothing-else")
    assert results.unsettled() == {"p2s/ipsec/row/gcm256-ecp384": "fail refused-by-notify:14"}, results.story()


def test_the_commands_of_findings_show_what_esp_carried(tunnels):
    """tshark opens the packets by the keys of the run folder, and finds their ICVs right."""
    results = tunnels().run("p2s/ipsec/traffic")
    assert len(results.probes) == 3, results.story()
    for name, probe in results.probes.items():
        shown = run(["sh", "-c", probe["look"]], cwd=results.folder.parent).stdout
        assert "Echo (ping) request" in shown and "Echo (ping) reply" in shown, f"{name}: {probe['look']}"
        assert "[Good: True]" in shown and "[Bad: True]" not in shown, shown


def test_crafted_fragments_are_mishandled_as_argued_in_the_limits(tunnels):
    results = tunnels().run("rfc7383", "--intrusive", "--yes")
    assert results.unsettled() == CRAFTED_FRAGMENTS, results.story()


@pytest.mark.lengthy
def test_every_other_probe_passes_too(tunnels):
    """The whole battery on a gateway that knows our certificate: the deviations are those of one that does not, and what LIMITS.md argues."""
    results = tunnels(connection="send_cert = always").run(seconds=600)
    assert results.unsettled() == {name: f"fail {code}" for name, code in DEVIATIONS.items()} | WITHIN_AN_IKE_SA, results.story()


def test_apples_clients_ask_for_no_certificate_and_need_one(tunnels):
    """By default strongSwan sends it to who asks: no document has it do more, and these clients cannot verify it."""
    results = tunnels().run("clients")
    apples = [name for name in results.probes if name.startswith(("p2s/clients/tunnel/macos-", "p2s/clients/tunnel/ios-"))]
    assert len(apples) == 5
    assert results.unsettled() == dict.fromkeys(apples, "inconclusive no-certificate"), results.story()
    assert {results.probes[name]["code"] for name in results.probes if "/tunnel/" in name} == {"connects", "no-certificate"}


@pytest.mark.slow
def test_ten_repeats_do_not_differ(tunnels):
    assert tunnels().differences(*TUNNELS) == []


def test_what_was_signed_is_enough_for_a_replay(tunnels):
    """No key enters the run folder, and none is needed; what was signed is part of the evidence."""
    bench = tunnels()
    results = bench.run(*TUNNELS)
    secret = bench.target["client"]["key"].read_text().splitlines()[1]
    assert not [file for file in results.folder.rglob("*") if file.is_file() and secret.encode() in file.read_bytes()]
    for file in bench.target["client"].values():
        file.unlink()
    done = bench.prober.sallyport("replay", results.folder)
    assert done.returncode == 0, done.stdout
    signatures = results.folder / "rfc7296/1.4/liveness-answered" / "signatures.jsonl"
    signatures.write_text(signatures.read_text().replace('"signature":"', '"signature":"00'))
    done = bench.prober.sallyport("replay", results.folder, "rfc7296/1.4/liveness-answered")
    assert done.returncode == 1 and "signatures.jsonl: is not the file that the run wrote" in done.stdout


def test_tshark_opens_what_the_keys_are_for(tunnels):
    results = tunnels().run("rfc7296/1.4/liveness-answered")
    folder = results.folder / "rfc7296/1.4/liveness-answered"
    told = tshark(folder / "capture.pcap", "-V", keys=folder / "keys")
    assert "gw.example.test" in told, "IDr of the answer"
    assert INSIDE.split("/")[0] in told, "TSr of the answer"
    assert len((folder / "keys" / "esp_sa").read_text().splitlines()) == 2


def test_tshark_puts_our_fragments_together(tunnels):
    results = tunnels().run("rfc7383/2.6/request-in-fragments")
    folder = results.folder / "rfc7383/2.6/request-in-fragments"
    told = tshark(folder / "capture.pcap", "-V", keys=folder / "keys")
    assert "Encrypted and Authenticated Fragment (53)" in told
    assert "reassembled" in told.lower() and "gw.example.test" in told, "IDr of the answer"


def test_without_a_certificate_nothing_is_judged(tunnels):
    judged_nothing(tunnels(target={"client": {}}), "needs a client certificate")


def test_with_a_certificate_of_a_stranger_nothing_is_judged(tunnels, tmp_path):
    stranger = make_chain(tmp_path / "stranger", "client.example.test", "ecdsa", usage="clientAuth")
    judged_nothing(tunnels(target={"client": {"certificate": stranger.chain, "key": stranger.key}}), "opened no IKE SA")


def judged_nothing(bench, reason):
    results = bench.run(*TUNNELS)
    assert results.status == 3, results.story()
    assert set(results.verdicts().values()) == {"inconclusive"}
    assert all(reason in probe["observed"] for probe in results.probes.values()), results.story()


@pytest.mark.parametrize("settings, unsettled", [
    ({"pool": "172.16.202.0/24"}, {"p2s/leases/address-of-the-pool": "fail outside-the-pool"}),
    ({"leases": ""}, {"p2s/leases/address-of-the-pool": "inconclusive no-address",
                      "rfc7296/4/address-assigned": "inconclusive refused-by-notify:36"}),
])
def test_addresses_that_are_not_as_claimed(tunnels, settings, unsettled):
    results = tunnels(**settings).run("rfc7296/4", "p2s/leases/address-of-the-pool")
    assert results.unsettled() == unsettled, results.story()


def test_a_gateway_that_does_not_claim_it_is_left_alone(tunnels):
    results = tunnels(target={"client": {}, "claims": {"client_certificates": False}}).run(*TUNNELS)
    assert set(results.verdicts().values()) == {"not_applicable"}, results.story()
