"""What a heading says of the checks: over what they loop, and whether two formulas are one, regrouped."""

import re
from collections.abc import Iterable, Iterator

from sympy import Basic, Sum

__all__ = ["A_BOUND", "left", "multiplied_out", "plural", "ranges"]

A_BOUND = re.compile(r"(\w+) ([<>]) (\d+)")  # of one level
_ONE_VALUE = re.compile(r"if (\S+)\.is_number and .* != (.*): continue")


def left(filters: Iterable[str], lines: Iterable[str], size: str) -> str:
    """Which of the cases of the loops are checked, by the filters and by lines that skip a value; nothing, if all are.

    Bounds of the number of levels are not told: the list of its values has them.
    """
    told = [text for text in dict.fromkeys(filters) if not ((bound := A_BOUND.fullmatch(text)) and bound[1] == size)]
    return " and ".join([*told, *(f"{name} = {value}" for line in lines for name, value in _ONE_VALUE.findall(line))])


def multiplied_out(tree: Basic) -> Basic:
    """The tree without brackets, with the numbers of sums before them."""
    sums = {node: node.function.as_coeff_Mul() for node in tree.atoms(Sum)}
    return tree.xreplace({node: number * node.func(rest, *node.limits) for node, (number, rest) in sums.items()}).expand()


def plural(scope: str) -> str:
    """The same said of several quantities."""
    return scope.replace("is the quantity by its", "are the quantities by their").replace("is the quantity", "are the quantities")


def ranges(loops: Iterable[str], only: str) -> Iterator[str]:
    """What is looped over, in words."""
    for loop in loops:
        name, _, over = loop[4:-1].partition(" in ")
        if name == "signs":
            yield "each sign 1, 0, -1"
        elif name == "case":
            yield from [] if over == "range(1)" else ["case by case"]
        elif over.startswith("loop("):
            low, _, high = over[5:-1].partition(", ")
            yield f"{name} = {low} .. {high}"
        else:
            yield f"{name} = {'0 .. 4' if 'range' in over else over.removeprefix('map(Integer, ').strip('[])')}"
    yield from [f"only {only}"] if only else []
