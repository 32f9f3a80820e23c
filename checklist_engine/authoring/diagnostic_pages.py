"""Pages of diagnostics: what each code is about, why, and how it looks wrong and right."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from textwrap import dedent

from checklist_engine.authoring.fault_catalogue import fault_pages
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.lint.catalogue import HEADINGS
from checklist_engine.lint.check import Check, Severity
from checklist_engine.reporting.layout import Canvas, Tone

_BANDS = {
    "E1": ("ファイルの読取り", "どの種類のファイルにも起こる、文字、YAML 及び項目の誤りです。"),
    "E2": ("規則集", "規則、事実、条件、適用区分及び設定値の誤りです。"),
    "E3": (
        "提出内容と会議",
        "提出内容、会議、裁定及び規則の試験の誤り並びに命令の使い方の誤りです。",
    ),
    "E4": ("文とひな形", "差込みのある文と、文書案のひな形の誤りです。"),
    "W5": (
        "点検",
        (
            "`checklist lint` が知らせる、規則集として読めても、思ったとおりの意味ではないと思われるものです。"
            "重さは規則集の `lint.yaml` で変えられ、"
            "理由を添えた注釈（`# checklist: ignore W520 理由`）で一か所だけ見逃すこともできます。"
        ),
    ),
}
_NOTE = "このページは `checklist docs --language` がプログラムから作ります。"
_SAMPLE = (
    "例は、[規則の書き方](../writing-rules.md)の見本の規則集と、それに対する提出内容のうち、関係するところだけを"
    "示したものです。"
)
_LANGUAGES = {".j2": "jinja", ".jsonl": "json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or (as `code`) lines that stand as they are."""

    text: str
    code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticPage:
    """The page of one code: blocks by heading, in the order of HEADINGS."""

    code: str
    title: str
    severity: Severity
    parts: dict[str, tuple[Block, ...]]


def diagnostic_pages(checks: Sequence[Check]) -> tuple[DiagnosticPage, ...]:
    """The pages of all codes, in order: those of faults, and those of lint checks."""
    faults = [page_of(code, text, Severity.ERROR) for code, text in fault_pages().items()]
    linted = [page_of(check.code, check.page, check.severity) for check in checks]
    return tuple(sorted([*faults, *linted], key=lambda page: page.code))


def page_of(code: str, text: str, severity: Severity) -> DiagnosticPage:
    """The page that a docstring (or a text of the fault catalogue) holds.

    Raises:
        ValueError: it has not the form that pages have.
    """
    title, _, rest = text.strip().partition("\n")
    body = re.split(rf"^({'|'.join(HEADINGS)})$", rest, flags=re.MULTILINE)
    found = tuple(body[1::2])
    if found != HEADINGS or body[0].strip():
        raise ValueError(f"{code}: a page has a title and then {HEADINGS}, not {found}")
    parts = {
        heading: tuple(_blocks(written)) for heading, written in zip(found, body[2::2], strict=True)
    }
    if not title.strip() or not all(parts.values()):
        raise ValueError(f"{code}: a part of the page is empty")
    return DiagnosticPage(code=code, title=title.strip(), severity=severity, parts=parts)


def _blocks(written: str) -> Iterator[Block]:
    """Indented lines are code, with the blank ones among them; others are paragraphs."""
    marked: list[tuple[bool, str]] = []
    code = False
    for line in written.strip("\n").split("\n"):
        code = line.startswith("    ") if line.strip() else code
        marked.append((code, line))
    for is_code, group in groupby(marked, key=itemgetter(0)):
        text = "\n".join(line for _, line in group)
        if is_code:
            yield Block(text=dedent(text).strip("\n"), code=True)
        else:
            for paragraph in re.split(r"\n\s*\n", text.strip()):
                if paragraph:
                    yield Block(text=_joined(paragraph.split("\n")), code=False)


def _joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph: Japanese runs on without a space; an item of a list keeps its line."""
    text = lines[0]
    for line in lines[1:]:
        if line.startswith("- "):
            text += f"\n{line}"
        else:
            text += f"{' ' if _are_apart(text[-1:], line[:1]) else ''}{line.strip()}"
    return text


def _are_apart(left: str, right: str) -> bool:
    """Whether a space stands between: around words of half-width letters, and around code."""
    words = all(each.isalnum() or each == "`" for each in (left, right))
    return words and (left.isascii() or right.isascii())


def band_pages(pages: Sequence[DiagnosticPage]) -> Iterator[tuple[str, str]]:
    """(file name, Markdown): an index, and one page a range of codes."""
    bands = {
        band: [page for page in pages if page.code.startswith(band)]
        for band in dict.fromkeys(page.code[:2] for page in pages)
    }
    yield "README.md", _index(bands)
    for band, inside in bands.items():
        name, about = _BANDS[band]
        lines = [f"# {band}　{name}", "", _NOTE, "", about + ("" if band == "W5" else _SAMPLE)]
        for page in inside:
            lines += ["", *_markdown(page)]
        yield f"{band}.md", "\n".join(lines) + "\n"


def _index(bands: dict[str, list[DiagnosticPage]]) -> str:
    lines = [
        "# 診断の一覧",
        "",
        _NOTE,
        "",
        "ファイルに誤りがあると、場所（ファイル、行、桁）、符号、内容及び直し方が示されます。符号ごとの説明です。",
        "端末では、`checklist docs --explain E203` のように、符号を添えて見られます。符号の意味は変えません。",
    ]
    for band, pages in bands.items():
        name, about = _BANDS[band]
        lines += [
            "",
            f"## {band}　{name}",
            "",
            about,
            "",
            "| 符号 | 内容 | 重さ |",
            "|---|---|---|",
        ]
        lines += [
            f"| [{page.code}]({band}.md#{page.code.lower()}) | {page.title} | {page.severity.label} |"
            for page in pages
        ]
    return "\n".join(lines) + "\n"


def _markdown(page: DiagnosticPage) -> Iterator[str]:
    yield from (f"## {page.code}", "", f"**{page.title}**（{page.severity.label}）")
    for heading, blocks in page.parts.items():
        yield from ("", f"**{heading}**")
        for block in blocks:
            yield ""
            if not block.code:
                yield block.text
                continue
            yield from (f"```{_language(block.text)}", *_as_shown(block.text), "```")


def _language(code: str) -> str:
    if code.startswith("$ "):
        return "sh"
    first = code.split("\n", 1)[0]
    return _LANGUAGES.get(PurePosixPath(first).suffix, "yaml")


def _as_shown(code: str) -> list[str]:
    return [line.removeprefix("$ ") for line in code.split("\n")]


def page_text(page: DiagnosticPage, canvas: Canvas) -> Iterator[str]:
    """One page on a terminal."""
    yield canvas.paint(f"■ {page.code}　{page.title}［{page.severity.label}］", Tone.STRONG)
    for heading, blocks in page.parts.items():
        yield f"  {heading}"
        for block in blocks:
            if block.code:
                yield from (f"      {line}".rstrip() for line in block.text.split("\n"))
            else:
                yield from canvas.hang("", block.text, indent=4)


def page_json(page: DiagnosticPage) -> dict[str, object]:
    """The same, for a program."""
    keys = dict(zip(HEADINGS, ("what", "why", "bad", "good"), strict=True))
    return {
        "code": page.code,
        "title": page.title,
        "severity": page.severity.value,
        **{
            keys[heading]: [{"text": block.text, "code": block.code} for block in blocks]
            for heading, blocks in page.parts.items()
        },
    }
