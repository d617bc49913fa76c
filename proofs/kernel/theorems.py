"""The table of theorems: where each is proved, and on which ledger entries it bears, and how."""

from dataclasses import dataclass

from proofs.kernel.results import Bearing, Link

__all__ = ["THEOREMS", "Theorem"]


@dataclass(frozen=True)
class Theorem:
    """A theorem of the Coq sources; its sentence stands above it there, its statement in Pins.v."""

    name: str
    file: str
    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        if not self.links:
            raise ValueError(f"{self.name} must bear on at least one ledger entry")


def _of(
    place: str, *, holds: str = "", given: str = "", mended: str = "", refutes: str = "", part: str = ""
) -> Theorem:
    """A row: `File.theorem`, and the entries of which it proves or refutes the form that the keyword names."""
    bearings = (
        (holds, Bearing.PRINTED),
        (given, Bearing.UNDER_CONDITIONS),
        (mended, Bearing.CORRECTED),
        (refutes, Bearing.REFUTES),
        (part, Bearing.PART),
    )
    file, name = place.split(".")
    links = [Link(entry, bearing) for entries, bearing in bearings for entry in entries.split()]
    return Theorem(name, file, tuple(links))


COMPONENTS = (
    _of("Generator.eq_36_2", holds="eq.36.2", mended="eq.36.1"),
    _of("Generator.eq_37", holds="eq.37"),
    _of("Generator.trace_is_conserved", part="thm.trace claim.4.4-trace"),
    _of("Generator.hermiticity_is_conserved", part="eq.15"),
    _of("Sums.double_sum_orders", holds="eq.38"),
    _of("Components.eq_39_1", holds="eq.39.1"),
    _of("Components.eq_39_2", holds="eq.39.2"),
    _of("Components.eq_39_3", holds="eq.39.3"),
    _of("Components.eq_39_4", holds="eq.39.4 thm.components-diagonal"),
    _of("Components.populations_obey_the_model", part="thm.components-diagonal"),
    _of("Components.eq_40", holds="eq.40"),
    _of("Components.eq_41", holds="eq.41"),
    _of("Components.eq_42", holds="eq.42"),
    _of("Components.eq_43", holds="eq.43"),
    _of("Components.eq_44_1", holds="eq.44.1"),
    _of("Components.eq_44_2", holds="eq.44.2"),
    _of("Components.eq_44_3", holds="eq.44.3"),
    _of("Components.eq_44_4", holds="eq.44.4"),
    _of("Components.eq_45", holds="eq.45 eq.46 thm.components-offdiagonal"),
    _of("Components.coherence_is_an_eigenoperator", part="thm.components-offdiagonal"),
)

SPECTRUM = (
    _of("Spectrum.partial_sums", holds="thm.partial-sums"),
    _of("Spectrum.partial_sums_derivative", part="thm.partial-sums"),
    _of("Spectrum.total_is_conserved", part="thm.trace"),
    _of("Spectrum.partial_sums_triangular", part="thm.partial-sums thm.spectrum"),
    _of("Spectrum.rates_are_a_permutation", part="thm.spectrum"),
    _of("CharacteristicPolynomial.population_matrix_spec", part="thm.spectrum"),
    _of("CharacteristicPolynomial.characteristic_polynomial", holds="thm.spectrum"),
    _of("Eigenvalues.eigenvalues", part="thm.spectrum"),
)

SINGLET = (
    _of("Singlet.eq_48_to_51_any_sigma_2", given="eq.48 eq.49 eq.50 eq.51"),
    _of("Singlet.eq_54_55_any_sigma_2", holds="eq.54 eq.55"),
    _of("Singlet.eq_60", part="eq.60"),
    _of("Singlet.eq_60_is_1", part="eq.60"),
    _of("Singlet.corrected_31_solves_the_master_equation", mended="eq.31.3", given="eq.31.1 eq.31.2 eq.58 eq.59 eq.61"),
)

ERRATA = (
    _of("Errata.printed_daggers_freeze_the_populations", refutes="eq.4 eq.15 eq.36.1"),
    _of("Errata.printed_daggers_freeze_the_populations_with_5", refutes="eq.4 eq.15 eq.36.1", part="thm.readings"),
    _of("Errata.printed_daggers_do_not_give_36", refutes="eq.4 eq.15 eq.36.1"),
    _of("Errata.daggers_of_5_reverse_the_collapse", refutes="eq.5", part="thm.readings"),
    _of("Errata.last_line_of_31_contradicts_28", refutes="eq.31.3"),
    _of("Errata.last_line_of_31_contradicts_the_master_equation", refutes="eq.31.3"),
)

