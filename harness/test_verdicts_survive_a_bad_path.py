"""A path that loses, doubles, delays and reorders packets makes a run slower, and may leave something open; it accuses nobody."""

import random

import pytest

from fixtures.relay import Direction, Manners
from fixtures.strongswan import DEVIATIONS
from test_tunnels_of_strongswan import ESP, TUNNELS, WITHIN_AN_IKE_SA

BAD = {"loss": 0.05, "duplicate": 0.05, "reorder": 0.05}


def accuses_nobody(results, rightly=()):
    assert results.failed().items() <= dict(rightly).items(), results.story()
    judged = [verdict for verdict in results.verdicts().values() if verdict != "not_applicable"]
    assert judged.count("pass") > len(judged) * 0.9, results.story()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_false_fail_on_strongswan(strongswan, seed):
    accuses_nobody(strongswan(path={**BAD, "seed": seed}).run("ike", seconds=900), DEVIATIONS)


@pytest.mark.slow
def test_no_false_fail_in_tunnels(tunnels):
    accuses_nobody(tunnels(path=BAD).run(*TUNNELS, *ESP, seconds=900))


@pytest.mark.slow
def test_no_false_fail_over_a_long_path(tunnels):
    """Each packet takes 200 ms: nothing that is waited for comes before 400."""
    results = tunnels(path={"delay": 0.2}, connection="send_cert = always").run("ike", "ipsec", "clients", options=("--jobs", "8"), seconds=1500)
    accuses_nobody(results, DEVIATIONS | {name: verdict.removeprefix("fail ") for name, verdict in WITHIN_AN_IKE_SA.items()})


@pytest.mark.lengthy
def test_no_false_fail_on_the_reference_gateway(reference):
    bench = reference(path=BAD)
    accuses_nobody(bench.run("ike", "ports", options=("--rate", "2000"), seconds=900))


@pytest.mark.lengthy
def test_no_false_fail_on_nginx(web_server):
    """TCP mends what is lost, later than the prober waits for a mere answer."""
    accuses_nobody(web_server(path=BAD).run("tls", options=("--rate", "2000"), seconds=900))


def test_a_request_of_another_sa_is_no_answer(strongswan):
    """Such as a dead peer detection that is underway to somebody else, before each answer."""
    results = strongswan(path={"strays": True}).run("p2s/ike", "rfc7296/1", "rfc7296/2.1", "rfc7296/2.7", "rfc7296/3.1", "rfc7296/3.14")
    assert results.unsettled() == {}, results.story()


@pytest.mark.slow
def test_no_false_fail_of_the_whole_battery(reference):
    bench = reference(path=BAD)
    accuses_nobody(bench.run(options=("--rate", "2000"), seconds=900))


def test_a_fault_shows_through_a_bad_path(reference):
    results = reference(path=BAD, mutant="lacks_row_gcm256_sha256_ecp256").run("p2s/ike/row", options=("--rate", "2000"))
    assert results.failed() == {"p2s/ike/row/gcm256-sha256-ecp256": "refused-by-notify:14"}, results.story()


def test_a_black_hole_is_an_unreachable_port(reference):
    results = reference(path={"black_holes": [["udp", 4500]]}).run("p2s/ike/row", "p2s/ike/nat-t-row",
                                                                   options=("--rate", "2000"))
    verdicts = results.verdicts()
    assert {verdict for name, verdict in verdicts.items() if "/row/" in name} == {"pass"}, results.story()
    assert {verdict for name, verdict in verdicts.items() if "/nat-t-row/" in name} == {"inconclusive"}, results.story()


def departures(count=1000, **manners):
    """When copies of so many packets leave that all come at time 0."""
    manners = Manners(**manners)
    direction = Direction(None, None, manners, set(), random.Random(manners.seed))
    return [at for _ in range(count) for at in direction.departures(b"", 0.0)]


def test_the_path_has_the_manners_it_is_given():
    assert departures() == [0.0] * 1000
    assert departures(loss=1.0) == []
    assert 900 < len(departures(loss=0.05)) < 990
    assert 1010 < len(departures(duplicate=0.05)) < 1100
    assert set(departures(reorder=0.5)) == {0.0, Manners().hold}
    assert set(departures(delay=0.2)) == {0.2}
    assert max(departures(packets_per_second=500.0)) == pytest.approx(999 / 500)
