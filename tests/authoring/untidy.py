"""Data written as YAML by somebody who cares for no style: what a formatter has to put up with."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random

from checklist_engine.formats.yaml_text import scalar

SAFE = re.compile(r"[^\W\d_][\w.・、。（）「」]*")


class Untidy:
    """Writes values, with keys in any order; `comments` are those that it strews in."""

    def __init__(self, seed: int, *, block_texts: bool = True) -> None:
        self.random = Random(seed)
        self.block_texts = block_texts
        self.comments: list[str] = []

    def text(self, value: object) -> str:
        lines = [
            *self.strewn(0),
            *self.block(value, self.random.choice([0, 0, 0, 2])),
            *self.strewn(0),
        ]
        text = "\n".join(lines) + "\n" * self.random.randint(0, 3)
        return self.random.choice(["", "---\n"]) + text

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def comment(self) -> str:
        self.comments.append(f"# 注釈{len(self.comments)}: 「a: b」")
        return self.comments[-1]

    def strewn(self, indent: int) -> list[str]:
        """Blank lines and comments, as far left or right as pleases."""
        lines = []
        while self.chance(0.2):
            column = self.random.choice([indent, indent, max(indent - 2, 0), indent + 3])
            lines.append(
                " " * column + self.comment()
                if self.chance(0.5)
                else " " * self.random.randint(0, 3)
            )
        return lines

    def tail(self) -> str:
        """What may follow a value on its line."""
        return (
            f"{' ' * self.random.randint(1, 4)}{self.comment()}"
            if self.chance(0.1)
            else " " * self.random.choice([0, 0, 2])
        )

    def block(self, value: object, indent: int) -> list[str]:
        """A value in lines of its own."""
        if isinstance(value, Mapping) and value and self.chance(0.8):
            return self.mapping(value, indent)
        if (
            isinstance(value, Sequence)
            and not isinstance(value, str)
            and value
            and self.chance(0.8)
        ):
            return self.items(value, indent)
        return self.inline(value, " " * indent, indent)

    def mapping(self, value: Mapping[str, object], indent: int) -> list[str]:
        keys = list(value)
        self.random.shuffle(keys)
        lines = []
        for key in keys:
            lines += self.strewn(indent)
            lines += self.entry(
                f"{' ' * indent}{self.scalar(key)}{' ' * self.chance(0.1)}:", value[key], indent
            )
        return lines

    def items(self, value: Sequence[object], indent: int) -> list[str]:
        lines = []
        for each in value:
            lines += self.strewn(indent)
            if isinstance(each, (Mapping, list)) and each and self.chance(0.7):
                deeper = indent + self.random.choice([2, 2, 4])
                inside = self.block(each, deeper)
                if inside[0].strip()[:1] not in ("", "#") and self.chance(0.8):
                    inside[0] = f"{' ' * indent}-{inside[0][indent + 1 :]}"
                    lines += inside
                else:
                    lines += [f"{' ' * indent}-{self.tail()}", *inside]
            else:
                lines += self.entry(f"{' ' * indent}-", each, indent)
        return lines

    def entry(self, mark: str, value: object, indent: int) -> list[str]:
        if isinstance(value, (Mapping, list)) and value and self.chance(0.6):
            if isinstance(value, list) and not mark.endswith("-") and self.chance(0.3):
                # A list may stand as far left as its key.
                return [mark + self.tail(), *self.strewn(indent), *self.items(value, indent)]
            inside = self.block(value, indent + self.random.choice([1, 2, 2, 4]))
            return [mark + self.tail(), *self.strewn(indent + 2), *inside]
        if self.chance(0.1):
            deeper = indent + self.random.randint(1, 4)
            return [mark + self.tail(), *self.inline(value, " " * deeper, indent)]
        return self.inline(value, mark + " " * self.random.choice([1, 1, 1, 3]), indent)

    def inline(self, value: object, prefix: str, indent: int) -> list[str]:
        """A value behind what stands before it, on that line at least."""
        if (
            isinstance(value, str)
            and SAFE.fullmatch(value)
            and self.block_texts
            and self.chance(0.1)
        ):
            return [f"{prefix}{self.random.choice('|>')}-", " " * (indent + 5) + value]
        if isinstance(value, str) and " " in value and self.chance(0.3):
            first, rest = json.dumps(value, ensure_ascii=False).split(" ", 1)
            return [prefix + first, " " * (indent + self.random.randint(1, 5)) + rest + self.tail()]
        lines = self.flow(value, indent)
        return (
            [prefix + lines[0], *lines[1:-1], lines[-1] + self.tail()]
            if lines[1:]
            else [prefix + lines[0] + self.tail()]
        )

    def flow(self, value: object, indent: int) -> list[str]:
        """A value in brackets, on one line or several."""
        if isinstance(value, Mapping):
            keys = list(value)
            parts = [
                [f"{self.scalar(key)}{self.space()}: ", self.flow(value[key], indent)]
                for key in keys
            ]
            written = [[f"{mark}{lines[0]}", *lines[1:]] for mark, lines in parts]
            return self.bracketed("{", written, "}", indent)
        if isinstance(value, list):
            return self.bracketed("[", [self.flow(each, indent) for each in value], "]", indent)
        return [self.scalar(value)]

    def bracketed(self, start: str, parts: list[list[str]], end: str, indent: int) -> list[str]:
        lines = [start + self.space()]
        for at, part in enumerate(parts):
            if self.chance(0.1):
                lines[-1] += f"  {self.comment()}" if self.chance(0.3) else ""
                lines += [f"  {self.comment()}"] if self.chance(0.3) else []
                lines.append(" " * (indent + self.random.randint(1, 6)))
            lines[-1] += part[0]
            lines += part[1:]
            comma = "," if at < len(parts) - 1 or self.chance(0.1) else ""
            lines[-1] += self.space() + comma + self.space()
        lines[-1] += end
        return lines

    def space(self) -> str:
        return " " * self.random.choice([0, 0, 1, 2])

    def scalar(self, value: object) -> str:
        match value:
            case None:
                return self.random.choice(["null", "~"])
            case bool():
                return "true" if value else "false"
            case str():
                return self.words(value)
            case _:
                return str(value)

    def words(self, text: str) -> str:
        styles = [json.dumps(text, ensure_ascii=False)]
        if text.isprintable():
            styles.append("'" + text.replace("'", "''") + "'")
        if SAFE.fullmatch(text) and isinstance(scalar(text), str):
            styles += [text] * 3
        return self.random.choice(styles)
