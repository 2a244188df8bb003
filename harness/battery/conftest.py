"""`pytest harness/battery --target TARGET.toml [-k ...] [-n ...]`: the suite under pytest, one test item per probe.

The probes that pytest selected are run once in each session, by whichever worker comes first; every item then reads its own
verdict.
"""

import fcntl
import json
import subprocess
from pathlib import Path

import pytest

from fixtures.programs import program

LISTED = pytest.StashKey[list]()
LEFT_OUT = pytest.StashKey[dict]()
SELECTED = pytest.StashKey[list]()


def pytest_addoption(parser):
    group = parser.getgroup("sallyport")
    group.addoption("--target", metavar="TARGET.toml", help="the gateway to judge")
    group.addoption("--out", metavar="DIR", help="the run folder; default: in pytest's temporary folder, which keeps three sessions")
    group.addoption("--sallyport", metavar="WORDS", default="", help="further options for sallyport run")


def pytest_configure(config):
    """Ask sallyport which probes there are for this target, before anything is collected."""
    target = config.getoption("--target")
    if not target:
        raise pytest.UsageError("name the gateway: pytest harness/battery --target TARGET.toml")
    extent = [word for word in config.getoption("--sallyport").split() if word in ("--intrusive", "--limits")]
    done = subprocess.run([program("sallyport"), "list", "--target", target, "--json", *extent], capture_output=True, text=True)
    if done.returncode != 0:
        raise pytest.UsageError(f"--target {target}: {done.stderr.strip()}")
    probes = json.loads(done.stdout)["probes"]
    config.stash[LISTED] = [probe["id"] for probe in probes]
    config.stash[LEFT_OUT] = {probe["id"]: probe["left_out"] for probe in probes if probe["left_out"]}


def pytest_generate_tests(metafunc):
    if "probe" in metafunc.fixturenames:
        metafunc.parametrize("probe", metafunc.config.stash[LISTED])


def pytest_collection_finish(session):
    """After -k: what is left is what will be run, but for what a run on this gateway leaves out."""
    probes = [item.callspec.params["probe"] for item in session.items
              if hasattr(item, "callspec") and "probe" in item.callspec.params]
    session.config.stash[SELECTED] = [probe for probe in probes if probe not in session.config.stash[LEFT_OUT]]


@pytest.fixture
def finding(probe, request):
    """The probe's entry in results.json. What the run leaves out is skipped, with the reason that `sallyport list` gives."""
    if probe in request.config.stash[LEFT_OUT]:
        pytest.skip(request.config.stash[LEFT_OUT][probe])
    verdicts = request.getfixturevalue("verdicts")
    if probe not in verdicts:
        pytest.fail(f"{probe} is not among the results of the run", pytrace=False)
    return verdicts[probe]


@pytest.fixture(scope="session")
def verdicts(pytestconfig, tmp_path_factory):
    """Each probe's entry in results.json, by id; the run folder is in `folder`."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(pytestconfig, "workerinput"):
        shared = shared.parent  # that of the session, where each worker has its own
    folder = Path(pytestconfig.getoption("--out") or shared / "run")
    ending = shared / "sallyport-run-ended"  # this session's: what lies in --out may be of another
    with open(shared / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ending.exists():
            ending.write_text(_run(pytestconfig, folder))
    if fault := ending.read_text():
        pytest.fail(fault, pytrace=False)
    document = json.loads((folder / "results.json").read_text())
    return {probe["id"]: {**probe, "folder": folder} for probe in document["probes"]}


def _run(config, folder):
    """Run the probes into that folder; what went wrong, or nothing."""
    results = folder / "results.json"
    earlier = _stamp(results)
    command = [program("sallyport"), "run", config.getoption("--target"), *config.stash[SELECTED],
               "--out", folder, "--no-progress", *config.getoption("--sallyport").split()]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode in (0, 1, 3, 4) and _stamp(results) not in (None, earlier):
        return ""
    return f"sallyport run ended with {done.returncode}:\n{done.stderr}"


def _stamp(file):
    """Another one when the file was written anew; None when there is none."""
    return (file.stat().st_ino, file.stat().st_mtime_ns) if file.exists() else None


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    told = [dict(report.user_properties) for reports in terminalreporter.stats.values() for report in reports
            if hasattr(report, "user_properties")]
    for folder in {properties["run"] for properties in told if "run" in properties}:
        terminalreporter.write_line(f"report: {folder}/report.html")
