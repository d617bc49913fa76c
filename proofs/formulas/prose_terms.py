r"""The formulas that sentences have, read from plain text and put as LaTeX.

    formula   = sum, relation, sum, ...; at its start or end a relation may stand beside a word
    sum       = product, sign, product, ...; two dots make a range
    product   = factors behind each other, with `/`, `*` or a dot between them or not
    factor    = a number, name, function, bracket, ket or modulus, with its indices, powers and arguments

A space stands at both sides of a sign or at neither.
"""

import re
from collections.abc import Callable
from functools import partial

from bornproof.proofs.formulas.latex.symbols import GREEK

__all__ = ["Reader"]

_GREEK = "|".join(sorted(GREEK, key=len, reverse=True))
_NAME = re.compile(rf"(?:({_GREEK})|(infinity|oo)|(eps)|d[tx]|[A-Za-z])(?![A-Za-z])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FUNCTION = re.compile(r"(exp|log|sin|cos|sqrt)(?![A-Za-z])|(Tr|tr|det|max|min)(?=[(_])")
_UPRIGHT = ("Tr", "tr")
_KET = re.compile(r"\|((?:up|down)(?: (?:up|down))*|[A-Za-z0-9](?:[^ |<>()]|\([^()|]*\))*)>")
_BRA = re.compile(r"<([A-Za-z0-9](?:[^ |<>()]|\([^()|]*\))*)\|")
_BRAKET = re.compile(r"<([A-Za-z0-9][^ |<>]*)\|([A-Za-z0-9][^ |<>]*)>")
_MEAN = re.compile(r"<([A-Za-z][^ |<>()]*)>")
_RELATION = re.compile(r"( ?)(<=|>=|!=|->|:=|=|<|>)( ?)(?=\S)")
_BEFORE_A_RELATION = re.compile(r"[\w)'] \Z")
_SUM = re.compile(r"( ?)(\.\.(?!\.)|[-+])( ?)(?=\S)")
_PRODUCT = re.compile(r"( ?)(/|\*|(?<=\d )x(?= \d)|cross(?= )|\.(?=[a-z]))( ?)(?=\S)")
_SPELLED = {"*": " ", "<=": "\\leq\0", ">=": "\\geq\0", "!=": "\\neq\0", "->": "\\to\0", "..": "\\dots\0"}
_SPELLED |= {"x": "\\times\0", "cross": "\\times\0", ".": "\\cdot\0"}
_CLOSED = {"(": ")", "[": "]", "{": "}"}
_OPENS = tuple(_CLOSED)
_WORDS = re.compile(r"[a-z]{2,}(?: [a-z]{2,})* ?")
_INDEX = re.compile(r"_(?:(max|min)|([A-Za-z0-9]+))(?![A-Za-z0-9])")
_POWER = re.compile(r"\^(-?(?:\d+|[A-Za-z])(?![A-Za-z])'*)")
_SIGN_WITHIN = re.compile(r"[(\[{][^()]*?[-+(/]|\[[A-Za-z]+, ")
_LISTED = re.compile(r"[,=]| [<>] ")
_TERM_OF_A = re.compile(r"a [\w'^()]+(?: [\w'^()]+)* [-+] ")
_DEEPEST = 12  # brackets within brackets; what has more is no sentence
Read = tuple[str, int] | None


class Reader:
    r"""Formulas within a sentence: each method gives LaTeX and where that ends, or nothing where no formula starts.

    A zero character ends a command, for letters to stand behind it.

    >>> Reader("x is 2 s (1-s) <= 1/2 at most").formula(5)
    ('2 s (1-s) \\leq\x00 1/2', 21)
    """

    def __init__(self, text: str) -> None:
        self.text, self.start, self.depth, self.bars = text, -1, 0, 0

    def formula(self, place: int, *, inside: bool = False) -> Read:
        """Sums with relations between them, within brackets or not."""
        self.start = self.start if inside else place
        read = self._sum(place, inside=inside)
        if read is None:
            return None if inside else self._related("", place, " " * bool(_BEFORE_A_RELATION.search(self.text, 0, place)))
        related = self._related(*read, "", inside=inside)
        if not inside and related and self._bracketed(place) == related[1]:
            return None  # the brackets are those of the sentence
        return related

    def _related(self, found: str, end: int, before: str, *, inside: bool = False) -> Read:
        """What follows with its relations; `before` is a space if a word stands before the first."""
        if not found and not before:
            return None
        start = end
        while sign := _RELATION.match(self.text, end):
            if (before or sign[1]) != sign[3]:
                break
            right = self._sum(sign.end(), inside=inside)
            if right is None and (inside or not sign[3] or not found):
                break
            found += sign[1] + _SPELLED.get(sign[2], sign[2]) + (sign[3] + right[0] if right else "")
            end, before = (right[1], "") if right else (sign.end(2), "")
            if right is None:
                break
        return (found, end) if found and (end > start or not before) else None

    def _bracketed(self, place: int) -> int | None:
        """Where the bracket ends that stands at a place, if one does."""
        if self.text[place] not in _OPENS:
            return None
        read = self._bracket(place)
        return read[1] if read and self.text[place] != "{" else None

    def _sum(self, place: int, *, inside: bool) -> Read:
        start = place + (self.text[place : place + 1] in ("-", "+"))
        if start > place and inside and self.text.startswith(" ", start):
            start += 1
        read = self._product(start, inside=inside)
        read = (self.text[place:start] + read[0], read[1]) if read else None
        return self._joined(read, _SUM, partial(self._product, inside=inside))

    def _product(self, place: int, *, inside: bool) -> Read:
        return self._joined(self._factors(place, inside=inside), _PRODUCT, partial(self._factors, inside=inside))

    def _joined(self, read: Read, signs: re.Pattern[str], part: Callable[[int], Read]) -> Read:
        """What was read and all that signs join to it, with as much room before a sign as behind it."""
        while read and (sign := signs.match(self.text, read[1])) and sign[1] == sign[3]:
            right = part(sign.end())
            if right is None:
                break
            read = read[0] + sign[1] + _SPELLED.get(sign[2], sign[2]) + sign[3] + right[0], right[1]
        return read

    def _factors(self, place: int, *, inside: bool) -> Read:
        """Factors behind each other; `a` at the start of them is an article if a space is behind it."""
        read = self._factor(place)
        alone = place == self.start and read is not None and read[0] == "a" and not _TERM_OF_A.match(self.text, place)
        while read and (start := self._beside(read[1], inside=inside)) is not None:
            spaced = start > read[1]
            right = None if alone and spaced else self._factor(start, spaced=spaced)
            if right is None:
                break
            read, alone = (read[0] + " " * spaced + right[0], right[1]), False
        return read

    def _beside(self, place: int, *, inside: bool) -> int | None:
        """Where a further factor may start: behind a space no number, no article and no bracket without a sign is one."""
        text = self.text
        spaced = text.startswith(" ", place)
        start = place + spaced
        if start >= len(text) or (text[start] == "." and not re.match(r"\.\.\. [\w(|]", text[start:])):
            return None
        if text[start] == "|" and self.bars and not _KET.match(text, start):
            return None
        if not spaced:
            return start
        if text[start].isdigit() or re.match(r"x \d", text[start:]) or (not inside and re.match(r"a(?![\w^(])", text[start:])):
            return None
        return None if text[start] in _OPENS and not _SIGN_WITHIN.match(text, start) else start

    def _factor(self, place: int, *, spaced: bool = False) -> Read:
        base = self._base(place, spaced=spaced)
        return self._dressed(*base, called=self.text[place].isalpha()) if base else None

    def _base(self, place: int, *, spaced: bool) -> Read:
        text = self.text
        if text.startswith("...", place):
            return "\\dots\0", place + 3
        if text.startswith("sum |", place) and re.search(r"[-+=<>] \Z", text[:place]):
            return "\\sum\0", place + 4
        if match := _BRAKET.match(text, place):
            return f"\\langle\0{_label(match[1])}|{_label(match[2])}\\rangle\0", match.end()
        for pattern, before, after in ((_KET, "|", "\\rangle\0"), (_BRA, "\\langle\0", "|"), (_MEAN, "\\langle\0", "\\rangle\0")):
            if match := pattern.match(text, place):
                return before + _label(match[1]) + after, match.end()
        if text.startswith("|", place):
            return self._modulus(place)
        if text[place : place + 1] in _OPENS:
            return self._bracket(place, alone=spaced)
        if match := _FUNCTION.match(text, place):
            return self._function(match)
        if match := _NAME.match(text, place):
            spelled = f"\\{match[1]}\0" if match[1] else "\\infty\0" if match[2] else "\\epsilon\0" if match[3] else match[0]
            return spelled, match.end()
        match = _NUMBER.match(text, place)
        return (match[0], match.end()) if match else None

    def _function(self, match: "re.Match[str]") -> Read:
        name, end = match[1] or match[2], match.end()
        if name != "sqrt":
            shown = rf"\mathrm{{{name}}}" if name in _UPRIGHT else f"\\{name}\0"
            if self.text.startswith("_", end):
                return shown, end
            if self.text.startswith("(", end):
                read = self._bracket(end, called=True)
                return (shown + read[0], read[1]) if read else None
        elif self.text.startswith("(", end):
            read = self._bracket(end, called=True)
            return (rf"\sqrt{{{read[0][1:-1]}}}", read[1]) if read else None
        read = self._factor(end + 1) if self.text.startswith(" ", end) and end + 1 < len(self.text) else None
        if read is None:
            return None
        return (rf"\sqrt{{{read[0]}}}" if name == "sqrt" else f"{_name(shown)} {read[0]}"), read[1]

    def _modulus(self, place: int) -> Read:
        bar = "||" if self.text.startswith("||", place) else "|"
        self.bars += 1
        read = self._within(place + len(bar), bar)
        self.bars -= 1
        sign = r"\|" if len(bar) == 2 else "|"
        return (sign + read[0] + sign, read[1] + len(bar)) if read else None

    def _bracket(self, place: int, *, alone: bool = False, called: bool = False) -> Read:
        """A bracket; what stands alone behind a space has neither a list nor a relation in it, and a number is a reference."""
        opened = self.text[place]
        bars, self.bars = self.bars, 0
        read = self._within(place + 1, _CLOSED[opened], words=called)
        self.bars = bars
        if read is None:
            return None
        plain = self.text[place + 1 : read[1]]
        if not called and (plain.isdigit() or (alone and opened != "[" and _LISTED.search(re.sub(r"\([^()]*\)", "", plain)))):
            return None
        around = (r"\{", r"\}") if opened == "{" else (opened, _CLOSED[opened])
        return around[0] + read[0] + around[1], read[1] + 1

    def _within(self, place: int, closing: str, *, words: bool = False) -> Read:
        """A list of formulas, or with `words` of words, up to a sign."""
        if self.depth == _DEEPEST:
            return None
        self.depth += 1
        found = ""
        while place < len(self.text):
            word = _WORDS.match(self.text, place) if words else None
            if word and not (_NAME.match(self.text, place) or _FUNCTION.match(self.text, place)):
                read: Read = (rf"\text{{{word[0]}}}", word.end())
            else:
                read = self.formula(place, inside=True)
            if read is None:
                break
            found, place = found + read[0], read[1]
            if self.text.startswith(closing, place):
                self.depth -= 1
                return found, place
            if sign := re.compile(r", |; |,|\|").match(self.text, place):
                found, place = found + sign[0], sign.end()
            elif words and (joined := re.compile(r" (?:and|or) ").match(self.text, place)):
                found, place = rf"{found}\text{{{joined[0]}}}", joined.end()
            elif not word:
                break
        self.depth -= 1
        return None

    def _dressed(self, found: str, end: int, *, called: bool) -> Read:
        """With primes, indices, powers, arguments and the sign of a factorial."""
        text = self.text
        while end < len(text):
            if primes := re.compile(r"'+(?![A-Za-z])").match(text, end):
                found, end = _name(found) + primes[0], primes.end()
            elif match := _INDEX.match(text, end):
                found = _name(found) + (rf"_{{\{match[1]}}}" if match[1] else f"_{{{match[2]}}}")
                end = match.end()
            elif match := _POWER.match(text, end):
                found, end = f"{_name(found)}^{{{match[1]}}}", match.end()
            elif text[end] in "_^" and text[end + 1 : end + 2] in ("(", "{"):
                read = self._bracket(end + 1, called=True)
                if read is None:
                    return None
                inner = read[0].removeprefix("\\")[1:].removesuffix(")").removesuffix(r"\}")
                found, end = f"{_name(found)}{text[end]}{{{inner}}}", read[1]
            elif text.startswith(("^+", "^*"), end):
                found, end = _name(found) + ("^\\dagger\0" if text[end + 1] == "+" else "^*"), end + 2
            elif called and re.compile(r"\*(?=[()>^ ]|\Z)").match(text, end) and not text.startswith("* ", end):
                found, end = _name(found) + "^*", end + 1
            elif called and text[end] == "(" and (read := self._bracket(end, called=True)):
                found, end = _name(found) + read[0], read[1]
            elif text[end] == "!" and not text.startswith("!=", end):
                found, end = _name(found) + "!", end + 1
            else:
                break
        return found, end


def _name(found: str) -> str:
    """A name that indices end, as the zero character would."""
    return found.strip("\0")


def _label(text: str) -> str:
    """What a ket is named."""
    if re.fullmatch(r"(?:up|down)(?: (?:up|down))*", text):
        return "".join(f"\\{word}arrow\0" for word in text.split())
    read = Reader(text).formula(0, inside=True)
    return read[0] if read and read[1] == len(text) else text
