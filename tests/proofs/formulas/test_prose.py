"""Mathematics within sentences: whole formulas, no mark of a list and no author among them, over all that the ledger says."""

import re
from collections.abc import Iterator

import pytest
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.formulas.mathml.mathml_printer import as_mathml
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER

CALL, CAPITAL = r"(?<!\w)[A-Za-z]{1,3}\((?!\d)", r"(?<![.?] )(?<![\w'.(-])(?!\A)[A-Z](?![\w'.-])"  # left as words
SIGNS = r"<=|>=|!=|->|\bsqrt\b|\|up|\|down|\blog\b|exp\(|\^|[A-Za-z]_|[-+*/=<>] ?\$|\$\(|\$ [-+*/](?!,)|\|\S*>"
LEFT = re.compile(f"{CALL}|{CAPITAL}|{SIGNS}")
AUTHOR = re.compile(r"(?:\$[A-Z]\$\. )+[A-Z][a-z]+,")
IDS = re.compile(r"(?:claim|thm|eq|fn)\.[\w.-]+|[A-Z]\w+\.\w+|`[^`]*`")


def faults(sentence: str) -> list[str]:
    """What is wrong with a sentence whose mathematics is between dollar signs."""
    pieces = IDS.sub("", sentence).split("$")
    found = LEFT.findall("$".join(piece if place % 2 == 0 else "" for place, piece in enumerate(pieces)).replace("$$", "$"))
    for piece in pieces[1::2]:
        if any(piece.count(left) != piece.count(right) for left, right in ("()", "[]", "{}")):
            found.append(piece)
    return found + AUTHOR.findall(sentence)


@pytest.mark.parametrize(
    "bad",
    [
        r"$\phi(b)(1$: they differ)",
        r"some $\Lambda (1$: they differ)",
        "$M$. $J$. $W$. Hall, and others",
        r"$s = (2 -$ sqrt 2)/4",
        "(log 2)/2",
        r"$2 s$ (1-s) <= 1/2",
        r"CHSH <= 2",
        "|up up>",
        r"$\kappa t =$ -log(2)",
        "$x$ - 1",
        "p_1 and x^2",
        "exp($x$)",
        "tr(XP) as sums",
        "over the spin of A",
    ],
)
def test_each_kind_is_seen(bad: str) -> None:
    assert faults(bad)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adds and phi(b) (1: for b <= 1/2; 2: for b)", r"adds and $\phi(b)$ (1: for $b \leq 1/2$; 2: for $b$)"),
        ("are |1>, (2) |3>, |4>", r"are $|1\rangle$, (2) $|3\rangle$, $|4\rangle$"),
        ("(M. J. W. Hall, Phys. 105), J. Barrett, N. Gisin, 2011", "(M. J. W. Hall, Phys. 105), J. Barrett, N. Gisin, 2011"),
        ("from kappa t = -log((5576 sqrt(2) - 3689)/9887) on", r"from $\kappa t = -\log((5576 \sqrt{2} - 3689)/9887)$ on"),
        ("s = (2 - sqrt 2)/4, a = (log 2)/2", r"$s = (2 - \sqrt{2})/4$, $a = (\log 2)/2$"),
        ("1/(4 a) - a + log 2 for a <= 1", r"$1/(4 a) - a + \log 2$ for $a \leq 1$"),
        ("It is 2 s (1-s) <= 1/2 at most", r"It is $2 s (1-s) \leq 1/2$ at most"),
        ("CHSH <= 2 + sum |p(Lambda|s) - p(Lambda|1)|: one", r"CHSH $\leq 2 + \sum|p(\Lambda|s) - p(\Lambda|1)|$: one"),
        ("path of degree <= 3, and 2 N", r"path of degree $\leq 3$, and $2 N$"),
        ("|up down> of a, b and a state", r"$|\uparrow\downarrow\rangle$ of $a$, $b$ and a state"),
        ("a level from a to 1/2, with a Lambda", r"a level from $a$ to 1/2, with a $\Lambda$"),
        ("A number: A sees it, by A", "A number: $A$ sees it, by $A$"),
        ("S(foot + n cross k), tr(X P)", r"$S(\text{foot }+ n \times k)$, $\mathrm{tr}(X P)$"),
        ("|<I|exp(-i H (t_d - t_p))|Psi(t_p)>|^2", r"$|\langle I|\exp(-i H (t_{d} - t_{p}))|\Psi(t_{p})\rangle|^{2}$"),
        ("(" * 3000 + "x_1", "(" * 3000 + "$x_{1}$"),
    ],
)  # fmt: skip
def test_formulas_of_sentences(text: str, expected: str) -> None:
    assert as_prose(text) == expected
    assert not faults(as_prose(text))


def texts(claim: Claim) -> Iterator[str]:
    """What a page says of a claim in words."""
    return filter(None, (claim.statement, claim.note, claim.corrected_statement, claim.domain.scope))


def rules(claim: Claim) -> Iterator[str]:
    """What its derivations say of their steps."""
    for subject in claim.subjects:
        assert subject.derive
        yield from (step.rule for step in derived(subject.derive, example_case(subject).mapping).steps)


def test_all_that_the_ledger_says_is_put_whole() -> None:
    seen, wrong, steps = 0, [], set[str]()
    for claim in PAPER:
        found = {*rules(claim)} - steps
        steps |= found
        for said in map(as_prose, (*texts(claim), *sorted(found))):
            seen += said.count("$") // 2
            wrong += [(claim.id, fault, said) for fault in faults(said)]
            for piece in said.split("$")[1::2]:
                as_mathml(piece)
    assert seen > 1800
    assert len(steps) > 300
    assert not wrong, wrong
