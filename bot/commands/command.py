"""What a command is: a typed handler, read once by its signature.

    @command("who", "Who or what something is, and who says so")
    async def who(ctx: Context, entity: EntityParam, page: PageParam = 1) -> Reply: ...

The first argument is the main one: leading words fill it. A `ParamType` turns raw text into the
annotated type and completes what a person is typing; adapters read the same declaration to make
native options. Handlers import no platform and do no I/O of their own.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args, get_type_hints

from bot.commands.context import Choice, Context
from bot.errors import UserError
from bot.reply import Call, Reply

T = TypeVar("T")
MAX_ARGUMENT = 300
"""Characters of one argument; longer text is never a name, and Discord's options may carry 6,000."""


class ParamType(Generic[T]):
    """How raw text becomes a value of type T. One small class for each sort of argument."""

    name: str = "text"
    completes: bool = False
    free_text: bool = False
    """Takes the rest of the line as it is, `word:word` included."""
    closed: bool = False
    """Its values are few and fixed: completing nothing gives them all, and a platform may list them."""
    long: bool = False
    """Asked for in several lines where a form can: prose, or a record's YAML."""
    longest: int = MAX_ARGUMENT
    """Characters it takes."""
    in_form: Literal["if required", "too", "always"] = "if required"
    """Whether a form asks for it: only when the call cannot do without; also when there is a form anyway (as all that
    is long is); or a call without it always gets a form."""
    hidden: bool = False
    """Never asked: a form fills it in by itself with its draft, to carry on what its author saw."""
    sections: frozenset[str] = frozenset()
    """The sections whose records it names, so that a call finds the topic that holds them."""

    def convert(self, ctx: Context, text: str) -> T:
        """Turn raw text into a value. Raises UserError for what the asker can mend."""
        raise NotImplementedError

    def write(self, value: T) -> str:
        """Write a value back as the raw text that names it exactly: an id, a date, a number."""
        return str(value)

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer at most 25 values for what has been typed so far, the best first."""
        return []

    def draft(self, ctx: Context, arguments: Mapping[str, str]) -> str:
        """Give what a form shows in this field before anybody typed: the record being edited, say."""
        return ""


class Handler(Protocol):
    """A typed async function: the context, then converted arguments."""

    __name__: str

    def __call__(self, ctx: Context, /, *args: Any, **kwargs: Any) -> Awaitable[Reply]:
        """Answer; the arguments are those of the handler's own signature, converted."""


