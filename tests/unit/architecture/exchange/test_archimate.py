"""The exchange file holds every element and relation in ArchiMate's words, each legal there."""

import json
import re
import subprocess
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import to_archimate
from penstock.architecture.exchange.archimate_terms import PARTS, TYPES
from penstock.architecture.model import Architecture, Kind, Part, Ref, Relation, RelationKind
from penstock.architecture.reading import read
from penstock.kernel.places import Place
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company
from tests.statements import model_of, table

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def root_of(architecture: Architecture) -> ET.Element:
    return ET.fromstring(to_archimate(architecture))


def elements(architecture: Architecture) -> dict[str, ET.Element]:
    found = root_of(architecture).iterfind(f"{NS}elements/{NS}element")
    return {each.attrib["identifier"]: each for each in found}


def relations(architecture: Architecture) -> list[tuple[str, str, str]]:
    """Return type, source and target of each relationship."""
    found = root_of(architecture).iterfind(f"{NS}relationships/{NS}relationship")
    return [(each.attrib[TYPE], each.attrib["source"], each.attrib["target"]) for each in found]


def properties(element: ET.Element) -> dict[str, str]:
    found = element.iterfind(f"{NS}properties/{NS}property")
    return {
        each.attrib["propertyDefinitionRef"].removeprefix("property."): each[0].text or ""
        for each in found
    }


def assert_well_built(text: str) -> None:
    """Check what the official schema demands and an XML parser does not."""
    root = ET.fromstring(text)
    assert [child.tag.removeprefix(NS) for child in root] == [
        tag
        for tag in ("name", "elements", "relationships", "organizations", "propertyDefinitions")
        if root.find(NS + tag) is not None
    ]
    identifiers = [each.attrib["identifier"] for each in root.iter() if "identifier" in each.attrib]
    assert [each for each in identifiers if not NAME.fullmatch(each)] == []
    assert [each for each, count in Counter(identifiers).items() if count > 1] == []
    references = [
        value
        for each in root.iter()
        for name, value in each.attrib.items()
        if name in {"source", "target", "identifierRef", "propertyDefinitionRef"}
    ]
    assert set(references) <= set(identifiers)
    assert all(each.find(f"{NS}name") is not None for each in root.iter(f"{NS}element"))


@given(ARCHITECTURES)
def test_any_model_gives_a_well_built_file(architecture: Architecture) -> None:
    assert_well_built(to_archimate(architecture))


def test_the_reference_company_gives_a_well_built_file(reference_company: Path) -> None:
    assert_well_built(to_archimate(read(Folder.read(reference_company)).architecture))


def test_an_empty_model_gives_a_file_without_elements() -> None:
    assert [child.tag for child in root_of(Architecture())] == [f"{NS}name"]


def test_a_stage_is_a_value_stream_that_its_stream_is_composed_of() -> None:
    found = elements(small_company())

    assert found["stage.NCV-03.1"].attrib[TYPE] == "ValueStream"
    assert ("Composition", "value-stream.NCV-03", "stage.NCV-03.1") in relations(small_company())


def test_stages_trigger_each_other_in_their_order() -> None:
    triggering = [each[1:] for each in relations(small_company()) if each[0] == "Triggering"]

    assert triggering == [
        ("stage.NCV-03.1", "stage.NCV-03.2"),
        ("stage.NCV-03.2", "stage.NCV-03.3"),
    ]


def test_what_an_earlier_stage_gives_out_flows_to_a_later_one() -> None:
    flows = [
        (each.attrib["source"], each.attrib["target"], each[0].text)
        for each in root_of(small_company()).iter(f"{NS}relationship")
        if each.attrib[TYPE] == "Flow"
    ]

    assert flows == [
        ("stage.NCV-03.1", "stage.NCV-03.2", "Qualified lead"),
        ("stage.NCV-03.2", "stage.NCV-03.3", "Design"),
    ]


def test_an_element_has_its_side_its_origin_and_its_places_as_properties() -> None:
    found = properties(elements(small_company())["value-stream.NCV-03"])

    assert (found["side"], found["origin"]) == ("non-regulated", "catalogue; stage model")
    assert len(found["place"].split("\n")) == 2


def test_an_element_of_two_names_keeps_the_other_one() -> None:
    text = "### NCV-03: {}\n\n**Description:** Words.\n"

    found = elements(model_of(text.format("Solar"), text.format("Wind")))["value-stream.NCV-03"]

    assert found[0].text == "Solar"
    assert properties(found)["also-named"] == "Wind"


