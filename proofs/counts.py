"""How many there are of what, in words that fit the number."""

__all__ = ["counted", "several"]


def counted(number: int, noun: str) -> str:
    """How many there are of what a noun names.

    >>> counted(1, "entry"), counted(2, "entry"), counted(1, "exact point"), counted(0, "mutant"), counted(2, "index")
    ('1 entry', '2 entries', '1 exact point', '0 mutants', '2 indices')
    """
    return f"{number} {noun if number == 1 else several(noun)}"


def several(noun: str) -> str:
    """More than one of what a noun names.

    >>> several("theorem"), several("probability")
    ('theorems', 'probabilities')
    """
    ends = {"y": "ies", "ex": "ices"}
    end = next((end for end in ends if noun.endswith(end)), "")
    return noun.removesuffix(end) + ends.get(end, "s")
