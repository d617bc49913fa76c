"""Changes that change nothing that anybody could see, each with the reason; at most one in ten of those drawn."""

EQUIVALENT: dict[tuple[str, str], str] = {
    ("proofs/formulas/literal.py", "_real: False -> True"): "the same imaginary part; what is divided by in it is demanded apart",
    ("symbolic/rewriting/premises.py", "with_equation: 1 -> 2"): "-1 >= 0 and -2 >= 0 both say that nothing is the case",
    ("numeric_check/model/endpoint.py", "_variations: 3 -> 4"): "a fourth component of a direction, which nothing reads",
    ("numeric_check/model/endpoint.py", "_directions: 2 -> 3"): "another rational direction from which the search starts",
    (
        "numeric_check/model/endpoint.py",
        "nearest_on_sphere: True -> False",
    ): "zip is strict about lists that are of one length by construction",
    ("symbolic/notation/footnotes.py", "module: True -> False"): "zip is strict about lists that are of one length by construction",
    ("symbolic/populations.py", "residuals: True -> False"): "zip is strict about lists that are of one length by construction",
    ("symbolic/endpoint.py", "module: True -> False"): "of the bound variable of an integral only its name is used",
    ("numeric_check/lindblad/enclosed.py", "evolve_balls: 2 -> 3"): "more zeros at the end of a list, which nothing reads",
    (
        "symbolic/rewriting/exponentials.py",
        "general_power: False -> True",
    ): "the flag of a root that is still to be made is not read: making it finds the flag",
    (
        "symbolic/rewriting/atoms.py",
        "_conjugate_atom: 1 -> 2",
    ): "only the first argument is conjugated, and nothing reads a second one",
    (
        "symbolic/levels.py",
        "contract: for f in deltas if f != ties[0] -> for f in deltas",
    ): "the tie itself is 1 where the level is the place to which it is tied",
    (
        "symbolic/rewriting/deltas.py",
        "_apply: difference / difference.coeff(name) -> difference * difference.coeff(name)",
    ): "the coefficient is 1 or -1",
    (
        "symbolic/rewriting/inequalities.py",
        "infeasible: for row in left if row.coefficients -> for row in left",
    ): "rows without variables were looked at just before; they change nothing after",
    ("symbolic/rewriting/facts.py", "Facts._mono_sign: 0 -> 1"): "an exponent is never 0",
    (
        "symbolic/rewriting/sums.py",
        "_triangle: return alone(atom) -> return None",
    ): "no sum is known that gets there; a None would end the proof with an error, not with a pass",
    ("symbolic/footnotes.py", "later_variance: values[sigma[2]] > 0 -> values[sigma[2]] >= 0"): "asked only where sigma_2 is not 0",
    (
        "symbolic/operators.py",
        "matrix_element: if isinstance(expr, Sum) -> if False",
    ): "a sum that stands alone is then a product of one factor, which is treated in the same way below",
    ("proofs/checks/samples.py", "_required: 0 -> 1"): "the number of levels of a point without one: neither is 8",
    (
        "proofs/checks/samples.py",
        "_distinguishing: tables |= {name.base for name in (bench.point(first) if first is not None else ()) if isinstance(name, Indexed)} -> tables = {name.base for name in (bench.point(first) if first is not None else ()) if isinstance(name, Indexed)}",  # noqa: E501
    ): "the tables of a point are all that a form can name there",
}
