from pathlib import Path

import pytest

from penstock.app.signing_in.oidc.settings import UnfitProviderError, configured

GOOD = """
[[provider]]
name = "company"
title = "Company sign-in"
issuer = "https://login.example"
client_id = "penstock"
client_secret_file = "secret"
claim = "preferred_username"
scopes = ["groups"]
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "oidc.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_provider_is_configured_with_its_secret_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n", encoding="utf-8")

    (provider,) = configured(_file(tmp_path, GOOD))

    assert (provider.name, provider.client_secret) == ("company", "s3cret")
    assert provider.scopes == ("openid", "groups")
    assert "s3cret" not in repr(provider)


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured() == ()
    (tmp_path / "secret").write_text("s3cret", encoding="utf-8")

    monkeypatch.setenv("PENSTOCK_OIDC", str(_file(tmp_path, GOOD)))

    assert [each.title for each in configured()] == ["Company sign-in"]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", r"no \[\[provider\]\]"),
        ("x = [", "no TOML"),
        (GOOD, "secret cannot be read"),
        ("[[provider]]\nname = 'a'", "lacks issuer, client_id, claim"),
        (GOOD + "colour = 'red'", "has no colour"),
        (GOOD.replace("https:", "http:"), "not reached by https"),
        (GOOD.replace('"company"', '"../x"'), "no name of a provider"),
        (GOOD + "algorithms = ['none']", "algorithms are some of RS256"),
        (GOOD + "algorithms = ['HS256']", "algorithms are some of RS256"),
        (2 * GOOD.replace("client_secret_file", "#"), "two providers of one name"),
    ],
)
def test_what_cannot_be_a_provider_is_said(tmp_path: Path, text: str, because: str) -> None:
    with pytest.raises(UnfitProviderError, match=because):
        configured(_file(tmp_path, text))
