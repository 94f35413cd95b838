"""Loading the code of a stream package: functions bound to stages, and the types of items."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from penstock.app.items import UnfitTypeError
from penstock.app.packages.importing import NotLoadedError, imported, modules_below
from penstock.app.packages.installed import StreamPackage, UnusableStreamError
from penstock.delivery.items import ItemType, item_type
from penstock.delivery.stage_acts import StageAct, act_of
from penstock.delivery.stage_work import StageWork, work_of
from penstock.kernel.terms import key_of


class UnusableWorkError(Exception):
    """What a package offers as the work of a stage cannot be used."""

    def __init__(self, stage_id: str, *, work: str, because: str) -> None:
        self.stage_id = stage_id
        self.because = because
        super().__init__(
            f"The work of stage {stage_id}, {work}, cannot be used: {because}. "
            "Mend or remove the package that offers it."
        )


@dataclass(frozen=True, kw_only=True)
class StreamCode:
    """The code of one stream.

    Args:
        package: Where it is.
        works: What does the work of each stage, as far as it can be used.
        unusable: Why that of others cannot.
        types: The types of the stream's information items, by their keys.
        acts: What people do within its stages.
    """

    package: StreamPackage
    works: Mapping[str, StageWork]
    unusable: Mapping[str, UnusableWorkError]
    types: Mapping[str, ItemType]
    acts: tuple[StageAct, ...] = ()

    def type_of(self, item: str) -> ItemType | None:
        """Return the type of an information item; None where nothing that was loaded has one."""
        return self.types.get(key_of(item))


def load_code(package: StreamPackage) -> StreamCode:
    """Return the code of a package.

    Raises:
        UnusableStreamError: Its types or acts cannot be used.
    """
    works: dict[str, StageWork] = {}
    unusable: dict[str, UnusableWorkError] = {}
    for stage_id, entry in package.manifest.stages.items():
        if entry.work:
            try:
                works[stage_id] = _work(package, stage_id, entry.work)
            except UnusableWorkError as error:
                unusable[stage_id] = error
    try:
        acts = tuple(_acts(package))
        types = _by_key((*_types_of(works, acts), *_types_of_module(package)))
        # Whether our own are fit is a matter of our tests, and too slow for every start.
        if not package.is_own:
            require_fit(types.values())
    except (NotLoadedError, UnfitTypeError, TwoActsError) as error:
        because = str(error).rstrip(".")
        raise UnusableStreamError(
            package.stream_id, package=package.name, because=because
        ) from error
    return StreamCode(package=package, works=works, unusable=unusable, types=types, acts=acts)


def _work(package: StreamPackage, stage_id: str, words: str) -> StageWork:
    def unusable(because: str) -> UnusableWorkError:
        return UnusableWorkError(stage_id, work=f"{package.name}.{words}", because=because)

    module, _, name = words.partition(":")
    try:
        found = work_of(getattr(imported(package, module), name))
    except NotLoadedError as error:
        raise unusable(str(error)) from error
    except AttributeError as error:
        raise unusable(f"there is no {name} in {package.name}.{module}") from error
    if found is None:
        raise unusable(f'it is bound to no stage; write @stage_work("{stage_id}") above it')
    if found.stage_id != stage_id:
        raise unusable(f"it is bound to stage {found.stage_id}")
    return found


class TwoActsError(Exception):
    """Two acts of a stage are called the same."""

    def __init__(self, one: StageAct, other: StageAct) -> None:
        super().__init__(
            f"{one.takes.name} and {other.takes.name} are both “{one.name}” of {one.stage_id}"
        )


def _acts(package: StreamPackage) -> Iterator[StageAct]:
    """Yield the acts of the module that a manifest names, or of all modules of that package."""
    if not package.manifest.acts:
        return
    seen: dict[tuple[str, str], StageAct] = {}
    for module in modules_below(package, package.manifest.acts):
        for act in filter(None, map(act_of, vars(module).values())):
            other = seen.get((act.stage_id, act.name))
            if other is None:
                seen[act.stage_id, act.name] = act
                yield act
            elif other.takes.function is not act.takes.function:
                raise TwoActsError(other, act)


def _by_key(several: Iterable[ItemType]) -> dict[str, ItemType]:
    types: dict[str, ItemType] = {}
    for each in several:
        for key in each.keys:
            other = types.setdefault(key, each)
            if other.of is not each.of:
                because = f"{other.of.__module__} and {each.of.__module__} both have {each.name}"
                raise UnfitTypeError(each.name, because=because)
    return types


def require_fit(types: Iterable[ItemType]) -> None:
    """Look whether the values of types can be kept as JSON; files are kept as they are.

    Raises:
        UnfitTypeError: Those of one cannot.
    """
    from penstock.app.items.form import form_of  # pydantic is slow to import

    for each in types:
        if not each.is_file:
            form_of(each)


def _types_of(works: Mapping[str, StageWork], acts: Iterable[StageAct]) -> Iterator[ItemType]:
    for takes in (*(each.takes for each in works.values()), *(each.takes for each in acts)):
        yield from takes.types


def _types_of_module(package: StreamPackage) -> Iterator[ItemType]:
    module = package.manifest.items
    if not module:
        return
    for value in vars(imported(package, module)).values():
        if (found := item_type(value)) is not None:
            yield found