def test_an_element_that_no_document_defines_is_there_for_its_relations() -> None:
    architecture = model_of(table("Role | Organization Unit", "Planner | Grid"))

    assert properties(elements(architecture)["organization-unit.Grid"])["stated"] == (
        "in relations only"
    )


def test_a_relation_stated_twice_is_one_with_both_places() -> None:
    text = table("Role | Organization Unit", "Planner | Grid", "Planner | Grid")

    (relation,) = root_of(model_of(text)).iter(f"{NS}relationship")

    assert properties(relation)["place"] == "a.md:3:13\na.md:4:13"


def test_an_association_is_directed_and_carries_the_documents_word() -> None:
    text = "### NCV-03: Solar\n\n**Description:** D.\n**Owner:** Head\n"

    (relation,) = root_of(model_of(text)).iter(f"{NS}relationship")

    assert (relation.attrib["isDirected"], relation[0].text) == ("true", "owns")


def test_an_access_says_whether_it_writes() -> None:
    text = table("Information Item | Provided By", "Load | SCADA") + "\n"
    systems = table("System | Description", "SCADA | Watches.")

    (relation,) = root_of(model_of(text + systems)).iter(f"{NS}relationship")

    assert (relation.attrib[TYPE], relation.attrib["accessType"]) == ("Access", "Write")


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("NCV-03.1", "stage.NCV-03.1"), ("A b", "stage.A_20_b"), ("ä_", "stage._e4__5f_")],
)
def test_an_identifier_stays_readable_and_never_clashes(identifier: str, name: str) -> None:
    ref = Ref(Kind.STAGE, identifier)
    relation = Relation(RelationKind.PART_OF, ref, ref, Place("a.md", 1))

    assert list(elements(Architecture(relations=(relation,)))) == [name]


def test_characters_that_xml_forbids_are_replaced() -> None:
    ref = Ref(Kind.STAGE, "a\x00b\ufffe")
    relation = Relation(RelationKind.PART_OF, ref, ref, Place("a.md", 1))

    (element,) = elements(Architecture(relations=(relation,))).values()

    assert element[0].text == "a\ufffdb\ufffd"


def judged(command: list[str], text: str, folder: Path) -> dict[str, Any]:
    """Return what pyArchimate finds in an exchange file."""
    file = folder / "model.xml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def counts(text: str, tag: str) -> Counter[str]:
    return Counter(each.attrib[TYPE] for each in ET.fromstring(text).iter(f"{NS}{tag}"))


def assert_reads_back(architecture: Architecture, command: list[str], folder: Path) -> None:
    text = to_archimate(architecture)

    answer = judged(command, text, folder)

    assert answer["elements"] == counts(text, "element")
    assert answer["relationships"] == counts(text, "relationship")
    assert (answer["invalid"], answer["conflicting"]) == ([], [])


def test_pyarchimate_reads_the_reference_company_back(
    pyarchimate: list[str], reference_company: Path, tmp_path: Path
) -> None:
    assert_reads_back(read(Folder.read(reference_company)).architecture, pyarchimate, tmp_path)


def test_pyarchimate_reads_the_real_documents_back(
    pyarchimate: list[str], shared_folder: Path, tmp_path: Path
) -> None:
    architecture = read(Folder.read(shared_folder / "documents")).architecture

    assert_reads_back(architecture, pyarchimate, tmp_path)


def test_pyarchimate_reads_names_and_properties_back(
    pyarchimate: list[str], tmp_path: Path
) -> None:
    answer = judged(pyarchimate, to_archimate(small_company()), tmp_path)

    assert "Rooftop Solar" in answer["names"]
    assert answer["properties"]["stage.NCV-03.1"]["Stream id"] == "NCV-03"


def test_every_relation_between_every_two_kinds_is_legal(
    pyarchimate: list[str], tmp_path: Path
) -> None:
    place = Place("a.md", 1)
    refs = [Ref(kind, f"{letter} {kind}") for kind in Kind for letter in "ab"]
    every = tuple(
        Relation(kind, source, target, place)
        for kind, source, target in product(RelationKind, refs, refs)
        if source.id[0] == "a" and target.id[0] == "b"
    )

    assert_reads_back(Architecture(relations=every), pyarchimate, tmp_path)


def test_every_kind_and_every_part_has_a_type() -> None:
    assert set(TYPES) == set(Kind)
    assert set(PARTS) == set(Part)
