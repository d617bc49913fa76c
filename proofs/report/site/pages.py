"""All pages of the site, as texts by their names: they are rendered from templates, and every text of a ledger is escaped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bornproof.proofs.checks.run import Run
from bornproof.proofs.counts import counted, several
from bornproof.proofs.ledger import Claim, Engine, Entry, Kind, Ledger, Verdict
from bornproof.proofs.report.errata import Part, parts_of, place_in_paper, place_of, section_of
from bornproof.proofs.report.show import ENGINES, Background
from bornproof.proofs.report.site.certainty import certainty
from bornproof.proofs.report.site.entry_view import EntryView, view, without_repetition
from bornproof.proofs.report.site.glossary import DESCRIBED, GLOSSARY, MARKS, MEANINGS, NOUNS
from bornproof.proofs.report.site.graph import Node, whole
from bornproof.proofs.report.site.mathematics import sentence
from bornproof.proofs.report.site.search_words import search_words

__all__ = ["FRONT", "REFERENCE", "Drawing", "pages", "pages_named"]

FRONT = "index.html"
REFERENCE = "api/index.html"
HERE = Path(__file__).parent
MOST = 12  # entries on a page: a longer section is continued on others; equations of which the first screen says what is wrong
LONGEST = 60  # characters of a section in the name of a file
STILL = ("words.js", FRONT, "glossary.html", "graph.html")  # besides the pages of sections
STATIC = ("site.css", "site.js", "mathematics.woff2", "OFL.txt")


@dataclass(frozen=True)
class Section:
    """A section of the paper, or a part of a long one, on a page of its own."""

    title: str
    part: str  # where it is on several pages
    page: str
    held: str  # the equations that are there; or, without one, the first and the last entry
    entries: tuple[EntryView, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many entries of each verdict."""
        return Counter(entry.verdict for entry in self.entries)

    @property
    def short(self) -> str:
        """Its title in a menu: a number is of a section."""
        return ", ".join(filter(None, (self.title.removeprefix("Section "), self.part.partition(" of ")[0])))


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG, with what it shows in a few words, a caption with mathematics, and the ids of the entries it shows."""

    name: str
    svg: bytes
    shown: str
    caption: str
    entries: tuple[str, ...]


def pages(
    run: Run,
    ledger: Ledger,
    backgrounds: Mapping[str, Background],
    option: str = "",
    drawings: Sequence[Drawing] = (),
    *,
    reference: bool = False,
) -> Iterator[tuple[str, str | bytes]]:
    """The files of the site, by their names.

    Parameters
    ----------
    run, ledger
        What was found, and on what.
    backgrounds
        Of each entry, by its id: its derivation as an example, the theorems on it, and what rests on it.
    option
        What a command needs besides to find the ledger, as `--ledger mine.py:LEDGER`.
    drawings
        Pictures, which get a page where there are any.
    reference
        Whether a page REFERENCE will stand beside these.
    """
    from markupsafe import Markup

    entries = {entry.id: entry for entry in run.entries}
    sections = list(_sections(map(ledger.__getitem__, entries)))
    nodes = {claim.id: _node(claim, entries[claim.id], page) for _, _, page, found in sections for claim in found}
    views = {
        entry.id: view(ledger[entry.id], entry, backgrounds.get(entry.id, Background()), nodes, option) for entry in run.entries
    }
    shown = [
        Section(title, part, page, _held(found), tuple(without_repetition(views[claim.id] for claim in found)))
        for title, part, page, found in sections
    ]
    counts = Counter((entry.verdict, ledger[entry.id].kind) for entry in run.entries)
    common = {
        "source": ledger.source,
        "version": version("bornproof"),
        "sections": shown,
        "settled": run.settled,
        "marks": {verdict.value: mark for verdict, mark in MARKS.items()},
        "meanings": {verdict.value: meaning for verdict, meaning in MEANINGS.items()},
        "nodes": nodes,
        "drawings": drawings,
        "reference": REFERENCE if reference else "",
    }
    kinds = {kind.value: several(noun) for kind, noun in NOUNS.items() if any(of is kind for _, of in counts)}
    parts = parts_of(run, ledger)
    errata = {part: [views[claim.id] for claim, _ in pairs] for part, pairs in parts.items()}
    wrong = errata.pop(Part.ERRORS, [])
    front = {
        "errata": {kind: of for kind in kinds if (of := [entry for entry in wrong if entry.kind == kind])},
        "sure": certainty(entry for _, entry in parts.get(Part.ERRORS, [])),
        "missing": {part.value: found for part, found in errata.items()},
        "most": MOST,
        "nouns": {kind.value: noun for kind, noun in NOUNS.items()},
        "described": _described(ledger[name].kind for name in entries),
    }
    found = {verdict.value: {kind: counts[verdict, Kind(kind)] for kind in kinds} for verdict in Verdict}
    heard = {item.engine for entry in run.entries for item in entry.evidence}
    choices = {
        "engines": {engine.value: ENGINES[engine] for engine in Engine if engine in heard},
        "kinds": kinds,
        "counts": {verdict: of for verdict, of in found.items() if any(of.values())},
    }
    render = _renderer(common)
    yield "words.js", search_words(ledger[entry.id] for entry in run.entries)
    yield FRONT, render("front.html", **front, **choices)
    for before, section, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
        yield section.page, render("section.html", section=section, before=before, after=after)
    yield "glossary.html", render("glossary.html", glossary=GLOSSARY)
    used = {premise for node in nodes.values() for premise in node.premises}
    alone = [node for node in nodes.values() if not node.premises and node.id not in used]
    drawn = Markup(whole(list(nodes.values())))  # noqa: S704  (drawn by us, with the ids escaped)
    yield "graph.html", render("graph.html", drawn=drawn, alone=alone)
    if drawings:
        captions = {each.name: sentence(each.caption) for each in drawings}
        yield "figures.html", render("figures.html", captions=captions)
    yield from ((f"figure-{each.name}.svg", each.svg) for each in drawings)
    yield from ((name, (HERE / "static" / name).read_bytes()) for name in STATIC)


def _renderer(common: Mapping[str, Any]) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(HERE / "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["counted"] = counted
    return lambda name, **given: made.get_template(name).render(**common, **given)


def pages_named(claims: Iterable[Claim], figures: Iterable[str] = ()) -> Iterator[str]:
    """The names of the files that `pages` makes of those claims, with pictures of those names.

    >>> sorted(pages_named([Claim("eq.1", "2.1", "It stays.", undecidable="x")]))[-4:]
    ['section-2.1.html', 'site.css', 'site.js', 'words.js']
    """
    drawn = [f"figure-{name}.svg" for name in figures]
    yield from (*STILL, *STATIC, *drawn, *(["figures.html"] if drawn else []))
    yield from (page for _, _, page, _ in _sections(claims))


def _sections(claims: Iterable[Claim]) -> Iterator[tuple[str, str, str, Sequence[Claim]]]:
    """The sections in the paper's order, in parts: title, which part, the page, and its entries in the ledger's order."""
    ordered = sorted(claims, key=lambda claim: (place_in_paper(claim), claim.section))
    taken: set[str] = set()
    for section, entries in groupby(ordered, key=lambda claim: claim.section):
        found = list(entries)
        number = -(-len(found) // MOST)
        size = -(-len(found) // number)
        name = re.sub(r"[^a-z0-9.]+", "-", section.lower())[:LONGEST].strip("-.") or "other"
        while taken & {*(made := _names(name, number))}:
            name += "-x"
        taken.update(made)
        for part, page in enumerate(made):
            said = f"part {part + 1} of {number}" if number > 1 else ""
            yield section_of(found[0]), said, page, found[part * size : (part + 1) * size]


def _names(section: str, number: int) -> list[str]:
    """The pages of a section."""
    return [f"section-{section}{f'-part-{part + 1}' if number > 1 else ''}.html" for part in range(number)]


def _held(claims: Sequence[Claim]) -> str:
    """Which equations are among them; without one, the first and the last of them.

    >>> made = [Claim(name, "2", "It stays.", undecidable="x") for name in ("eq.3.1", "claim.x", "eq.4", "claim.y")]
    >>> _held(made), _held(made[:2]), _held([made[1], made[3]])
    ('(3.1)–(4)', '(3.1)', 'claim.x to claim.y')
    """
    equations = [place_of(claim) for claim in claims if claim.equation]
    first, *_, last = equations * 2 or [claims[0].id, claims[-1].id]
    return first if first == last else f"{first}–{last}" if equations else f"{first} to {last}"


def _described(kinds: Iterable[Kind]) -> str:
    """How many entries of which kinds there are.

    >>> _described([Kind.THEOREM, Kind.EQUATION, Kind.EQUATION])
    '3 entries: 2 equations as they are printed, and 1 theorem about the model, which is not in it'
    """
    counts = Counter(kinds)
    found = [f"{counted(counts[kind], NOUNS[kind])} {words[counts[kind] > 1]}" for kind, words in DESCRIBED.items() if counts[kind]]
    said = f"{', '.join(found[:-1])}, and {found[-1]}" if len(found) > 1 else "".join(found)
    return f"{counted(counts.total(), 'entry')}: {said}"


def _node(claim: Claim, entry: Entry, page: str) -> Node:
    premises = (*claim.uses, *((claim.once_mended.line,) if claim.once_mended else ()))
    address = f"{page}#{quote(claim.id)}"
    return Node(claim.id, address, entry.verdict.value, MARKS[entry.verdict], tuple(dict.fromkeys(premises)))
