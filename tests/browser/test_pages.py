"""The site in a real browser: all of it is to be seen, read, reached and used, in both themes and on a telephone."""

import os
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bornproof.proofs.cli.app import app
from bornproof.proofs.ledger import Kind
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.errata import place_of

from tests.browser.conftest import PATIENCE

REQUIRED = os.environ.get("BORNPROOF_BROWSER") == "required"  # then its absence is an error, and no skip
PLAYWRIGHT = "playwright.sync_api"
sync_api = import_module(PLAYWRIGHT) if REQUIRED else pytest.importorskip(PLAYWRIGHT, reason="no browser test: no playwright")
expect = sync_api.expect
expect.set_options(timeout=PATIENCE)
Open = Callable[..., Any]

pytestmark = pytest.mark.browser
CHECKS = (Path(__file__).parent / "checks.js").read_text(encoding="utf-8")
WIDE, NARROW = 1280, 375
LARGEST = 500_000  # bytes of a page
SOON, LOADS = 1.0, 4  # seconds of work, not of waiting for others, until a page is of use; in the best of so many
REFERENCE = "api/"
WHOLE = "section-4.2.html"  # whose formulas axe sees sign by sign


def names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


class Links(HTMLParser):
    """The ids and links of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given[name] or "" for name in ("href", "src") if name in given]


def dead(site: Path) -> list[str]:
    """Links that lead nowhere, filters apart, and ids that stand twice."""
    pages = {name: Links(site / name) for name in names(site)}
    found = [f"{name}: {each} stands twice" for name, page in pages.items() for each in {*page.ids} if page.ids.count(each) > 1]
    for name, page in pages.items():
        for link in page.links:
            to, _, fragment = link.partition("#")
            to = normpath(Path(name).parent / to) if to else name
            lands = (site / to).is_file() and (not fragment or "=" in fragment or unquote(fragment) in pages[to].ids)
            found += [] if lands else [f"{name}: {link}"]
    return found


def test_every_formula_is_seen_and_nothing_is_raw(site: Path, opened: Open) -> None:
    wrong = {}
    for name in names(site):
        page = opened(site / name)
        page.evaluate("document.fonts.ready")
        for width, theme in ((WIDE, "light"), (NARROW, "light"), (NARROW, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            found = page.evaluate(CHECKS)
            if name.startswith(REFERENCE):  # docstrings are in the notation of the code
                found = [each for each in found if not each.startswith("raw text")]
            wrong[name, width, theme] = [*page.faults, *found]
        page.context.close()
    assert {at: found for at, found in wrong.items() if found} == {}


def test_there_is_something_to_see(site: Path) -> None:
    texts = [(site / name).read_text(encoding="utf-8") for name in names(site)]
    assert sum(text.count("<math") for text in texts) > 3000
    assert sum(text.count('class="entry"') for text in texts) == len(list(PAPER))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<math><mi>x</mi></math>", ""),
        ('<math style="font-size:0"><mi>x</mi></math>', "no size"),
        ('<p hidden><math><mi>x</mi></math></p>', "no size"),
        ("<p>where \\rho stays</p>", "raw text"),
        ("<p>q**2</p>", "raw text"),
        ("<p>rho[1, 2]</p>", "raw text"),
        ('<div style="width:3000px">x</div>', "wide"),
        ('<div class="formula" style="width:30px;overflow:hidden"><math><mi>abcdefghijkl</mi></math></div>', "cut by"),
        ('<div class="formula"><math><mi>x</mi></math><math><mi>x</mi></math></div>', "2 times"),
    ],
)
def test_the_checks_say_no(body: str, seen: str, site: Path, tmp_path: Path, opened: Open) -> None:
    (tmp_path / "mathematics.woff2").write_bytes((site / "mathematics.woff2").read_bytes())
    (tmp_path / "site.css").write_text((site / "site.css").read_text(encoding="utf-8"))
    text = f'<!doctype html><link rel="stylesheet" href="site.css"><main><math><mi>y</mi></math>{body}</main>'
    (tmp_path / "page.html").write_text(text)
    page = opened(tmp_path / "page.html")
    page.evaluate("document.fonts.ready")
    found = page.evaluate(CHECKS)
    assert bool(found) == bool(seen)
    assert all(seen in each for each in found)


def test_what_a_page_says_on_the_console_is_heard(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><script src=missing.js></script><script>undefined.x</script>")
    assert len(opened(tmp_path / "page.html").faults) >= 2


def test_every_link_lands(site: Path) -> None:
    assert dead(site) == []


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a id="x" href="#y">y</a><a id="x" href="a.html#x">x</a>')
    assert dead(tmp_path) == ["a.html: x stands twice", "a.html: b.html", "a.html: #y"]


def shown(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all("#table tbody tr:not([hidden]) th a", "all => all.map(one => one.textContent)")
    return found


def test_an_address_keeps_the_filters(site: Path, opened: Open) -> None:
    page = opened(site / "index.html", "#verdict=misprint&section=Appendix")
    assert "eq.36.1" in shown(page)
    verdicts = page.eval_on_selector_all("#table tbody tr:not([hidden])", "all => all.map(one => one.dataset.verdict)")
    assert {*verdicts} == {"misprint"}
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("#table tbody tr").filter(visible=True).count() == len(verdicts)
    expect(page.get_by_role("status")).to_have_text(f"{len(shown(page))} of {len(list(PAPER))} entries")
    page.goto((site / "index.html").as_uri() + "#engine=balls&kind=theorem&q=thm.trace")
    assert "thm.trace" in shown(page)  # with those that speak of it
    assert len(shown(page)) < 10


ADDRESSES = {
    "#verdict=nonsense": ("", "; no verdict is called nonsense"),
    "#verdict=HOLDS": ("#verdict=holds", ""),
    "#verdict=Out+of+Scope": ("#verdict=out-of-scope", ""),
    "#verdict=false&section=2.1": ("#verdict=false&section=Section+2.1", ""),
    "#kind=equations&section=3,000": ("#kind=equation", "; no section is called 3,000"),
    "#verdikt=false": ("", "; there is no filter verdikt"),
    "#31": ("#q=eq.31.", ""),
    "#(EQ.31)": ("#q=eq.31.", ""),
    "#eq.99": ("", "; no entry is called eq.99"),
    "#<b>x</b>": ("", "; no entry is called <b>x</b>"),
    "#%": ("", "; no entry is called %"),
}  # with another that shows the same, and what is said


def test_an_address_is_read_kindly_and_what_means_nothing_is_named(site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    status, front = page.get_by_role("status"), (site / "index.html").as_uri()
    for address, (same, said) in ADDRESSES.items():
        page.goto(front + (same or "#"))
        expected = shown(page)
        page.goto(front + address)
        expect(status).to_have_text(f"{len(expected)} of {len(list(PAPER))} entries{said}")
        assert shown(page) == expected != [], address
        assert page.evaluate("document.activeElement.id") == "found", address
    page.locator("#q").fill("trace")
    expect(status).to_have_text(f"{len(shown(page))} of {len(list(PAPER))} entries")


def test_an_address_may_be_a_number(site: Path, opened: Open) -> None:
    page = opened(site / "index.html", "#(39.4)")
    page.wait_for_url("**/section-appendix*#eq.39.4")


def test_ids_statements_notes_and_formulas_are_searched(site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    for searched in ("rho", r"\rho_{12}", "ρ", "rho_22", "two slips", "exp(-kappa*t/2) sqrt(1", "EQ.31", "4.4 coherence"):
        page.locator("#q").fill(searched)
        assert "eq.31.3" in shown(page), searched
        assert len(shown(page)) < len(list(PAPER)), searched


def test_the_first_screen_says_what_is_wrong_and_how_sure_that_is(site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    wrong = [claim for claim in PAPER if claim.kind is Kind.EQUATION and claim.corrected]
    said = page.locator(".wrong li")
    assert said.locator("a").all_text_contents() == [place_of(claim) for claim in wrong]
    assert all(len(text) > 30 for text in said.all_text_contents())
    assert page.locator(".wrong").evaluate("one => one.getBoundingClientRect().bottom") < 900
    expect(page.locator(".wrong")).to_contain_text(f"{len(wrong)} equations are false as printed")
    assert page.locator(".wrong").inner_text().count("for each of these") == 3
    expect(page.locator(".lead cite")).to_have_text(PAPER.source.title)
    first = page.eval_on_selector_all(".erratum", "all => all.map(one => one.id)")[: len(wrong)]
    assert first == [f"error-{claim.id}" for claim in wrong]


def test_a_deep_link_leads_to_its_entry(site: Path, opened: Open) -> None:
    page = opened(site / "index.html", "#eq.39.4")
    page.wait_for_url("**/section-appendix*#eq.39.4")
    assert page.evaluate("document.querySelector(':target').id") == "eq.39.4"
    assert 0 <= page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900


def focus(page: Any, wanted: str) -> None:
    """Go to an element with the key Tab alone."""
    for _ in range(1500):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached")


def test_the_table_is_used_by_the_keyboard_alone(site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    focus(page, ".skip[href='#entries']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("quadrature")
    page.keyboard.press("Control+a")
    page.keyboard.type("trace")
    expect(page).to_have_url((site / "index.html").as_uri() + "#q=trace")
    few = shown(page)
    assert 0 < len(few) < 100
    focus(page, "select[name=verdict]")
    page.keyboard.type("holds")
    expect(page).to_have_url((site / "index.html").as_uri() + "#q=trace&verdict=holds")
    assert set(shown(page)) < set(few)
    focus(page, "button[type=reset]")
    page.keyboard.press("Enter")
    expect(page).to_have_url((site / "index.html").as_uri())
    assert len(shown(page)) == len(list(PAPER))


def test_what_is_folded_is_opened_by_the_keyboard_alone(site: Path, opened: Open) -> None:
    page = opened(site / "section-4.2.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    focus(page, ".entry summary")
    for is_open in (True, False):
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open") is is_open
    page.reload()
    focus(page, ".menu summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.menu').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.menu').open")


def test_the_theme_is_chosen_and_kept(site: Path, opened: Open) -> None:
    page = opened(site / "glossary.html")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    focus(page, "#theme")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("#theme")).to_have_text("Theme: dark")
    assert page.evaluate(colour) != light
    page.reload()
    expect(page.locator("#theme")).to_have_text("Theme: dark")
    assert page.evaluate(colour) != light


def stop_the_clock(page: Any) -> None:
    """What a page shows for a while, it shows until one lets its clock go on."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def test_latex_is_copied(site: Path, opened: Open) -> None:
    page = opened(site / "section-4.2.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button.copy").first
    wanted = button.get_attribute("data-latex")
    stop_the_clock(page)
    button.press("Enter")
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == wanted


