"""The cross-references that the text makes to its own sections, equations, figures and footnotes: a person's reading."""

from bornproof.proofs.ledger import Claim

__all__ = ["CLAIMS"]

READ = (  # id, section, what the text says, what a person found there
    (
        "kappa",
        "2.1",
        "The interpretation of kappa is in Section 4.3.",
        "Not there: Section 4.3 is about fine-tuning. kappa is interpreted in Section 5.",
    ),
    (
        "limits",
        "2.1",
        "The details of the limits (8), (9) are in Section 4.4.",
        "They are: Section 4.4 has the solution whose limits they are, (31), and refers to the appendix for its integration.",
    ),
    (
        "both-limits",
        "2.2",
        "The limits for both signs of sigma_2 are in (9).",
        "(9) is the limit for sigma_2 < 0 alone; that for sigma_2 > 0 is (8).",
    ),
    (
        "notation",
        "4.4",
        "The notation |1>, |2>, ... is that of the previous section.",
        "The section before 4.4, and all of Section 3, have no such kets; they are those of Section 2.",
    ),
    (
        "footnote",
        "5",
        "Footnote 2 says that the time of measurement is not really one moment.",
        "Footnote 1 says it; footnote 2 is about space-time slices.",
    ),
    (
        "others",
        "1-5",
        "The text's other references to its equations, figures, sections and the appendix name the right places.",
        (
            "They do: Eqs. (4), (11), (14), (15), (28), (31)-(33), (37), (40)-(43), (45), (52), (53), (58), (59), (61), "
            "Figures 1-4, Section 2, the appendix."
        ),
    ),
)

CLAIMS = tuple(
    Claim(id=f"claim.ref-{name}", section=section, statement=said, reading=found) for name, section, said, found in READ
)