SOLUTIONS = (
    _of("Solutions.populations_exist", part="thm.winner"),
    _of("Solutions.populations_unique", part="thm.winner"),
    _of("Solutions.populations_positive", part="thm.winner"),
    _of("Solutions.total_conserved", part="thm.trace"),
    _of("Solutions.eq_47_solves", part="eq.47 thm.coherences"),
    _of("Solutions.eq_47_unique", holds="eq.47 thm.coherences"),
    _of("Solutions.eq_48_to_51", part="eq.48 eq.49 eq.50 eq.51"),
    _of("Solutions.eq_52", part="eq.52"),
    _of("Solutions.eq_53", part="eq.53"),
    _of("Solutions.upper_levels_empty", part="claim.A-top-empty"),
    _of("Solutions.eq_54_55", part="eq.54 eq.55"),
    _of("Solutions.eq_56_57", part="eq.56 eq.57"),
    _of("Solutions.eq_58_59", part="eq.58 eq.59"),
    _of("Evolution.evolution_exists", part="thm.winner"),
    _of("Evolution.evolution_unique", part="thm.winner"),
)

COLLAPSE = (
    _of("Collapse.winner_spec", part="thm.winner"),
    _of("Collapse.winner_equation", part="thm.winner"),
    _of("Collapse.winner_law", holds="thm.winner"),
    _of("Collapse.losers_bound", part="thm.winner"),
    _of("Collapse.collapse_rate", part="thm.winner"),
    _of("Collapse.collapse_bound", part="thm.winner"),
    _of("Collapse.collapse", part="thm.winner"),
    _of("Collapse.coherence_vanishes", part="thm.winner"),
    _of("Collapse.eq_8_9", part="eq.8 eq.9"),
    _of("Collapse.stationary_unique", part="thm.winner"),
    _of("Evolution.matrix_collapse", holds="eq.8 eq.9"),
)

DISKS = (
    _of("Disks.eq_13", part="eq.6 eq.13"),
    _of("Disks.eq_11", holds="eq.11.1 eq.11.2 eq.11.3"),
    _of("Disks.eq_18", given="eq.18.2 eq.18.3", part="eq.18.1"),
    _of("Disks.ring_area", part="eq.12"),
    _of("Disks.disk_average_const", part="eq.29"),
    _of("Disks.squared_radius_uniform", part="eq.12"),
    _of("Disks.prob_positive", part="eq.10 eq.16"),
    _of("Disks.prob_negative", part="eq.17 eq.20"),
    _of("Disks.sigma_vanishing", part="eq.22"),
    _of("Disks.eq_16", part="eq.12 eq.16"),
    _of("Disks.disk_expectation_two_point", part="eq.29"),
)

BORN = (
    _of("Born.eq_16_top", part="eq.10 eq.16"),
    _of("Born.eq_19", given="eq.19"),
    _of("Born.eq_21", given="eq.21"),
    _of("Born.eq_22", part="eq.22"),
    _of("Born.eq_22_independent", part="eq.17 eq.20 eq.22"),
    _of("Born.born_rule", holds="thm.born", part="eq.22"),
    _of("Limit.selects_is_winner", part="eq.22 thm.winner"),
    _of("Limit.all_sectors_exist", part="thm.winner"),
    _of("Limit.average_over_disks", part="eq.29"),
    _of("Limit.winner_probability", part="thm.born"),
    _of("Limit.born_limit_bound", part="thm.born"),
    _of("Limit.born_limit", part="thm.born"),
    _of("Limit.born_limit_disks", part="thm.born"),
    _of("Limit.eq_32", holds="eq.32.1 eq.32.2"),
    _of("Limit.eq_33", part="eq.33.1 eq.33.2"),
    _of("Capstone.hidden_family_exists", part="thm.winner"),
    _of("Capstone.born_rule_from_master_equation", part="thm.born"),
    _of("Capstone.averaged_coherences_vanish", part="thm.coherences"),
)

BEYOND = (
    _of("Beyond.average_derivative_top", holds="thm.average-not-constant"),
    _of("Beyond.average_not_constant", part="thm.average-not-constant"),
    _of("Beyond.average_constant_two_levels", part="thm.average-not-constant"),
    _of("Weighted.weighted_average_constant", part="thm.average-not-constant"),
    _of("Weighted.weighted_solutions_exist", part="thm.average-not-constant"),
    _of("Weighted.weighted_average_constant_disks", part="thm.average-not-constant"),
    _of("Weighted.weights_forced", part="thm.average-not-constant"),
)

THEOREMS = (*COMPONENTS, *SPECTRUM, *SINGLET, *ERRATA, *SOLUTIONS, *COLLAPSE, *DISKS, *BORN, *BEYOND)
