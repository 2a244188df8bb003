"""`run --limits`: as many sessions as are claimed, one more refused, and a free place taken again at once."""

import resource

import pytest

from fixtures.certificates import make_chain
from fixtures.namespaces import unplugged
from fixtures.prober import Prober

FIGURE, ADDRESSES = "p2s/limits/ikev2-openvpn", "p2s/limits/addresses-not-shared"
PASSED = {ADDRESSES: "pass", FIGURE: "pass"}
SMALL = {"limits": {"ikev2_openvpn": 3}}
LIMITS = ("--limits",)


def processor_time():
    """Of the programs that have ended: the prober, who has more to compute than the gateway beside it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fills(bench, figure, seconds):
    """The run passes, and needs no more than so many seconds of a processor: the other tests are not counted."""
    begin = processor_time()
    results = bench.run(options=LIMITS, seconds=5 * seconds)
    took = processor_time() - begin
    assert results.status == 0, results.story()
    assert results.verdicts() == PASSED
    observed = results.probes[FIGURE]["observed"]
    assert observed.startswith(f"{figure} came in") and "after one had left, one more came in" in observed
    assert took < seconds, f"{took:.0f} s: {results.document['measurements']}"
    return results


def test_the_smallest_sku_is_filled_within_half_a_minute(reference):
    fills(reference(sku="VpnGw1", address_pool="172.16.200.0/23"), 250, 30)


@pytest.mark.slow
def test_the_largest_sku_is_filled_within_five_minutes(reference):
    fills(reference(sku="VpnGw5", generation=2, address_pool="10.64.0.0/17"), 10_000, 300)


def test_strongswan_with_thirty_addresses_is_filled(tunnels):
    """It refuses for want of an address, and keeps an IKE SA without a Child SA: that is no session, and is deleted."""
    bench = tunnels(pool="172.16.201.0/27", target={"address_pool": "172.16.201.0/27", "limits": {"ikev2_openvpn": 30}})
    results = fills(bench, 30, 60)
    assert "INTERNAL_ADDRESS_FAILURE" in results.probes[FIGURE]["observed"]


@pytest.mark.slow
@pytest.mark.parametrize("claimed, pool, told", [
    (20, "172.16.201.0/27", "fail one-too-many"), (40, "172.16.201.0/24", "fail refused-early"),
    (40, "172.16.201.0/27", "inconclusive no-address-left")])
def test_strongswan_with_thirty_addresses_is_judged_by_what_it_claims(tunnels, claimed, pool, told):
    """More than it claims; fewer, though the pool that it claims has room; and fewer, because that has none."""
    bench = tunnels(pool="172.16.201.0/27", target={"address_pool": pool, "limits": {"ikev2_openvpn": claimed}})
    results = bench.run(options=LIMITS)
    assert results.unsettled() == {FIGURE: told}, results.story()


def test_a_pool_that_is_too_small_says_nothing_of_the_limit(tunnels):
    bench = tunnels(pool="172.16.201.0/28", target={"address_pool": "172.16.201.0/28", "limits": {"ikev2_openvpn": 30}})
    results = bench.run(options=LIMITS)
    assert results.unsettled() == {FIGURE: "inconclusive no-address-left"}, results.story()


def test_a_gateway_of_fewer_sessions_than_claimed_fails(reference):
    bench = reference(limits={"ikev2_openvpn": 12})
    bench.target["limits"] = {"ikev2_openvpn": 20}
    results = bench.run(options=LIMITS)
    assert results.failed() == {FIGURE: "refused-early"}, results.story()


def test_without_identities_nothing_is_judged(reference):
    bench = reference(**SMALL)
    for word in ("issuer", "issuer_key"):
        del bench.target["client"][word]
    results = bench.run(options=LIMITS)
    assert results.status == 3, results.story()
    assert "needs 4 identities, and has 0" in results.probes[FIGURE]["observed"]


def listed(folder, count):
    """A list of that many identities, and their authorities."""
    chains = [make_chain(folder / str(number), f"client-{number}.example.test", "ecdsa", usage="clientAuth") for number in range(count)]
    file = folder / "identities.csv"
    file.write_text("certificate,key\n" + "".join(f"{chain.certificate},{chain.key}\n" for chain in chains))
    return file, [chain.authority for chain in chains]


@pytest.mark.parametrize("count, status", [(4, 0), (3, 3)])
def test_identities_can_come_from_a_list(reference, tmp_path, count, status):
    file, authorities = listed(tmp_path, count)
    bench = reference(**SMALL, authentication={"client_roots": authorities})
    bench.target["client"] = {"identities": file}
    results = bench.run(options=LIMITS)
    assert results.status == status, results.story()


@pytest.mark.slow
def test_a_path_that_loses_datagrams_costs_no_place(reference):
    """What the prober opened before it counts is deleted, however often it has to ask."""
    bench = reference(path={"loss": 0.05, "delay": 0.01}, limits={"ikev2_openvpn": 12}, tunnel_types=("IKEv2",))
    results = bench.run(options=LIMITS, seconds=200)
    assert results.verdicts() == PASSED, results.story()


def test_clients_that_log_in_by_eap_tls_fill_it(reference, stack, tmp_path):
    bench = reference(limits={"ikev2_openvpn": 9}, tunnel_types=("IKEv2",), address_pool="172.16.201.0/27", eap=("tls",))
    bench.target["client"]["authentication"] = "eap-tls"
    results = fills(bench, 9, 30)
    assert "the pings of all were answered" in results.probes[FIGURE]["observed"], results.story()
    assert "outcome=asked" in bench.peer.output(), "each of them was asked for more than one IKE_AUTH"
    told = Prober(stack.enter_context(unplugged()), tmp_path).sallyport("replay", results.folder)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_target_without_a_figure_is_not_judged_by_one(reference):
    results = reference().run(options=LIMITS)
    assert results.verdicts() == {ADDRESSES: "pass", FIGURE: "not_applicable"}, results.story()


def test_a_replay_needs_no_network_and_the_folder_has_no_key(reference, stack, tmp_path):
    bench = reference(**SMALL)
    results = bench.run(options=LIMITS)
    secrets = [bench.target["client"][word].read_text().splitlines()[1].encode() for word in ("key", "issuer_key")]
    kept = [file.read_bytes() for file in results.folder.rglob("*") if file.is_file()]
    assert not any(secret in octets or b"PRIVATE KEY" in octets for octets in kept for secret in secrets)
    told = Prober(stack.enter_context(unplugged()), tmp_path).sallyport("replay", results.folder)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_small_pool_is_used_up(reference):
    results = reference(limits={"ikev2_openvpn": 12}, tunnel_types=("IKEv2",), address_pool="172.16.201.0/26").run(options=LIMITS)
    assert results.verdicts() == PASSED, results.story()
    assert "52 of them left and came again" in results.probes[FIGURE]["observed"], results.story()


def test_it_is_a_run_of_its_own(reference):
    bench = reference(**SMALL)
    results = bench.run("limits")
    assert results.status == 4 and "--limits runs it" in results.err, results.story()
    rows = {row["id"]: row for row in bench.run("p2s/ports/ike-500").document["requirements"]}
    assert rows[FIGURE]["status"] == "not_selected" and "--limits" in rows[FIGURE]["reason"]
    told = bench.prober.sallyport("list", "limits").stdout
    assert "--limits runs it" in told


def test_more_than_fifty_sessions_beyond_loopback_are_asked_for(tunnels):
    bench = tunnels(target={"limits": {"ikev2_openvpn": 51}})
    results = bench.run(options=LIMITS)
    assert results.status == 2 and "--limits opens 51 sessions" in results.err and "--yes" in results.err, results.story()


def test_a_probe_of_two_tunnels_leaves_the_first_where_there_is_no_place_for_the_second(reference):
    """Else its place would be taken for every probe after it."""
    results = reference(limits={"ikev2_openvpn": 1}, lets_clients_in=True).run("rfc4301/5.2")
    assert {name: probe["code"] for name, probe in results.probes.items()} == {
        "rfc4301/5.2/foreign-source-discarded": "prerequisite-missing",
        "rfc4301/5.2/unselected-traffic-discarded": "dropped"}, results.story()
