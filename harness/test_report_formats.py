"""results.json has a schema, and every format of a run says what results.json says.

The runs here are samples, so that each verdict, an intermittent fail and hostile text are among them.
"""

import base64
import csv
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html.parser import HTMLParser

import jsonschema
import pytest

from fixtures.processes import run
from fixtures.programs import TREE, program

SAMPLES = TREE / "conformance" / "report" / "testdata"
SCHEMA = json.loads((TREE / "reports" / "schema" / "results.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NAMES = sorted(path.name for path in SAMPLES.glob("*.json"))


def sample(name):
    return json.loads((SAMPLES / name).read_text())


def rendered(name, form, folder):
    """What `sallyport report` makes of the sample, as a user calls it."""
    (folder / "results.json").write_text((SAMPLES / name).read_text())
    output = folder / f"report.{form}"
    run([program("sallyport"), "report", folder, "--format", form, "--output", output])
    return output.read_bytes().decode()


def objects(schema, place="results"):
    """Every object that the schema describes, with the way to it."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield place, schema
        for name, part in schema.items():
            yield from objects(part, f"{place}/{name}")
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part, place)


def test_the_schema_is_a_schema_and_strict():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for place, part in objects(SCHEMA):
        assert "additionalProperties" in part, f"{place} lets anything in"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_fits_the_schema(name):
    assert not [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(sample(name))]


@pytest.mark.parametrize("way, value", [
    (("verdict",), "green"),
    (("probes", 0, "verdict"), "green"),
    (("probes", 0, "level"), "must"),
    (("probes", 0, "code"), "Two Words"),
    (("probes", 0, "frames"), [0]),
    (("probes", 0, "evidence"), "../elsewhere"),
    (("probes", 0, "evidence"), "/etc"),
    (("probes", 0, "intermittent"), {"failed": 1}),
    (("probes", 0, "exchange", 0, "direction"), "up"),
    (("requirements", 0, "status"), "skipped"),
    (("requirements", 0, "verdict"), None),
    (("requirements", 0, "status"), "not_judged"),
    (("target", "password"), "secret"),
    (("target", "tunnel_types"), ["PPTP"]),
    (("started",), "yesterday"),
    (("tool", "sha256"), "00"),
])
def test_the_schema_refuses(way, value):
    document = sample("example.json")
    *outer, last = way
    part = document
    for step in outer:
        part = part[step]
    part[last] = value
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize("name", NAMES)
def test_junit_says_what_the_results_say(name, tmp_path):
    document = sample(name)
    root = ElementTree.fromstring(rendered(name, "junit", tmp_path).encode())
    verdict_of = {"failure": "fail", "error": "inconclusive", "skipped": "not_applicable"}
    seen = {}
    for case in root.iter("testcase"):
        endings = [verdict_of[part.tag] for part in case if part.tag in verdict_of]
        seen[case.get("name")] = endings[0] if endings else "pass"
    assert seen == {probe["id"]: probe["verdict"] for probe in document["probes"]}
    totals = Counter(seen.values())
    for suites in (root, *root.iter("testsuite")):
        assert set(suites.attrib) >= {"tests", "failures", "errors", "skipped"}
    assert (int(root.get("failures")), int(root.get("errors")), int(root.get("skipped"))) == (
        totals["fail"], totals["inconclusive"], totals["not_applicable"])


@pytest.mark.parametrize("name", NAMES)
def test_csv_says_what_the_results_say(name, tmp_path):
    rows = list(csv.DictReader(io.StringIO(rendered(name, "csv", tmp_path), newline="")))
    assert [(row["id"], row["verdict"]) for row in rows] == [
        (probe["id"], probe["verdict"]) for probe in sample(name)["probes"]]


@pytest.mark.parametrize("name", NAMES)
def test_markdown_has_the_totals(name, tmp_path):
    summary = sample(name)["summary"]
    cells = " | ".join(str(summary[word]) for word in
                       ("pass", "fail", "inconclusive", "not_applicable", "advisories"))
    assert f"| **all** | {cells} |" in rendered(name, "markdown", tmp_path)


class Page(HTMLParser):
    """Tags, attributes and the text of <style> and <script>, as a browser would take them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.inline = Counter(), set(), {}
        self.policy, self.inside = "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag
        named = dict(attrs)
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]

    def handle_data(self, data):
        if self.inside in ("style", "script"):
            self.inline[self.inside] = self.inline.get(self.inside, "") + data

    def handle_endtag(self, tag):
        self.inside = ""


@pytest.mark.parametrize("name", NAMES)
def test_the_page_allows_itself_nothing_else(name, tmp_path):
    text = rendered(name, "html", tmp_path)
    page = Page(text)
    assert page.tags["script"] == page.tags["style"] == 1
    assert not {attribute for attribute in page.attributes if attribute.startswith("on")}
    assert not page.attributes & {"src", "srcset", "style", "action", "background"}
    assert "default-src 'none'" in page.policy
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.inline[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page.policy, (
            f"the page changed: {tag}_hash() in conformance/report/html_{tag}*.cpp is now {digest}")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]", text)


def test_a_file_that_is_no_results_document_is_refused(tmp_path):
    for text in ("{", "[]", '{"schema": "urn:other"}'):
        (tmp_path / "results.json").write_text(text)
        done = run([program("sallyport"), "report", tmp_path, "--format", "html"], check=False)
        assert done.returncode == 2
        assert "results.json" in done.stderr
