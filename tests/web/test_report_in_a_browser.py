"""Reports in a browser: whole in themselves, usable by everyone, fit for paper and for a telephone."""

import io
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import AXE, browser, needs_browser
from conftest import ROOT
from packs import rule, submission, write_files, write_pack
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.write_report import make_report

pytestmark = needs_browser

DAY = date(2021, 4, 15)
EXAMPLES = ROOT / "examples"
NIIZA = EXAMPLES / "niiza-2021-04-15"
SUBJECTS = {
    "meeting": NIIZA,
    "a": NIIZA / "furusato.yaml",
    "i": NIIZA / "qubena.yaml",
    "u": NIIZA / "loilonote.yaml",
    "half-answered": EXAMPLES / "half-answered",
    "half-answered-case": EXAMPLES / "half-answered" / "school-library.yaml",
    "rulings": EXAMPLES / "rulings",
    "rulings-case": EXAMPLES / "rulings" / "facility-booking.yaml",
    "corrections": EXAMPLES / "corrections",
    "corrected": EXAMPLES / "corrections" / "corrected.yaml",
    "notification": NIIZA / "notifications" / "n3.yaml",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PAPER = 680
"""A4 less its margins, in CSS pixels."""
FOCUS = ("rgb(0, 0, 0)", "solid", "4px")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    made_up = {
        "after": adopted(folder),
        "hostile": hostile(folder),
        "crowded": crowded(folder / "crowded"),
    }
    for name, path in {**SUBJECTS, **made_up}.items():
        report = make_report(path, as_of=None, pack=None, today=DAY, engine="0.0.0")
        made[name] = folder / f"{name}.html"
        made[name].write_text(report.text, encoding="utf-8")
    return made


def adopted(folder: Path) -> Path:
    """The meeting once the council has spoken."""
    shutil.copytree(NIIZA, folder / "adopted")
    with (folder / "adopted" / "meeting.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "adopted:\n  ア: {conclusion: 別の文で認める。}\n  イ: {decision: approve_with_conditions}\n"
        )
    return folder / "adopted"


def hostile(folder: Path) -> Path:
    """A case whose words are as long, and as wicked, as can be."""
    shutil.copytree(NIIZA, folder / "long")
    file = folder / "long" / "furusato.yaml"
    text = file.read_text(encoding="utf-8")
    for words, wicked in (
        ("シティプロモーション課", '"課><svg onload=alert(1)>"'),
        ("name: システム業者", f"name: {'W' * 10_000}"),
        ("system: ふるさと納税業務管理システム", f"system: {'長' * 10_000}"),
        ("title: サーバーの国内設置についての確認", "title: </style><script>alert(1)</script>"),
    ):
        assert words in text
        text = text.replace(words, wicked)
    file.write_text(text, encoding="utf-8")
    return folder / "long"


def crowded(folder: Path) -> Path:
    """Forty cases, and a contractor with a hundred below it."""
    write_pack(
        folder / "rules" / "small",
        {
            "one/one-002.yaml": rule(
                "one-002", require="{.handles: true}", rest="for_each: {in: parties}\n"
            )
        },
    )
    below = ", ".join(f"{{id: b{at}, name: 再委託先{at}}}" for at in range(100))
    crowd = f"{{parties: [{{id: a, name: 委託先, handles: true, below: [{below}]}}]}}"
    files = {
        f"c{at}.yaml": submission(crowd if at == 0 else "{}", name=f"c{at}") for at in range(40)
    }
    agenda = "\n".join(
        f"  - {{item: {chr(ord('ア') + at)}, submission: {file}}}" for at, file in enumerate(files)
    )
    files["meeting.yaml"] = f"meeting: {{id: m, title: 会議, date: 2021-04-15}}\ncases:\n{agenda}\n"
    return write_files(folder, files)


NAMES = [*SUBJECTS, "after", "hostile", "crowded"]
WIDTHS = (1200, 640, 320)
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
CLOSE = "document.querySelectorAll('details').forEach(each => { each.open = false })"
WHOLE = ("meeting", "a")
# A hundred rules of one make take long to look at; a few of each kind have all there is.
THIN = """() => {
    const seen = {}
    for (const rule of document.querySelectorAll('.rule')) {
        const verdict = rule.querySelector('.badge').textContent
        seen[verdict] = (seen[verdict] ?? 0) + 1
        if (seen[verdict] > 2) {
            document.querySelectorAll(`a[href='#${rule.id}']`).forEach(
                each => each.replaceWith(each.textContent))
            rule.remove()
        }
    }
    document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(each => each.remove())
}"""
CUT = """width => [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
    const box = each.getBoundingClientRect()
    return box.width && (box.right > width + 1 || box.left < -1)
}).map(each => each.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('main *')].filter(each =>
    [...each.childNodes].some(one => one.nodeType === 3 && one.textContent.trim())
).map(each => {
    const svg = each.closest('svg')
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
    return parseFloat(getComputedStyle(each).fontSize) * scale
}).filter(size => size && size < 11)"""
# What is hidden until it is found has a box of its own; only what stands in it is not seen.
HIDDEN = """() => [...document.querySelectorAll('.folded > *')].filter(each =>
    !each.matches('.screen-only *, .case .twin, .case .twin *') && !each.checkVisibility()
).map(each => each.closest('.fold').outerHTML.slice(0, 120))"""
CLIPPED = """() => [...document.querySelectorAll('li[value]')].filter(each => {
    const room = parseFloat(getComputedStyle(each.parentElement).paddingLeft)
    return String(each.value).length * parseFloat(getComputedStyle(each).fontSize) * 0.6 > room
}).length"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen of a page in one go.

    Attributes:
        widths: how wide it is in windows of `WIDTHS`, everything open.
        paper: how wide it is on paper, everything closed before.
        cut: what goes over the edge of the paper.
        small: sizes on paper that are hard to read.
        hidden: what is folded away even on paper.
        clipped: how many numbers of questions have no room.
        violations: of the accessibility guidelines, as axe tells them.
        passes: how many guidelines axe found kept.
    """

    widths: tuple[int, ...]
    paper: int
    cut: list[str]
    small: list[float]
    hidden: list[str]
    clipped: int
    violations: list[Any]
    passes: int


@contextmanager
def opened(chromium: Browser, file: Path, *, width: int = 1200, **how: Any) -> Iterator[Page]:
    """The page; whatever it asks for beside itself, or complains of, fails the test."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, **how)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    try:
        yield page
    finally:
        context.close()
    assert asked == [file.as_uri()]
    assert said == []


def widest(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


def looked_at(chromium: Browser, file: Path, *, is_whole: bool) -> Look:
    # The page itself runs no script; what checks it has to.
    with opened(chromium, file, bypass_csp=True) as page:
        page.evaluate(CLOSE)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER, "height": 1000})
        paper, cut = widest(page), page.evaluate(CUT, PAPER)
        small, hidden = page.evaluate(SMALL), page.evaluate(HIDDEN)
        clipped = page.evaluate(CLIPPED)
        page.emulate_media(media="screen")
        page.evaluate(OPEN)
        widths = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            widths.append(widest(page))
        page.set_viewport_size({"width": 1200, "height": 900})
        if not is_whole:
            page.evaluate(THIN)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    told = [
        (each["id"], each["help"], [node["html"] for node in each["nodes"][:3]])
        for each in found["violations"]
    ]
    return Look(
        widths=tuple(widths),
        paper=paper,
        cut=cut,
        small=small,
        hidden=hidden,
        clipped=clipped,
        violations=told,
        passes=len(found["passes"]),
    )


@pytest.fixture(scope="module")
def look(chromium: Browser, files: Mapping[str, Path]) -> Callable[[str], Look]:
    """Looks at a page when it is first asked for, and once only."""
    return cache(lambda name: looked_at(chromium, files[name], is_whole=name in WHOLE))


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(look: Callable[[str], Look], name: str) -> None:
    assert look(name).violations == []
    assert look(name).passes > 20


@pytest.mark.parametrize("name", NAMES)
def test_nobody_has_to_move_the_page_sideways(look: Callable[[str], Look], name: str) -> None:
    assert all(found <= width for found, width in zip(look(name).widths, WIDTHS, strict=True)), (
        look(name).widths
    )


@pytest.mark.parametrize("name", NAMES)
def test_on_paper_nothing_is_cut_off_or_too_small_or_folded_away(
    look: Callable[[str], Look], name: str
) -> None:
    found = look(name)
    assert found.paper <= PAPER
    assert (found.cut, found.small, found.hidden, found.clipped) == ([], [], [], 0)


def test_a_browser_opens_what_is_folded_for_what_it_looks_for(
    chromium: Browser, files: Mapping[str, Path], tmp_path: Path
) -> None:
    lead = '<p class="lead">判定の理由になった回答</p>'
    text = files["a"].read_text(encoding="utf-8")
    sought = tmp_path / "sought.html"
    sought.write_text(text.replace(lead, lead.replace(" ", ' id="sought" ', 1), 1), "utf-8")
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(sought.as_uri())
        assert not page.locator("#sought").is_visible()
        # A link into it goes the way of a search: there is no way to press Ctrl+F here.
        page.goto(f"{sought.as_uri()}#sought")
        page.locator("#sought").wait_for(state="visible")
    finally:
        context.close()


def test_what_is_folded_is_seen_when_it_is_opened_and_not_before(
    chromium: Browser, files: Mapping[str, Path]
) -> None:
    with opened(chromium, files["a"]) as page:
        [closed] = page.locator("#rule-legal-001 > .folded").all()
        assert not closed.is_visible()
        page.locator("#rule-legal-001 summary").click()
        assert closed.is_visible()
        page.locator("#rule-legal-001 summary").press("Enter")
        assert not closed.is_visible()
        assert page.locator("#rule-sub-003 > .folded").is_visible()


def test_a_page_four_times_as_large_is_like_one_on_a_telephone(
    chromium: Browser, files: Mapping[str, Path]
) -> None:
    # 1280 pixels at 400 % are 320.
    with opened(chromium, files["a"], width=320, device_scale_factor=4) as page:
        assert widest(page) <= 320
        words = page.locator(".sentence").bounding_box()
        assert words is not None and words["width"] > 240


def test_scripts_do_not_run_even_where_they_would_get_in(
    chromium: Browser, files: Mapping[str, Path], tmp_path: Path
) -> None:
    text = files["a"].read_text(encoding="utf-8")
    forced = tmp_path / "forced.html"
    added = (
        "<script>document.title = 'ran'</script><style>h1 { display: none }</style>"
        "<img src='https://example.invalid/x.png' onerror=\"document.title = 'ran'\">"
    )
    forced.write_text(text.replace("</main>", f"{added}</main>"), encoding="utf-8")
    context = chromium.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("requestfinished", lambda request: asked.append(request.url))
        page.goto(forced.as_uri())
        assert page.title() != "ran"
        assert page.locator("h1").is_visible()
        assert asked == [forced.as_uri()]
    finally:
        context.close()


def test_the_keyboard_reaches_the_text_and_shows_where_it_is(
    chromium: Browser, files: Mapping[str, Path]
) -> None:
    style = (
        "() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineColor, s.outlineStyle, s.outlineWidth, s.boxShadow] }"
    )
    with opened(chromium, files["a"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "本文へ移る"
        assert page.locator(".skip").is_visible()
        outline = page.evaluate(style)
        assert tuple(outline[:3]) == FOCUS
        assert "0px 0px 0px 2px" in outline[3]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert tuple(page.evaluate(style)[:3]) == FOCUS


def test_a_rule_is_reached_by_its_link(chromium: Browser, files: Mapping[str, Path]) -> None:
    with opened(chromium, files["a"]) as page:
        page.locator("a[href='#rule-sub-003']").first.click()
        box = page.locator("#rule-sub-003").bounding_box()
        assert box is not None and -1 <= box["y"] < 900


@pytest.fixture(scope="module")
def papers(chromium: Browser, files: Mapping[str, Path]) -> Mapping[str, list[str]]:
    """The words of each page of paper."""
    return {name: printed(chromium, files[name]) for name in ("meeting", "a", "corrected")}


def printed(chromium: Browser, file: Path) -> list[str]:
    """The words of each page of paper."""
    with opened(chromium, file) as page:
        pdf = page.pdf(prefer_css_page_size=True)
    reader = PdfReader(io.BytesIO(pdf))
    [(width, height)] = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert (width, height) == (595, 842) or (width, height) == (596, 842)
    return [bare(each.extract_text()) for each in reader.pages]


def bare(words: str) -> str:
    """Words without white space, as they stand on paper wherever lines are broken."""
    return "".join(words.split())


def test_the_paper_of_the_meeting_says_the_conclusions_on_its_first_pages(
    papers: Mapping[str, list[str]],
) -> None:
    pages = papers["meeting"]
    assessed = assess_cases(NIIZA, as_of=None, pack=None, today=DAY)
    beginning = "".join(pages[:3])
    for assessment, _ in assessed.cases:
        assert bare(assessment.conclusion or "missing") in beginning
    assert len(pages) < 20
    assert "目次" not in beginning
    assert f"1/{len(pages)}" in pages[0] and f"{len(pages)}/{len(pages)}" in pages[-1]


def test_the_paper_of_a_case_has_every_rule_open(papers: Mapping[str, list[str]]) -> None:
    pages = papers["a"]
    text = "".join(pages)
    [(assessment, plan)] = assess_cases(SUBJECTS["a"], as_of=None, pack=None, today=DAY).cases
    for each in plan.rules:
        assert each.id in text
        assert bare(each.guidance or "") in without_feet(text, len(pages))
    assert len(pages) < 50
    assert bare(assessment.conclusion or "missing") in pages[0]


def without_feet(text: str, pages: int) -> str:
    """The words without page numbers, which stand in the midst of what goes over a page."""
    for number in range(1, pages + 1):
        text = text.replace(f"{number}/{pages}", "", 1)
    return text


def test_every_page_of_paper_has_something_on_it(papers: Mapping[str, list[str]]) -> None:
    for pages in papers.values():
        assert min(len(each) for each in pages[:-1]) > 150
