"""The model as an ArchiMate Model Exchange File (The Open Group, format 3.1)."""

from xml.etree import ElementTree as ET

from penstock.architecture.exchange.archimate_model import (
    Concept,
    Properties,
    Relationship,
    concepts,
    relationships,
)
from penstock.architecture.exchange.archimate_terms import ASSOCIATION
from penstock.architecture.exchange.characters import legal_in_xml
from penstock.architecture.model import Architecture

_NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
_SCHEMA = "http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd"
_HEAD = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
    "identifier": "id-architecture",
}


def to_archimate(architecture: Architecture) -> str:
    """Return the model as XML that ArchiMate tools read.

    An element is written once, in the view that merges all its statements, with every place and
    every other name among its properties; so is a relation. Elements that relations name and no
    document defines are written too. Views are left to the tool.
    """
    known = concepts(architecture)
    relations = {each.identifier: each for each in relationships(architecture, known)}
    root = ET.Element("model", _HEAD)
    _words(root, "name", "Business architecture")
    _add(root, "elements", [_element(each) for each in known.values()])
    _add(root, "relationships", [_relationship(each) for each in relations.values()])
    _add(root, "organizations", _folders(list(known.values())))
    used = {name for each in known.values() for name in each.properties}
    used |= {name for each in relations.values() for name in each.properties}
    _add(root, "propertyDefinitions", [_definition(name) for name in sorted(used)])
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add(parent: ET.Element, tag: str, children: list[ET.Element]) -> None:
    """Add a list; the format allows no empty ones."""
    if children:
        ET.SubElement(parent, tag).extend(children)


def _words(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag, {"xml:lang": "en"}).text = legal_in_xml(text)


def _element(concept: Concept) -> ET.Element:
    element = ET.Element("element", {"identifier": concept.identifier, "xsi:type": concept.type})
    _words(element, "name", concept.name)
    if concept.documentation:
        _words(element, "documentation", concept.documentation)
    _properties(element, concept.properties)
    return element


def _relationship(relation: Relationship) -> ET.Element:
    element = ET.Element(
        "relationship",
        {
            "identifier": relation.identifier,
            "source": relation.source,
            "target": relation.target,
            "xsi:type": relation.term.type,
        }
        | ({"accessType": relation.term.access} if relation.term.access else {})
        | ({"isDirected": "true"} if relation.term == ASSOCIATION else {}),
    )
    if relation.name:
        _words(element, "name", relation.name)
    _properties(element, relation.properties)
    return element


def _properties(parent: ET.Element, properties: Properties) -> None:
    box = ET.SubElement(parent, "properties")
    for name, text in properties.items():
        _words(ET.SubElement(box, "property", {"propertyDefinitionRef": _ref(name)}), "value", text)


def _definition(name: str) -> ET.Element:
    definition = ET.Element("propertyDefinition", {"identifier": _ref(name), "type": "string"})
    _words(definition, "name", name)
    return definition


def _ref(name: str) -> str:
    return f"property.{name.replace(' ', '-').lower()}"


def _folders(known: list[Concept]) -> list[ET.Element]:
    """Return a folder for each kind, with references to what is in it."""
    folders: dict[str, ET.Element] = {}
    for concept in known:
        kind = concept.properties["Kind"]
        if kind not in folders:
            folders[kind] = ET.Element("item")
            _words(folders[kind], "label", kind.replace("-", " ").capitalize())
        ET.SubElement(folders[kind], "item", {"identifierRef": concept.identifier})
    return list(folders.values())
