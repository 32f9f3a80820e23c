"""How much a template may do: a budget that every round of a loop, call, filter and text draws on.

The sandbox keeps a template from reaching out; it does not keep it from looping for an hour or from
padding a word to a gigabyte. There is no clock in here, so that what is refused is refused always.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from checklist_engine.ground.lazy_dataclasses import dataclass

_MOST = 5_000_000
_CALL = 100
_LONGEST = 10_000
_LARGEST_BITS = 1_000
_MOST_IN_A_RANGE = 1_000
_ROUNDS, _SIZED, _TEXT, _WEIGHED = "_rounds", "_sized", "_text", "_weighed"
_LISTS = (list, tuple, Mapping)
# They print a list as Python spells it.
_OF_TEXTS = frozenset({
    "capitalize", "cell", "indent", "lines", "lower", "replace", "string", "striptags",
    "title", "trim", "truncate", "upper", "urlencode", "wordcount", "wordwrap",
})  # fmt: skip
# They make as much as a number says.
_WIDENING = ("batch", "center", "indent", "round", "slice")
# What pads by a width that stands in the text itself, or has no business in a paper.
_REFUSED = ("format", "filesizeformat", "pprint", "random", "urlize", "xmlattr")
TEXT_METHODS = frozenset({
    "capitalize", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdecimal",
    "isdigit", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace",
    "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
    "strip", "title", "upper",
})  # fmt: skip
"""What may be called on a text; the others pad it, or build it by a pattern."""


@dataclass(slots=True)
class Budget:
    """What is left to one filling of one template."""

    left: int = _MOST

    def draw(self, cost: int) -> None:
        """Take from it.

        Raises:
            MemoryError: there is not that much left.
        """
        self.left -= cost
        if self.left < 0:
            raise MemoryError

    def rounds(self, items: Iterable[object]) -> Iterator[object]:
        """The items of a loop, each paid for when its turn comes."""
        for item in items:
            self.draw(1)
            yield item

    def sized(self, made: object) -> object:
        """What was made, paid for by its length."""
        self.draw(_size(made))
        return made

    def weighed(self, item: object) -> object:
        """What goes into a list, paid for with all that is in it.

        Lists of lists of the same list are small in memory, and endless to print or to compare.
        """
        self.draw(1)
        if isinstance(item, Mapping):
            for each in item.values():
                self.weighed(each)
        elif isinstance(item, _LISTS):
            for each in item:
                self.weighed(each)
        return item

    def operation(self, operator: str, left: object, right: object) -> None:
        """Pay for a sum or product before it is made.

        Raises:
            MemoryError: it would grow beyond any paper.
            TypeError: a text is formatted with `%`.
        """
        if operator == "%" and isinstance(left, str):
            raise TypeError
        if operator == "+":
            self.draw(_size(left) + _size(right))
        elif operator == "*":
            for text, times in ((left, right), (right, left)):
                if isinstance(times, int) and _size(text) * times > _LONGEST:
                    raise MemoryError
        if isinstance(left, int) and isinstance(right, int):
            bits = (left.bit_length(), right.bit_length())
            if operator == "*" and sum(bits) > _LARGEST_BITS:
                raise MemoryError
        if operator == "**" and not _is_small_power(left, right):
            raise MemoryError


def limit(environment: Environment, budget: Budget) -> None:
    """Make all that templates of this environment do draw on a budget."""
    for name in _REFUSED:
        environment.filters.pop(name, None)
    environment.filters.update(
        {name: _paid(name, each, budget) for name, each in environment.filters.items()}
    )
    environment.filters |= {
        _ROUNDS: budget.rounds,
        _SIZED: budget.sized,
        _TEXT: _only_text,
        _WEIGHED: budget.weighed,
    }
    environment.globals["range"] = _short_range
    # The same meeting gives the same bytes.
    del environment.globals["lipsum"]


def limited(template: nodes.Template) -> nodes.Template:
    """The template with all its loops, texts and lists going through the filters of `limit`.

    Raises:
        TemplateSyntaxError: a loop calls itself.
    """
    found: nodes.Template = _Limiter().visit(template)
    return found


def call_cost(function: object, arguments: Iterable[object]) -> int:
    """What a call costs: a text that is replaced by texts may grow by all of their lengths."""
    return _CALL + _cost(getattr(function, "__self__", None), arguments)


class _Limiter(NodeTransformer):
    """Loops are counted, texts that are put together measured, lists weighed."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - what jinja2 calls
        if node.recursive:
            raise TemplateSyntaxError("a loop that calls itself", node.lineno)
        node.iter = _through(_ROUNDS, node.iter)
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        node.nodes = [_through(_TEXT, each) for each in node.nodes]
        return _through(_SIZED, self.generic_visit(node))

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        node.items = [_through(_WEIGHED, each) for each in node.items]
        return self.generic_visit(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        if node.ctx == "load":
            node.items = [_through(_WEIGHED, each) for each in node.items]
        return self.generic_visit(node)

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        node.value = _through(_WEIGHED, node.value)
        return self.generic_visit(node)


def _through(name: str, node: Any) -> nodes.Expr:
    """The node passed through a filter; a literal needs none of it."""
    if isinstance(node, nodes.Const | nodes.TemplateData):
        return node
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _paid(name: str, original: Callable[..., object], budget: Budget) -> Callable[..., object]:
    """A filter that draws on the budget by what it is given, and by what it makes."""
    skipped = 1 if hasattr(original, "jinja_pass_arg") else 0

    @wraps(original)
    def paid(*arguments: Any, **options: Any) -> object:
        before, rest = arguments[:skipped], arguments[skipped:]
        value, further = rest[0], rest[1:]
        if name == "join" and not isinstance(value, str):
            value = [*value]
            # The second thing that follows is an attribute.
            if not options and len(further) < 2:
                value = [_only_text(each) for each in value]
        elif name in _OF_TEXTS:
            _only_text(value)
        given = (*further, *options.values())
        budget.draw(_cost(value, given))
        if name in _WIDENING:
            budget.draw(
                (1 + _size(value)) * sum(abs(each) for each in given if isinstance(each, int))
            )
        return budget.sized(original(*before, value, *further, **options))

    return paid


def _cost(value: object, arguments: Iterable[object]) -> int:
    """Every letter of a value may become each of the texts."""
    texts = sum(len(each) for each in arguments if isinstance(each, str))
    return (1 + _size(value)) * max(1, texts)


def _size(value: object) -> int:
    # A word that is not there has a length, too, and takes note of whoever asks for it.
    return len(value) if isinstance(value, (str, *_LISTS)) else 0


def _only_text(value: object) -> object:
    """The value, unless Python would have to spell it.

    Raises:
        TypeError: it is a list or the like.
    """
    if isinstance(value, (*_LISTS, Iterator)):
        raise TypeError
    return value


def _short_range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > _MOST_IN_A_RANGE:
        raise MemoryError
    return made


def _is_small_power(left: object, right: object) -> bool:
    if not isinstance(right, int) or right < 0:
        return False
    return right * (left.bit_length() if isinstance(left, int) else 64) <= _LARGEST_BITS
