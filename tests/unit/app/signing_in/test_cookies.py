from penstock.app.signing_in.cookies import no_cookie, session_cookie


def test_over_https_the_cookie_is_bound_to_its_host() -> None:
    assert session_cookie("abc", is_secure=True) == (
        "__Host-penstock=abc; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"
    )


def test_without_https_no_browser_would_take_a_name_that_promises_it() -> None:
    assert session_cookie("abc", is_secure=False) == (
        "penstock=abc; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"
    )


def test_a_session_that_ends_takes_its_cookie_along() -> None:
    assert no_cookie(is_secure=True).startswith("__Host-penstock=; Path=/; Max-Age=0;")
