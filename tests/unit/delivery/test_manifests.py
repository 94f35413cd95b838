import pytest

from penstock.delivery.manifests import ManifestError, StageEntry, read_manifest
from penstock.kernel.sides import Side

MANIFEST = """
id = "NCV-03"
extra = "solar"
items = "items"
acts = "stages"

[stages."NCV-03.1"]
work = "energy_analysis:qualify_lead"
side = "non-regulated"

[stages."NCV-03.5"]
status = "by-hand"
because = "Crews install; the platform records what they report."
papers = ["Purchase orders", "Installation photo"]

[stages."NCV-03.R1"]
procedure = "repair"
status = "exempt"
because = "Nobody repairs yet."
"""


def test_a_manifest_tells_what_becomes_of_each_stage() -> None:
    manifest = read_manifest(MANIFEST, file="solar/stream.toml")

    assert (manifest.stream_id, manifest.extra, manifest.items) == ("NCV-03", "solar", "items")
    assert manifest.acts == "stages"
    assert manifest.stages == {
        "NCV-03.1": StageEntry(work="energy_analysis:qualify_lead", side=Side.NON_REGULATED),
        "NCV-03.5": StageEntry(
            status="by-hand",
            because="Crews install; the platform records what they report.",
            papers=("Purchase orders", "Installation photo"),
        ),
        "NCV-03.R1": StageEntry(status="exempt", because="Nobody repairs yet.", procedure="repair"),
    }


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ('work = "qualify"\nside = "regulated"', 'write it as "module:function"'),
        ('work = "a:b"', "says no side"),
        ('work = "a:b"\nside = "private"', "side is “private”, which is none of regulated"),
        ('work = "a:b"\nside = "regulated"\nstatus = "exempt"', "either work"),
        ("", "either work"),
        ('status = "byhand"', "neither by-hand nor exempt"),
        ("work = 5", "work is 5, not a text"),
        ('papers = "Photo"', "papers is 'Photo', not a list of names"),
        ('papers = [" "]', "papers is [' '], not a list of names"),
        ('papers = ["Photo", "Photo"]', "which names one twice"),
        ('wrk = "a:b"', "has “wrk”, which nobody knows (did you mean work?)"),
    ],
)
def test_what_a_stage_cannot_be_is_told(line: str, because: str) -> None:
    text = f'id = "X-01"\n[stages."X-01.1"]\n{line}\n'

    with pytest.raises(ManifestError) as refused:
        read_manifest(text, file="x/stream.toml")

    assert '[stages."X-01.1"]' in str(refused.value)
    assert because in str(refused.value)


def test_everything_is_told_at_once() -> None:
    with pytest.raises(ManifestError) as refused:
        read_manifest("extra = 1\nstage = 2\n[stages]\na = 3\n", file="x/stream.toml")

    assert len(refused.value.problems) == 4


def test_what_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(ManifestError, match=r"x/stream.toml cannot be followed: .* line 1"):
        read_manifest("id: NCV-03", file="x/stream.toml")