@dataclass(frozen=True, slots=True)
class Param:
    """One argument as adapters need to know it."""

    name: str
    type: ParamType[Any]
    description: str
    required: bool
    keyword: str = ""
    """The handler's own name for it: `from_` where `from` is a word of the language; "" when the
    app reads it before the handler runs."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it is listed: name, what it is for, its parameters and its handler."""

    name: str
    description: str
    params: tuple[Param, ...]
    handler: Handler
    examples: tuple[str, ...] = ()
    audience: Literal["everyone", "moderators"] = "everyone"
    """Who may run it, checked when it runs; what moderators get is never shown to others."""
    local: bool = False
    """Decides only on the server it is run in, so that the moderators of any server may run it."""
    pure: bool = False
    """Its reply depends on the snapshot and the call alone, whoever asks and whenever: it may be kept."""
    menu: str = ""
    """A label for the menu of a message, whose text then fills the main parameter; "" for no entry."""
    by_button: bool = False
    """People come to it by a button that knows its arguments: lists of what can be typed leave it out."""
    waits: bool = False
    """Whether it waits for what is remembered, and so needs an event loop; the others answer at once."""

    @property
    def title(self) -> str:
        """What it is for in a few words, such as stand above a form: the description's first part."""
        return re.split(r"[;:,]", self.description, maxsplit=1)[0]

    @property
    def main(self) -> Param | None:
        """The parameter that leading words fill."""
        return self.params[0] if self.params else None

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names a typed line may use as `name:value`."""
        return tuple(param.name for param in self.params)

    def param(self, name: str) -> Param | None:
        """Find a parameter by name."""
        return next((param for param in self.params if param.name == name), None)

    def bind(self, call: Call) -> dict[str, str]:
        """Give every raw argument its name; leading words go to the main parameter.

        Raises:
            UserError: an option is unknown, an argument is too long, or a required one is missing.
        """
        arguments = {name: value for name, value in call.options.items() if value.strip()}
        for name in arguments:
            if self.param(name) is None:
                raise UserError(self._unknown(name))
        if call.words.strip():
            if self.main is None:
                raise UserError(f"/{self.name} takes no arguments.")
            if self.main.name in arguments:
                raise UserError(f"{self.main.name!r} was given twice: as words and as {self.main.name}:… .")
            arguments = {self.main.name: call.words} | arguments
        for name, value in arguments.items():
            param = self.param(name)
            assert param is not None
            if len(value) > param.type.longest:
                raise UserError(f"{name!r} has {len(value)} characters; up to {param.type.longest} can be read.")
        for param in self.params:
            if param.required and param.name not in arguments:
                raise UserError(f"/{self.name} needs {param.name!r}: {param.description}.")
        return arguments

    def missing(self, arguments: Mapping[str, str]) -> tuple[Param, ...]:
        """Give the parameters a form has to ask for: when one it cannot do without is missing, also the long ones."""
        absent = [param for param in self.params if not arguments.get(param.name, "").strip()]
        if not any(param.required or param.type.in_form == "always" for param in absent):
            return ()
        return tuple(
            param for param in absent if param.required or param.type.long or param.type.in_form != "if required"
        )

    async def run(self, ctx: Context, arguments: dict[str, str]) -> tuple[dict[str, str], Reply]:
        """Convert the arguments and answer; also give the arguments as they were understood."""
        understood, converted = {}, {}
        for param in self.params:
            if param.name in arguments:
                text = arguments[param.name]
                value = param.type.convert(ctx, text.strip("\r\n") if param.type.long else " ".join(text.split()))
                understood[param.name] = param.type.write(value)
                if param.keyword:
                    converted[param.keyword] = value
        return understood, await self.handler(ctx, **converted)

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches  # 5 ms that only a slip costs

        known = ", ".join(self.option_names) or "none"
        close = get_close_matches(name, self.option_names, 1, 0.5)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        return f"/{self.name} has no argument {name!r}. {hint}It knows: {known}."


F = TypeVar("F", bound=Callable[..., Awaitable[Reply]])


def command(
    name: str,
    description: str,
    *,
    examples: Sequence[str] = (),
    shared: Sequence[Param] = (),
    audience: Literal["everyone", "moderators"] = "everyone",
    local: bool = False,
    pure: bool = False,
    menu: str = "",
    by_button: bool = False,
    waits: bool = False,
) -> Callable[[F], Command]:
    """Read a handler's signature into a Command; `shared` parameters are read by the app instead.

    Raises:
        TypeError: a parameter has no ParamType or no description; at import, so never in service.
    """

    def read(handler: F) -> Command:
        hints = get_type_hints(handler, include_extras=True)
        params = []
        for parameter in list(inspect.signature(handler).parameters.values())[1:]:
            metadata = get_args(hints[parameter.name])[1:]
            kind = next((item for item in metadata if isinstance(item, ParamType)), None)
            text = next((item for item in metadata if isinstance(item, str)), None)
            if kind is None or text is None:
                raise TypeError(f"{handler.__name__}: {parameter.name!r} needs Annotated[…, ParamType, description]")
            required = parameter.default is inspect.Parameter.empty
            params.append(Param(parameter.name.rstrip("_"), kind, text, required, parameter.name))
        return Command(
            name,
            description,
            (*params, *shared),
            handler,
            tuple(examples),
            audience=audience,
            local=local,
            pure=pure,
            menu=menu,
            by_button=by_button,
            waits=waits,
        )

    return read
