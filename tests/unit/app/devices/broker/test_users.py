import stat
from pathlib import Path

import pytest

from penstock.app.devices.broker.users import UserError, Users, server_password, users_file


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(users_file(tmp_path / "broker"))


def test_a_password_opens_one_home_alone(users: Users) -> None:
    elm, oak = users.add("elm"), users.add("oak")

    opened = [users.are("elm", elm.encode()) for _ in range(2)]

    assert opened == [True, True]
    assert not users.are("elm", oak.encode())
    assert not users.are("fir", elm.encode())


def test_a_new_password_ends_the_old_one(users: Users) -> None:
    old = users.add("elm")
    assert users.are("elm", old.encode())

    new = users.add("elm")

    assert [users.are("elm", each.encode()) for each in (old, new)] == [False, True]


def test_a_user_that_was_removed_is_let_in_no_more(users: Users) -> None:
    password = users.add("elm")

    users.remove("elm")

    assert not users.are("elm", password.encode())


def test_nothing_that_is_kept_opens_a_home(users: Users) -> None:
    password = users.add("elm")

    kept = users.file.read_text(encoding="utf-8")

    assert password not in kept
    assert not users.are("elm", kept.strip().partition(":")[2].encode())
    assert stat.S_IMODE(users.file.stat().st_mode) == 0o600


def test_the_servers_password_is_made_once(users: Users) -> None:
    first = server_password(users)

    assert server_password(users) == first
    assert users.are("penstock", first.encode())


@pytest.mark.parametrize("name", ["", "Elm", "elm-1", "elm/1", "elm+", "x" * 41])
def test_a_name_that_is_none_is_refused(users: Users, name: str) -> None:
    with pytest.raises(UserError, match="is no name of a home"):
        users.add(name)


def test_no_home_can_be_called_as_the_server(users: Users) -> None:
    password = server_password(users)

    with pytest.raises(UserError, match="“penstock” is the server, and no home"):
        users.add_all(["elm", "penstock"])

    assert users.are("penstock", password.encode())
    assert users.names() == ("penstock",)


def test_a_line_that_is_no_users_is_named(users: Users) -> None:
    users.add("elm")
    users.file.write_text("elm:secret\n", encoding="utf-8")

    with pytest.raises(UserError, match="holds the line “elm:secret”"):
        users.names()


def test_somebody_who_is_not_there_cannot_be_removed(users: Users) -> None:
    with pytest.raises(UserError, match="There is no user “elm”"):
        users.remove("elm")
