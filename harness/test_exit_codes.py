"""Each ending of `sallyport run` has its documented exit code, and bad input its file, line and expectation."""

import re
from pathlib import Path

import pytest

from fixtures import namespaces
from fixtures.prober import Prober
from fixtures.processes import run
from fixtures.programs import program
from fixtures.strongswan import ROWS

GOOD = {"host": "127.0.0.1", "policy": "azure-2024-08", "tunnel_types": ["IKEv2"]}
ROW = "p2s/ike/row/gcm256-sha384-ecp384"


@pytest.fixture
def lonely(stack, tmp_path):
    """The prober in a namespace where nothing listens."""
    return Prober(stack.enter_context(namespaces.alone()), tmp_path)


def test_all_selected_passed_is_0(reference):
    results = reference().run(ROW)
    assert results.status == 0, results.story()
    assert results.verdicts() == {ROW: "pass"}


def test_something_failed_is_1(strongswan):
    results = strongswan(rows=[row for row in ROWS if "ecp384" not in row]).run(ROW)
    assert results.status == 1, results.story()
    assert results.failed() == {ROW: "refused-by-notify:14"}


def test_an_empty_selection_is_4(lonely):
    for select in ("rfc7296/no-such-section", "nosucharea"):
        results = lonely.run(GOOD, select)
        assert results.status == 4, results.story()
        assert "selected" in results.err


def test_an_area_the_target_does_not_claim_is_4(reference):
    """Everything selected is not applicable: nothing was tested."""
    results = reference(tunnel_types=["IKEv2"]).run("tls")
    assert results.status == 4, results.story()


def test_a_closed_port_is_3(lonely):
    results = lonely.run(GOOD, "ike")
    assert results.status == 3, results.story()
    assert "pass" not in results.verdicts().values()
    assert "fail" not in results.verdicts().values(), results.story()
    assert re.search(r"^0 of \d+ requirements judged$", results.out, re.MULTILINE), results.out
    assert "tested" not in {row["status"] for row in results.document["requirements"]}
    assert all(row["reason"] for row in results.document["requirements"] if row["status"] == "not_judged")


@pytest.mark.parametrize("host", ["198.51.100.1", pytest.param("192.0.2.77", marks=pytest.mark.slow)])
def test_a_host_that_no_octet_reaches_is_3(stack, tmp_path, host):
    """No route; and a neighbour that never answers."""
    client, _ = stack.enter_context(namespaces.pair())
    results = Prober(client, tmp_path).run({**GOOD, "host": host}, ROW)
    assert results.status == 3, results.story()
    assert results.verdicts() == {ROW: "inconclusive"}


def test_a_name_that_does_not_resolve_is_2(lonely):
    results = lonely.run({**GOOD, "host": "no-such-gateway.invalid"}, ROW)
    assert results.status == 2
    assert "no-such-gateway.invalid" in results.err


@pytest.mark.parametrize("host", ["224.0.0.1", "255.255.255.255", "ff02::1"])
def test_an_address_of_many_hosts_is_2(lonely, host):
    results = lonely.run({**GOOD, "host": host}, ROW)
    assert results.status == 2
    assert "many hosts" in results.err


def test_an_unknown_edition_is_2(lonely):
    results = lonely.run({**GOOD, "policy": "azure-1999-01"}, ROW)
    assert results.status == 2
    assert "azure-1999-01" in results.err


@pytest.mark.parametrize("line, text, expected", [
    (4, 'hots = "127.0.0.1"', "hots"),
    (4, "ports_only = 3", "ports_only"),
    (4, "[ports]\nike = 70000", "ike"),
    (4, '[ports]\nike = "500"', "ike"),
    (4, "[port]\nike = 500", "port"),
    (4, "this is no TOML", ""),
])
def test_a_wrong_line_is_2_with_file_line_and_expectation(lonely, line, text, expected):
    target = lonely.target("wrong.toml", **GOOD)
    target.write_text(target.read_text() + text + "\n")
    results = lonely.run(target, ROW)
    assert results.status == 2, results.story()
    told = re.search(r"wrong\.toml:(\d+)", results.err)
    assert told and line <= int(told[1]) <= line + 1, results.err
    assert expected in results.err


@pytest.mark.parametrize("missing", ["host", "policy", "tunnel_types"])
def test_a_missing_word_is_2_and_named(lonely, missing):
    results = lonely.run({name: value for name, value in GOOD.items() if name != missing}, ROW)
    assert results.status == 2, results.story()
    assert missing in results.err


@pytest.mark.parametrize("wrong", [{"host": ["127.0.0.1"]}, {"host": ""}, {"tunnel_types": "IKEv2"},
                                   {"tunnel_types": ["PPTP"]}, {"tunnel_types": []}, {"policy": 2024}])
def test_a_wrong_value_is_2_with_file_and_line(lonely, wrong):
    results = lonely.run({**GOOD, **wrong}, ROW)
    assert results.status == 2, results.story()
    assert re.search(r"target-\d+\.toml:\d+", results.err), results.err


