"""The rows of an environment that holds equations: which belong together, and which start an equation of their own."""

from collections.abc import Iterator

from lark import Token

__all__ = ["CLOSERS", "OPENERS", "ROWS", "joined_rows"]

OPENERS = frozenset({"LPAR", "LSQB", "LSET", "LBRACE", "LABS", "LROOT", "LKET", "LBRA", "BEGIN"})
CLOSERS = frozenset({"RPAR", "RSQB", "RSET", "RBRACE", "RABS", "RKET", "RBRA", "END"})
ROWS = frozenset(
    {"align", "aligned", "alignat", "split", "multline", "multlined", "gather", "gathered", "eqnarray", "equation", "displaymath",
     "math", "subequations", "flalign", "IEEEeqnarray"}
)  # fmt: skip


def joined_rows(tokens: list[Token]) -> Iterator[Token]:
    """The terminals without environments that only hold rows; a new line that starts an equation of its own is a BREAK.

    That is one that has a relation, but does not start with one, nor with a sign, after an equation that has one.
    """
    names: list[str] = []
    kept: list[Token] = []
    for token in tokens:
        if token.type == "BEGIN":
            names.append(str(token))
        elif token.type == "END":
            names.pop()
        if token.type in ("BEGIN", "END") and token in ROWS:
            continue
        kept.append(token)
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in kept:
        depth += (token.type in OPENERS or token.type == "DYAD") - (token.type in CLOSERS)
        if token.type != "LINE":
            rows[-1].append(token)
        elif not depth and rows[-1]:
            rows.append([])
    related, waiting = False, list[Token]()  # commas that may be left out, as at the end of an equation
    for row in rows:
        relations = _relations(row)
        if related and relations and row[0].type not in ("REL", "SIGN", "BREAK", "TIMES", "AND", "OR", "FOR"):
            yield Token("BREAK", "\\\\", start_pos=row[0].start_pos)
            waiting, related = [], False
        related = related or relations
        for token in row:
            if token.type == "COMMA":
                waiting.append(token)
                continue
            if token.type not in ("REL", "BREAK", "FOR", "CELL", "ROW", "END"):
                yield from waiting
            waiting = []
            yield token


def _relations(row: list[Token]) -> bool:
    depth = 0
    for token in row:
        depth += (token.type in OPENERS or token.type == "DYAD") - (token.type in CLOSERS)
        if not depth and token.type == "REL":
            return True
    return False
