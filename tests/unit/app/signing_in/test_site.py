import pytest

from penstock.app.signing_in.site import Site


@pytest.mark.parametrize(
    ("address", "takes"),
    [
        ("https://penstock.example/me", True),
        ("http://localhost:8765/", True),
        ("http://penstock.example/", False),
        ("http://127.0.0.1:8765/", False),
        ("https://192.0.2.7/", False),
        ("https://[2001:db8::7]/", False),
    ],
)
def test_passkeys_are_made_for_a_name_by_https_or_on_this_machine(
    address: str, takes: bool
) -> None:
    assert Site.at(address).takes_passkeys is takes


def test_a_site_is_scheme_name_and_port() -> None:
    site = Site.at("https://penstock.example:8443/me?x=y")

    assert (site.origin, site.host) == ("https://penstock.example:8443", "penstock.example")
    assert site.is_secure


@pytest.mark.parametrize("address", ["penstock.example", "ftp://x", "https://", ""])
def test_a_site_has_a_whole_address(address: str) -> None:
    with pytest.raises(ValueError, match="begin with https"):
        Site.at(address)
