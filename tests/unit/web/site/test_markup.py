from penstock.architecture.model import Kind, Ref
from penstock.kernel.findings import Severity
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from penstock.web.site.markup import Here, severity, side
from tests.small_company import STAGES
from tests.small_site import edition_of

EDITION = edition_of()
STAGE = Ref(Kind.STAGE, "NCV-03.2")


def test_links_are_relative_to_the_page_they_stand_in() -> None:
    deep = Here(EDITION, "value-streams/NCV-03/stages/NCV-03.2.html")

    assert deep.to("index.html") == "../../../index.html"
    assert Here(EDITION, "index.html").to("search.html") == "search.html"


def test_a_link_says_id_and_name() -> None:
    assert str(Here(EDITION, "index.html").link(STAGE)) == (
        '<a href="value-streams/NCV-03/stages/NCV-03.2.html">'
        '<b class="id">NCV-03.2</b> Design Array</a>'
    )


def test_names_from_documents_cannot_become_markup() -> None:
    edition = edition_of(stages=STAGES.replace("Design Array", "<script>alert(1)</script>"))

    link = Here(edition, "index.html").link(STAGE)

    assert "<script>" not in link
    assert "&lt;script&gt;" in link


def test_what_no_document_defines_is_marked() -> None:
    unknown = Ref(Kind.CAPABILITY, "99.9")

    assert "not defined" in Here(EDITION, "index.html").link(unknown)


def test_a_source_leads_to_its_line_and_names_the_whole_path() -> None:
    source = Here(EDITION, "products/index.html").source(Place("stages.md", 22))

    assert 'href="../sources/stages.md.html#L22"' in source
    assert 'title="stages.md, line 22"' in source


def test_further_lines_of_one_document_are_shown_by_number() -> None:
    places = (Place("stages.md", 22), Place("stages.md", 30))

    assert str(Here(EDITION, "index.html").sources(places)).count("stages.md</span>") == 1


def test_marks_always_carry_their_word() -> None:
    assert "AES non-regulated" in side(Side.NON_REGULATED)
    assert "side not stated" in side(None)
    assert "warning" in severity(Severity.WARNING)
