"""Whole safeguards taken out, one at a time, and changes that once went unnoticed."""

from dataclasses import dataclass

__all__ = ["GUTTED", "SURVIVED_ONCE", "Gutted"]


@dataclass(frozen=True)
class Gutted:
    """A machine without one of its safeguards: in a module, what is replaced by what."""

    name: str
    module: str
    before: str
    after: str

    def applied(self, source: str) -> str:
        """The source after it."""
        if source.count(self.before) != 1:
            raise ValueError(
                f"{self.name}: {self.before!r} must stand in {self.module} once, not {source.count(self.before)} times"
            )
        return source.replace(self.before, self.after)


GUTTED = (
    Gutted("prover always says yes", "proofs/checks/equality.py", "        if residual is not None:", "        if False:"),
    Gutted(
        "divisions unlicensed",
        "symbolic/rewriting/facts.py",
        "        if poly.number is not None:\n            return poly.number != 0\n        if poly in self.different",
        "        if True:\n            return True\n        if poly in self.different",
    ),
    Gutted("a case's own symbol is a quantity", "proofs/checks/exact.py", "    if shared := ", "    if False and "),
    Gutted(
        "numbers are positive or negative",
        "symbolic/rewriting/distinctions.py",
        "    yield with_equation(context, number, constant(0))\n",
        "",
    ),
    Gutted("replay skipped", "proofs/checks/verdict.py", "        if replayed.passed:", "        if True:"),
    Gutted(
        "radius ignored",
        "numeric_check/evaluation/compare.py",
        "if left.rad() + right.rad() <= tolerance * scale else",
        "if True else",
    ),
    Gutted(
        "cases may leave something out",
        "proofs/checks/exact.py",
        "    if missing := _left_out(claim, given):",
        '    if missing := "":',
    ),
    Gutted(
        "points in no case passed over",
        "proofs/checks/replay.py",
        '            return Replayed(len(replayed), f"no case of the proof covers {missing}")',
        "            continue",
    ),
    Gutted(
        "a derivation may have two answers",
        "proofs/checks/replay.py",
        "            if shown := _otherwise(claim, case, true, point, digits):",
        '            if shown := "":',
    ),
    Gutted(
        "anything may be corrected",
        "proofs/checks/verdict.py",
        "claim.kind is Kind.EQUATION and not _contains(mended, benches[0])",
        "False",
    ),
    Gutted(
        "one opinion is enough", "proofs/checks/verdict.py", "passed and all(bench.claim.oracle for bench in benches)", "passed"
    ),
    Gutted("one replay is enough", "proofs/checks/replay.py", "LEAST = 6", "LEAST = 1"),
    Gutted(
        "a reason excuses any number of points",
        "proofs/checks/samples.py",
        "elif not given and found != claim.fewer.points:",
        "elif False:",
    ),
    Gutted("empty sample agrees", "proofs/checks/numeric.py", "if points.missing or not points.numbers:", "if points.missing:"),
    Gutted(
        "what is missing is not missed",
        "proofs/checks/numeric.py",
        "if points.missing or not points.numbers:",
        "if not points.numbers:",
    ),
    Gutted("one point", "proofs/checks/points.py", "POINTS = 20", "POINTS = 1"),
    Gutted("no witness needed", "proofs/checks/verdict.py", "passed and witness is not None and not", "passed and not"),
    Gutted(
        "contradictions overlooked",
        "proofs/checks/verdict.py",
        "            if proof.result is Result.PROVED and other",
        "            if False and other",
    ),
    Gutted(
        "derivation and oracle not compared",
        "proofs/checks/numeric.py",
        "    pairs = [(number, Engine.SAMPLING)",
        "    pairs = [(number, Engine.BALLS)",
    ),
)

SURVIVED_ONCE: tuple[Gutted, ...] = (
    Gutted(
        "Taylor remainder dropped",
        "numeric_check/lindblad/enclosed.py",
        "acb(arb(0, rest.abs_upper()), arb(0, rest.abs_upper()))",
        "acb(0)",
    ),
    Gutted(
        "sigma = 0 counted positive",
        "numeric_check/model/hidden_variables.py",
        "int(value > 0) - int(value < 0)",
        "int(value >= 0) - int(value < 0)",
    ),
    Gutted(
        "adjoint without transposing",
        "numeric_check/arithmetic/matrices.py",
        "self.real.transpose(), self.imag.transpose() * -1",
        "self.real, self.imag * -1",
    ),
    Gutted(
        "coherences of five levels",
        "symbolic/coherences.py",
        "    return loss[row - 1] + loss[column - 1]",
        "    return loss[row - 1] + loss[column - 1] + (len(sector) > 3)",
    ),
    Gutted(
        "limit where sigma_2 vanishes",
        "symbolic/limits.py",
        "return Integer(0) if damping(signs, i + 1, j + 1) else",
        "return Integer(0) if True else",
    ),
    Gutted("clamp at the rim dropped", "proofs/paper/oracles/outcomes.py", "min(max(-at_0 / slope, ZERO), rim)", "-at_0 / slope"),
    Gutted(
        "paraboloid's radius for its diameter",
        "proofs/paper/oracles/endpoint.py",
        "4 * brute.nearest_on_paraboloid",
        "brute.nearest_on_paraboloid",
    ),
    Gutted(
        "induction step typed trivial",
        "proofs/checks/induction.py",
        "residual = _split(form.subs(variable, level) - expected, given, language)",
        'residual = _split(form.subs(variable, level) - expected, given, language) * (name == "base")',
    ),
    Gutted(
        "induction base typed trivial",
        "proofs/checks/induction.py",
        "residual = _split(form.subs(variable, level) - expected, given, language)",
        'residual = _split(form.subs(variable, level) - expected, given, language) * (name == "step")',
    ),
    Gutted(
        "an empty product is its factor",
        "symbolic/rewriting/products.py",
        "    if not context.at_least(high, low):\n        return constant(1)",
        "    if not context.at_least(high, low):\n        return body(context, high)",
    ),
    Gutted(
        "a telescope ends one too early",
        "symbolic/rewriting/products.py",
        "(low, high + constant(1), 1) if shift > 0",
        "(low, high, 1) if shift > 0",
    ),
    Gutted(
        "a telescope over what may vanish",
        "symbolic/rewriting/products.py",
        "    if not all(context.facts.nonzero(value) for value in at[1][:-1]):",
        "    if False:",
    ),
)