def test_print_has_no_buttons_and_is_light(site: Path, opened: Open) -> None:
    page = opened(site / "section-4.2.html", dark=True)
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.locator("button.copy").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.pdf()[:4] == b"%PDF"


def worked(page: Any) -> float:
    """The seconds of work of a page until it is loaded, once more."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def test_pages_are_small_and_soon_there(site: Path, opened: Open) -> None:
    for name in names(site):
        assert (site / name).stat().st_size <= LARGEST, name
        took = list[float]()
        while len(took) < LOADS and min(took, default=SOON) >= SOON:
            page = opened(site / name)
            took.append(worked(page))
            page.context.close()
        assert 0 < min(took) < SOON, (name, took)


def test_axe_finds_nothing(site: Path, opened: Open, axe: str) -> None:
    found: dict[Any, Any] = {}
    for name in names(site):
        page = opened(site / name)
        page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true; })")
        if name != WHOLE:  # a formula is one word for axe, but for a page: it would take minutes
            page.evaluate("document.querySelectorAll('math').forEach(one => { one.textContent = one.textContent; })")
        page.evaluate(f"() => {{ {axe} }}")
        found[name, "light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[name, "dark"] = violations(page, "color-contrast", "link-in-text-block")
        page.context.close()
    assert WHOLE in names(site)
    assert {at: each for at, each in found.items() if each} == {}


def test_axe_says_no(tmp_path: Path, opened: Open, axe: str) -> None:
    text = "<!doctype html><html><body style='color:#aaa;background:#bbb'><p>to be read</p><img src='data:,'></body></html>"
    (tmp_path / "page.html").write_text(text)
    page = opened(tmp_path / "page.html")
    page.evaluate(f"() => {{ {axe} }}")
    assert {"color-contrast", "image-alt", "html-has-lang"} <= {each.partition(":")[0] for each in violations(page)}


def violations(page: Any, *rules: str) -> list[str]:
    """What axe finds, by all rules or by those on colours that are named."""
    options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": [*rules]} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{each['id']}: {[node['html'][:90] for node in each['nodes'][:3]]}" for each in found]


HOSTILE = '''
from bornproof.proofs.ledger import Claim, Form, Language, Ledger, Source
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

a = Symbol("a", nonnegative=True)
BAD = "<script>window.broken = 1</script><img src=x onerror='window.broken = 1'>]]></annotation></math><!-- \u202eabc \U0001f600"
BAD += 300 * "w"


def points():
    for k in range(60):
        yield {a: k}


LANGUAGE = Language(names=(a,))
LEDGER = Ledger(
    (
        Claim(
            "claim." + BAD, "../" + BAD, BAD, name="<script>window.broken = 1</script>", printed=(a + a,), note=BAD,
            derive=lambda values: derivation(BAD, 2 * a), domain=Domain(points=points, scope=BAD),
            oracle=lambda point: 2 * point[a],
        ),
        *(
            Claim(
                name, section, BAD, name=r"\\text{</annotation>]]><script>window.broken = 1</script>}", printed=(3 * a,),
                derive=lambda values: derivation(BAD, 2 * a), domain=Domain(points=points), oracle=lambda point: 2 * point[a],
                corrected=Form((2 * a,)), corrected_statement=BAD, note=BAD,
            )
            for name, section in (
                ("claim.Ab", "Cd"), ("claim.ab", "cd"), ("claim.../x", "../x"), ("claim.\u202eab", 300 * "s"),
                ("claim.verdict=holds", "cd"), ("claim.%41 &#?", "cd"),
            )
        ),
        Claim(
            "eq.1", "..", BAD, printed=LANGUAGE.latex("b &= 2a"), uses=("claim." + BAD,),
            derive=lambda values: derivation(BAD, 2 * a), domain=Domain(points=points), oracle=lambda point: 2 * point[a],
        ),
    ),
    source=Source(BAD),
    language=LANGUAGE,
)
'''


def test_what_a_ledger_says_is_shown_and_not_run(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "hostile.py").write_text(HOSTILE)
    site = tmp_path / "site"
    assert app(["report", "--html", str(site), "--ledger", f"{tmp_path / 'hostile.py'}:LEDGER"], standalone_mode=False) == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "__pycache__") == ["hostile.py", "site"]
    ours = [name for name in names(site) if not name.startswith(REFERENCE)]
    assert len({name.lower() for name in ours}) == len(ours) == 9
    assert "</script" not in (site / "words.js").read_text(encoding="utf-8")
    for name in ours:
        page = opened(site / name)
        page.wait_for_timeout(50)
        assert page.evaluate("window.broken") is None
        assert page.faults == []
        assert page.evaluate("document.querySelectorAll('script').length") == (2 if name == "index.html" else 1)
        assert "<script>" in page.evaluate("document.body.textContent")
        assert [each for each in page.evaluate(CHECKS) if not each.startswith("raw text")] == []
        page.set_viewport_size({"width": NARROW, "height": 900})
        assert [each for each in page.evaluate(CHECKS) if not each.startswith("raw text")] == []
    assert dead(site) == []


def test_the_counts_are_those_of_the_run(site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    told = {
        row.locator(".chip").inner_text().split()[1]: sum(int(one) for one in row.locator("td").all_inner_texts() if one != "–")
        for row in page.locator(".counts tbody tr").all()
    }
    rows = page.eval_on_selector_all("#table tbody tr", "all => all.map(one => one.dataset.verdict)")
    assert told == {verdict: rows.count(verdict) for verdict in told}
    assert sum(told.values()) == len(rows) == len(list(PAPER))
    link = page.locator(".counts td a").first
    link.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{link.inner_text()} of {len(rows)} entries")
    expect(page.get_by_role("status")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#table') !== null")


def test_no_entry_has_two_boxes_of_one_name(site: Path, opened: Open) -> None:
    titles = "[...one.querySelectorAll('.title')].map(title => title.firstChild.textContent.trim())"
    for name in names(site):
        page = opened(site / name)
        for entry, found in page.eval_on_selector_all(".entry, .erratum", f"all => all.map(one => [one.id, {titles}])"):
            assert len({*found}) == len(found), (entry, found)
            assert ("printed" in found) <= ("eq." in entry), entry
        page.context.close()


def test_the_drawing_fits_a_page_and_marks_what_is_next_to_an_entry(site: Path, opened: Open) -> None:
    page = opened(site / "graph.html")
    assert page.evaluate("(one => one.scrollWidth <= one.clientWidth)(document.querySelector('.scroll'))")
    focus(page, "a[href$='#thm.winner']")
    told = {name.partition(":")[0] for name in page.locator(".graph a.near-by title").all_text_contents()}
    wanted = {"thm.winner", *PAPER["thm.winner"].uses, *PAPER.dependents("thm.winner")}
    assert told == wanted
    joins = "all => all.map(one => one.dataset.joins)"
    assert len({*page.eval_on_selector_all(".graph path.near-by", joins)}) == len(wanted) - 1  # those over a cut are drawn twice
    page.keyboard.press("Tab")
    assert "thm.winner" not in page.evaluate("document.activeElement.getAttribute('href')")