def test_a_target_file_that_is_not_there_is_2(lonely, tmp_path):
    results = lonely.run(tmp_path / "nowhere.toml", ROW)
    assert results.status == 2
    assert "nowhere.toml" in results.err


@pytest.mark.parametrize("out", ["/proc/no-such-folder/run", "target.toml/run"])
def test_a_folder_that_cannot_be_written_is_2(lonely, out):
    target = lonely.target(**GOOD)
    done = lonely.sallyport("run", target, ROW, "--out", out, "--no-progress")
    assert done.returncode == 2, done.stdout + done.stderr
    assert out in done.stderr


def test_a_wrong_interface_is_2_and_leaves_no_folder(lonely):
    """Nor does it take the place of an earlier run."""
    wrong = ("--capture", "no-such-device")
    results = lonely.run(GOOD, ROW, options=wrong)
    assert results.status == 2, results.story()
    assert "no-such-device" in results.err
    assert not results.folder.exists()
    earlier = lonely.run(GOOD, ROW)
    done = lonely.sallyport("run", lonely.target(**GOOD), ROW, "--out", earlier.folder, *wrong)
    assert done.returncode == 2, done.stdout + done.stderr
    assert earlier.verdicts() == {ROW: "inconclusive"}


@pytest.fixture
def earlier(lonely):
    """A finished run, and a function that runs into its folder again: exit status, stderr, and what lies there."""
    results = lonely.run(GOOD, ROW)

    def again(target, out=results.folder):
        before = everything_in(results.folder)
        done = lonely.sallyport("run", target, ROW, "--out", out, "--no-progress")
        after = everything_in(results.folder)
        return done, before == after
    return results.folder, again


def everything_in(folder):
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


@pytest.mark.parametrize("name", ["target", "policy"])
def test_an_earlier_run_that_holds_the_files_of_the_next_stays(lonely, earlier, name):
    folder, again = earlier
    kept = folder / "inputs" / f"{name}.toml"
    done, unchanged = again(kept if name == "target" else lonely.target(**{**GOOD, "policy": str(kept)}))
    assert done.returncode == 2 and unchanged, done.stdout + done.stderr
    assert "does not lie in" in done.stderr and str(kept) in done.stderr


@pytest.mark.parametrize("foreign", ["notes.txt", "survey/notes.txt", "inputs/mine"])
def test_a_file_of_the_users_own_keeps_an_earlier_run(lonely, earlier, foreign):
    folder, again = earlier
    (folder / foreign).write_text("mine\n")
    done, unchanged = again(lonely.target(**GOOD))
    assert done.returncode == 2 and unchanged, done.stdout + done.stderr
    assert f"did not write '{foreign}'" in done.stderr
    (folder / foreign).unlink()
    (folder / foreign).symlink_to("/nowhere")
    assert again(lonely.target(**GOOD))[0].returncode == 2


def test_an_earlier_run_is_replaced(lonely, earlier):
    """Whatever the folder is called by: files of the earlier run alone are gone."""
    folder, again = earlier
    (folder.parent / "link").symlink_to(folder)
    for out in (folder, f"{folder}/", folder.parent / "link", Path("nested") / ".." / folder.name):
        (folder.parent / "nested").mkdir(exist_ok=True)
        done, unchanged = again(lonely.target(**GOOD), out)
        assert done.returncode == 3 and not unchanged, done.stdout + done.stderr
        assert lonely.sallyport("replay", out).returncode == 0


def test_a_full_disk_before_the_run_begins_leaves_no_folder(lonely, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    command = f"{program('sallyport')} run {lonely.target(**GOOD)} {ROW} --no-progress --out"
    done = run(lonely.space.command("unshare", "--mount", "sh", "-c", f"""
        mount -t tmpfs -o size=4k none {disk} && mkdir {disk}/empty
        {command} {disk}/outer/run; echo ended with $?
        {command} {disk}/empty; echo ended with $?
        find {disk} -mindepth 1 -printf '%P\n'"""))
    assert done.stdout.split("\n") == ["ended with 2", "ended with 2", "empty", ""], done.stdout + done.stderr
    assert done.stderr.count("cannot be written") == 2, done.stderr


@pytest.mark.parametrize("words", [["run"], ["run", "target.toml", "--no-such-option"], ["no-such-command"], [],
                                   ["run", "target.toml", "--seed", "not hexadecimal"],
                                   ["run", "target.toml", "--rate", "-1"]])
def test_wrong_usage_is_2(lonely, words):
    lonely.target(**GOOD)
    done = lonely.sallyport(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["run", "--help"], ["list"], ["list", "tls", "--json"],
                                   ["explain", ROW]])
def test_what_only_tells_is_0(lonely, words):
    done = lonely.sallyport(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_explain_names_the_mutants_that_prove_the_probe(lonely):
    told = lonely.sallyport("explain", "rfc7296/2.5/minor-version-ignored").stdout
    assert "proven by: mutants drops_minor_versions, refuses_minor_versions" in told
