"""strongSwan with its default defence against floods: what it accepts is what its configuration says, and no more."""

import pytest

from fixtures.namespaces import CLIENT_ADDRESS
from fixtures.strongswan import DEVIATIONS, ROWS
from fixtures.tshark import capturing, fields

POLICY = ("p2s/ike/row", "p2s/ike/nothing-else")
MOST_EXCHANGES = 60
MOST_SECONDS = 1.0


def of_group_24(probe):
    return probe.startswith(("p2s/ike/row/", "p2s/ike/nat-t-row/")) and probe.endswith("-modp2048s256")


def rows(probes):
    return {name for name in probes if name.startswith("p2s/ike/row/")}


def test_the_17_rows_and_nothing_else_pass(strongswan):
    results = strongswan().run(*POLICY)
    assert results.status == 0, results.story()
    assert len(rows(results.probes)) == 17
    assert set(results.verdicts().values()) == {"pass"}


@pytest.mark.parametrize("rate", [None, 2000])
def test_every_probe_passes_but_for_known_deviations(strongswan, rate):
    results = strongswan(rate=rate).run()
    assert results.unsettled() == {name: f"fail {code}" for name, code in DEVIATIONS.items()}, results.story()


def test_rows_and_grid_take_at_most_60_exchanges_and_a_second(strongswan, tmp_path):
    """Counted by a witness of its own: what tcpdump saw arrive at the gateway. The quickest of three: others work here too."""
    bench = strongswan()
    seen = [witnessed(bench, tmp_path / f"witness-{number}") for number in range(3)]
    assert all(17 < exchanges <= MOST_EXCHANGES for exchanges, _ in seen), seen
    assert min(seconds for _, seconds in seen) <= MOST_SECONDS, seen


def witnessed(bench, folder):
    """The different requests of a run, and the seconds from the first to the last message."""
    folder.mkdir()
    witness = folder / "witness.pcap"
    with capturing(bench.prober.space, "wire", witness, folder / "tcpdump", "udp"):
        results = bench.run(*POLICY)
    assert results.status == 0, results.story()
    requests = fields(witness, "udp.payload", where=f"isakmp and ip.src == {CLIENT_ADDRESS}")
    times = [float(frame["frame.time_epoch"][0]) for frame in fields(witness, "frame.time_epoch", where="isakmp")]
    return len({tuple(request["udp.payload"]) for request in requests}), max(times) - min(times)


# The second in a group that the prober cannot compute in: the gateway names it by INVALID_KE_PAYLOAD.
@pytest.mark.parametrize("row, name", [("aes128-sha1-modp2048", "cbc128-sha1-sha1-modp2048"),
                                       ("aes256gcm16-prfsha384-x448", "gcm256-sha384-x448")])
def test_one_row_more_is_named(strongswan, row, name):
    results = strongswan(rows=(*ROWS, row)).run()
    assert results.status == 1
    exact = ("p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else")
    assert results.failed() == DEVIATIONS | dict.fromkeys(exact, "accepted-extra"), results.story()
    for probe in exact:
        details = results.probes[probe]["details"]
        assert [line.split(":")[0] for line in details] == [name], details
    assert set(results.verdicts().values()) <= {"pass", "fail", "not_applicable"}


def test_group_24_removed_fails_its_rows_alone(strongswan):
    results = strongswan(rows=tuple(row for row in ROWS if not row.endswith("modp2048s256"))).run()
    assert results.status == 1
    expected = {name: "refused-by-notify:14" for name in results.probes if of_group_24(name)}
    assert len(rows(expected)) == 4
    others = {name: code for name, code in DEVIATIONS.items() if not name.endswith("/modp2048s256")}
    assert results.failed() == others | expected, results.story()


def test_3des_alone_fails_all_17_rows(strongswan):
    results = strongswan(rows=("3des-sha1-modp1024",)).run(*POLICY)
    assert results.status == 1
    assert len(rows(results.failed())) == 17, results.story()
    assert set(results.failed().values()) <= {"refused-by-notify:14", "accepted-extra"}
    assert results.verdicts()["p2s/ike/nothing-else"] != "pass"


def test_half_open_sas_of_others_change_nothing(strongswan):
    """Cookies are asked for from the first octet on: the verdicts stay."""
    bench = strongswan(settings="cookie_threshold = 1\n  cookie_threshold_ip = 1")
    bench.peer.leave_half_open(bench.prober.space, 3)
    results = bench.run(*POLICY)
    assert results.status == 0, results.story()


def test_ten_repeats_do_not_differ(strongswan):
    assert strongswan().differences(*POLICY) == []


@pytest.mark.slow
def test_ten_whole_repeats_do_not_differ(strongswan):
    assert strongswan().differences() == []


def test_a_difference_is_told(strongswan, stack):
    """diff can fail: two gateways that differ in a row."""
    whole = strongswan()
    first = whole.run(*POLICY)
    whole.peer.reload(ROWS[1:])
    second = whole.run(*POLICY)
    told = whole.prober.sallyport("diff", first.folder, second.folder)
    assert told.returncode != 0
    assert "p2s/ike/row/gcm256-sha384-modp2048s256" in told.stdout


def test_ikev1_of_any_common_kind_is_found(strongswan):
    """Version 0 is both of them to strongSwan."""
    results = strongswan(connection="version = 0", rows=("aes256-md5-ecp521",)).run("p2s/ports/ikev1-refused")
    assert results.failed() == {"p2s/ports/ikev1-refused": "accepted"}, results.story()
