"""The program that made proofs/report/site/static/mathematics.woff2, from STIXMath-Regular.otf 1.1.1 (Debian's package fonts-stix).

    python -m tests.browser.math_font STIXMath-Regular.otf proofs/report/site/static/mathematics.woff2

It needs fonttools and brotli. The name is changed, as the licence of the font asks of what is modified.
"""

import string
import sys
from pathlib import Path

from bornproof.proofs.formulas.mathml.signs import CHARACTERS, in_letters
from fontTools import subset

GREEK = (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA), 0x3D1, 0x3D5, 0x3F1, 0x3F5)
ITALIC = (*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C))  # letters, as a browser sets them in `mi`
OTHERS = "\u00a0‾¯˙⃗→^~′−√"


def characters() -> set[int]:
    """What a formula may show."""
    letters = {in_letters(command, letter) for command in (r"\mathcal", r"\mathbf") for letter in string.ascii_letters}
    signs = {sign for sign in CHARACTERS.values() if len(sign) == 1}
    return {ord(sign) for sign in (*string.printable[:95], *letters, *signs, *OTHERS)} | {*GREEK, *ITALIC}


def main(source: Path, target: Path) -> None:
    options = subset.Options(layout_features=["math", "ssty", "dtls", "flac"], hinting=False, flavor="woff2")
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters())
    worker.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "BornproofMathematics"
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
