"""The site as one uses it: copying, the menu, searching, addresses that are typed, what is empty, printing, and no motion."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.cli.app import app
from bornproof.proofs.paper.entries import PAPER

from tests.browser.test_pages import CHECKS, dead, expect, shown, stop_the_clock

Open = Callable[..., Any]

pytestmark = pytest.mark.browser
PAGE = "section-4.2.html"
ALL = f"{len(list(PAPER))} of {len(list(PAPER))} entries"


def without_clipboard(page: Any, *, older: bool) -> None:
    """As in a browser that has no clipboard for pages, and whose older way works or not; what is copied so is kept."""
    page.evaluate(
        """older => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => { window.taken = document.activeElement.value; return older; };
        }""",
        older,
    )


def focused_text(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.textContent")
    return found


@pytest.mark.parametrize(("older", "said"), [(True, "Copied"), (False, "Not copied: the browser refuses")], ids=["older", "none"])
def test_the_button_copies_in_an_older_way_or_says_that_it_cannot(older: bool, said: str, site: Path, opened: Open) -> None:
    page = opened(site / PAGE)
    without_clipboard(page, older=older)
    button, told = page.locator("button.copy").first, page.locator("#told")
    label, wanted = button.text_content(), button.get_attribute("data-latex")
    expect(told).to_have_text("")
    stop_the_clock(page)
    button.press("Enter")
    expect(button).to_have_text(said)
    assert focused_text(page) == said  # the button has the focus again
    assert page.evaluate("window.taken") == wanted
    assert page.locator("textarea").count() == 0
    expect(told).to_have_text(said)
    page.clock.run_for(2000)
    expect(button).to_have_text(label)  # after a while
    expect(told).to_have_text("")
    assert focused_text(page) == label
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_changes_is_read_aloud(site: Path, opened: Open) -> None:
    page = opened(site / PAGE)
    told = page.locator("#told")
    assert told.get_attribute("role") == "status"
    assert told.evaluate("one => one.checkVisibility() && one.getBoundingClientRect().width <= 1")  # there, and not to be seen
    front = opened(site / "index.html")
    expect(front.get_by_role("status")).to_have_text(ALL)
    front.locator("#q").fill("nothing is called so")
    expect(front.get_by_role("status")).to_have_text(f"0 of {len(list(PAPER))} entries")
    assert shown(front) == []
    front.locator("button[type=reset]").press("Enter")
    expect(front.get_by_role("status")).to_have_text(ALL)


def is_open(page: Any) -> bool:
    found: bool = page.evaluate("document.querySelector('.menu').open")
    return found


def test_the_menu_closes(site: Path, opened: Open) -> None:
    page = opened(site / PAGE)
    menu = page.locator(".menu summary")
    menu.press("Enter")
    links = page.locator(".menu a")
    assert links.first.is_visible()
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        assert is_open(page)
    assert page.evaluate("document.activeElement.closest('.menu') !== null")
    page.keyboard.press("Tab")  # behind the last of them
    assert not is_open(page)
    assert page.evaluate("document.activeElement.closest('nav') !== null")
    menu.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert focused_text(page) == "Sections"
    menu.press("Enter")
    page.mouse.click(4, 880)  # beside it
    assert not is_open(page)
    menu.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert not is_open(page)


@pytest.mark.parametrize(
    "typed",
    [
        ("rho_12", "ρ_12", "ρ₁₂", r"\rho_{12}", "RHO_12"),
        ("kappa t", "κ t", "κt", "Κ T"),
        ("Born's rule", "Born’s rule", "born`s RULE", "Bornʼs rule"),
        ("claim.2.1-pure-state", "claim.2.1−pure–state", "CLAIM.2.1‐PURE‑STATE"),
        ("epsilon", "ε", r"\varepsilon", "ϵ"),
        ("Lambda_IJ", "Λ_IJ", "λ_ij"),
    ],
    ids=lambda typed: typed[0],
)
def test_letters_and_marks_are_found_however_they_are_typed(typed: tuple[str, ...], site: Path, opened: Open) -> None:
    page = opened(site / "index.html")
    found = []
    for text in typed:
        page.locator("#q").fill(text)
        found.append(shown(page))
    assert 0 < len(found[0]) < len(list(PAPER))
    assert all(each == found[0] for each in found), dict(zip(typed, map(len, found), strict=True))


@pytest.mark.parametrize("address", ["#(31.3)", "#31.3", "#eq.31.3", "#EQ.31.3", "#%2831.3%29", "#31.3."])
def test_a_number_leads_to_its_entry(address: str, site: Path, opened: Open) -> None:
    page = opened(site / "index.html", address)
    page.wait_for_url("**/section-4.4*#eq.31.3")
    assert page.evaluate("document.querySelector(':target').id") == "eq.31.3"


@pytest.mark.parametrize("address", ["#eq.31.", "#31.", "#31", "#(31)", "#eq.31"])
def test_a_number_of_several_lines_shows_them(address: str, site: Path, opened: Open) -> None:
    page = opened(site / "index.html", address)
    assert shown(page) == ["eq.31.1", "eq.31.2", "eq.31.3"]
    assert page.locator("#q").input_value() == "eq.31."


def test_an_anchor_of_another_page_leads_there(site: Path, opened: Open) -> None:
    page = opened(site / PAGE, "#eq.39.4")
    page.wait_for_url("**/section-appendix*#eq.39.4")
    assert page.evaluate("document.querySelector(':target').id") == "eq.39.4"
    page.goto((site / PAGE).as_uri())
    page.evaluate("location.hash = '#eq.4'")  # while one reads it
    page.wait_for_url("**/section-2.1*#eq.4")
    page.goto((site / PAGE).as_uri() + "#eq.99")
    page.wait_for_url("**/index.html#eq.99")
    expect(page.get_by_role("status")).to_have_text(f"{ALL}; no entry is called eq.99")
    page.goto((site / PAGE).as_uri() + "#main")  # it is here
    assert page.url.endswith(f"{PAGE}#main")


PLAIN = '''
from bornproof.proofs.ledger import Claim, Language, Ledger, Source
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

a = Symbol("a", nonnegative=True)
LANGUAGE = Language(names=(a,))
LEDGER = Ledger(
    tuple(
        Claim(
            name, section, "Twice a number.", printed=LANGUAGE.latex("b &= 2a"), derive=lambda _: derivation("twice", 2 * a),
            domain=Domain(points=lambda: ({a: k} for k in range(60))), oracle=lambda point: 2 * point[a],
        )
        for name, section in (("eq.1", ""), ("eq.2", "  "), ("claim.alone", "2"))
    ),
    source=Source("a book"),
    language=LANGUAGE,
)
'''


def test_what_stands_in_no_section_and_what_is_not_wrong(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "plain.py").write_text(PLAIN)
    made = tmp_path / "site"
    assert app(["report", "--html", str(made), "--ledger", f"{tmp_path / 'plain.py'}:LEDGER"], standalone_mode=False) == 0
    assert dead(made) == []
    page = opened(made / "index.html", "#section=Without+a+section")
    assert shown(page) == ["eq.1", "eq.2"]
    expect(page.get_by_role("status")).to_have_text("2 of 3 entries")
    expect(page.locator("main")).to_contain_text("Nothing is wrong among these entries.")
    expect(page.locator("main")).to_contain_text("3 entries: 2 equations as they are printed, and 1 sentence of the paper.")
    assert page.locator(".wrong, .erratum").count() == 0
    assert page.evaluate(CHECKS) == page.faults == []
    alone = opened(made / "section-2.html")
    assert alone.locator("h1").text_content() == "Section 2: claim.alone"
    expect(alone.locator(".entry")).to_contain_text("Derivation in 1 step (in general)")


def test_nothing_moves(site: Path, opened: Open) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth";
    }).length"""
    for name in ("index.html", PAGE, "graph.html", "figures.html"):
        page = opened(site / name)
        for wanted in ("no-preference", "reduce"):
            page.emulate_media(reduced_motion=wanted)
            assert page.evaluate(moving) == 0, (name, wanted)


def test_what_is_folded_is_printed_and_folded_again(site: Path, opened: Open) -> None:
    page = opened(site / PAGE)
    opened_now = "[...document.querySelectorAll('.entry details')].map(one => one.open)"
    page.locator(".entry summary").first.press("Enter")
    before = page.evaluate(opened_now)
    assert {*before} == {True, False}
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert {*page.evaluate(opened_now)} == {True}
    page.emulate_media(media="print")
    for hidden in ("header", ".skip", ".turn", ".buttons", ".contents", ".near"):
        assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden
    assert page.locator(".entry .steps").first.is_visible()
    assert page.evaluate("[...document.querySelectorAll('.formula math')].filter(one => one.checkVisibility()).length") > 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(opened_now) == before


def test_a_link_that_is_followed_late_takes_nothing_from_what_is_typed(site: Path, opened: Open) -> None:
    """On a busy machine a browser tells of a link within the page when one types already."""
    page = opened(site / "index.html")
    page.focus("#q")
    page.keyboard.type("tr")
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange', {newURL: location.href.split('#')[0] + '#entries'}))")
    page.keyboard.type("ace")
    expect(page).to_have_url((site / "index.html").as_uri() + "#q=trace")
    assert page.evaluate("document.activeElement.id") == "q"
