"""What each kind of element is called, what it means, and in which folder its pages lie."""

from collections.abc import Mapping
from typing import NamedTuple

from penstock.architecture.model import Kind


class KindWords(NamedTuple):
    """The words for a kind.

    Args:
        folder: The folder of its pages.
        one: One of them.
        many: All of them.
        short: The same in a menu.
        meaning: What it is, in one sentence.
    """

    folder: str
    one: str
    many: str
    short: str
    meaning: str


KINDS: Mapping[Kind, KindWords] = {
    Kind.VALUE_STREAM: KindWords(
        "value-streams",
        "Value stream",
        "Value streams",
        "Value streams",
        "Work from the first trigger to the value that a stakeholder receives.",
    ),
    Kind.STAGE: KindWords(
        "stages",
        "Stage",
        "Stages",
        "Stages",
        "The phases of each value stream: what goes in, what comes out, and what it takes.",
    ),
    Kind.CAPABILITY: KindWords(
        "capabilities",
        "Capability",
        "Capabilities",
        "Capabilities",
        "What the company must be able to do, whoever does it and however.",
    ),
    Kind.PRODUCT: KindWords(
        "products",
        "Product",
        "Products",
        "Products",
        "What is sold, or given as a regulated service, and which streams deliver it.",
    ),
    Kind.STAKEHOLDER: KindWords(
        "stakeholders",
        "Stakeholder",
        "Stakeholders",
        "Stakeholders",
        "Who sets a stream off, takes part in it or receives its value.",
    ),
    Kind.INFORMATION: KindWords(
        "information",
        "Information item",
        "Information items",
        "Information",
        "What stages take in and give out.",
    ),
    Kind.METRIC: KindWords(
        "metrics",
        "Key metric",
        "Key metrics",
        "Metrics",
        "The figures by which value streams are judged: where they stand and where they must be.",
    ),
    Kind.ORGANIZATION_UNIT: KindWords(
        "organization-units",
        "Organisation unit",
        "Organisation units",
        "Units",
        "The parts of the company, and who reports to whom.",
    ),
    Kind.ROLE: KindWords(
        "roles",
        "Role",
        "Roles",
        "Roles",
        "What people act as, and which stages they do or answer for.",
    ),
    Kind.SYSTEM: KindWords(
        "systems",
        "System",
        "Systems",
        "Systems",
        "Applications and platforms, and the work that relies on them.",
    ),
    Kind.PARTNER: KindWords(
        "partners",
        "Partner",
        "Partners",
        "Partners",
        "Organisations outside the company that its work depends on.",
    ),
    Kind.POLICY: KindWords(
        "policies",
        "Policy",
        "Policies",
        "Policies",
        "Rules that the work must keep.",
    ),
    Kind.OPERATING_MODEL: KindWords(
        "operating-model",
        "Part of the operating model",
        "Operating model",
        "Operating model",
        "What the company's sides share, what is kept apart, who decides and who pays.",
    ),
}
"""All kinds, in the order of the menu."""
