"""What the program needs to run carries a permissive licence."""

import re
from importlib import metadata
from pathlib import Path

ACCEPTED = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|MPL-2\.0|MPL 2\.0)\b")
REFUSED = re.compile(r"\b[AL]?GPL|Affero|GNU (Lesser )?General Public|Commons Clause|SSPL|BUSL")


def stated_licence(distribution: metadata.Distribution) -> str:
    """Return what a package says of its licence; the title of its licence file if nothing else."""
    fields = distribution.metadata
    stated = [
        *fields.get_all("License-Expression", []),
        *(line for line in fields.get_all("Classifier", []) if line.startswith("License ::")),
        *(text.splitlines()[0] for text in fields.get_all("License", []) if text.strip()),
    ]
    return "; ".join(stated) or title_of_licence_file(distribution)


def title_of_licence_file(distribution: metadata.Distribution) -> str:
    for file in distribution.files or []:
        if re.fullmatch(r"LICEN[CS]E(\.\w+)?", file.name):
            return file.read_text().strip().splitlines()[0]
    return "nothing"


def test_every_package_the_program_needs_is_permissively_licensed(checkout: Path) -> None:
    lock = (checkout / "locks" / "runtime.txt").read_text(encoding="utf-8")
    # Packages for other systems only are not here to be asked.
    names = re.findall(r"^([\w.-]+)==\S+ \\$", lock, flags=re.MULTILINE)

    licences = {name: stated_licence(metadata.distribution(name)) for name in names}

    doubtful = {
        name: licence
        for name, licence in licences.items()
        if not ACCEPTED.search(licence) or REFUSED.search(licence)
    }
    assert doubtful == {}
    assert "click" in licences
