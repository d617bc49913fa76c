"""The table of theorems: where each statement is proved, which ledger entries it is to prove, and of which it is a part."""

from bornproof.proofs.kernel.results import Theorem

__all__ = ["THEOREMS"]


def _row(place: str, *entries: str) -> Theorem:
    """A row from an entry's id where it is to be proved, "not id" where it is to be refuted, "id: what is said of it" elsewhere."""
    pairs = [entry.partition(": ") for entry in entries]
    whole = [entry for entry, _, said in pairs if not said]
    return Theorem(
        place,
        tuple(entry for entry in whole if not entry.startswith("not ")),
        tuple(entry.removeprefix("not ") for entry in whole if entry.startswith("not ")),
        {entry: said for entry, _, said in pairs if said},
    )


def _equations(module: str, *numbers: str) -> tuple[Theorem, ...]:
    """A row for each equation that a theorem of the same name proves."""
    return tuple(_row(f"{module}.eq_{number.replace('.', '_')}", f"eq.{number}") for number in numbers)


SECTION_2 = (
    _row("Errata.eq_5_corrected", "eq.5"),
    _row("Errata.eq_5_fails", "not eq.5"),
    _row(
        "Errata.daggers_of_5_reverse_the_collapse",
        "eq.5: what the printed operator would do",
        "thm.readings: one of the readings, at one state",
    ),
    _row(
        "Errata.printed_daggers_freeze_the_populations",
        "eq.4: what the printed daggers do to populations",
        "eq.15: the same",
        "eq.36.1: the same",
        "thm.readings: the diagonal alone",
    ),
    _row("Errata.printed_daggers_fail", "not eq.4", "not eq.15", "not eq.36.1"),
    *_equations("Hamiltonian", "8", "9"),
    _row("Born.eq_10", "eq.10"),
    _row("Disks.eq_11", "eq.11.1", "eq.11.2", "eq.11.3"),
    _row("Disks.ring_area", "eq.12: the area of the ring alone"),
    _row("Disks.squared_radius_uniform", "eq.12: a step: the distribution of |lambda|^2"),
    _row("Born.eq_12", "eq.12"),
    _row("Disks.eq_13", "eq.6", "eq.13"),
    _row("Generator.eq_15_corrected", "eq.4", "eq.15"),
    _row("Generator.hermiticity_is_conserved", "eq.15: one property of the generator"),
    _row("Evolution.evolution_exists", "eq.15: that the equation has a solution, at H = 0"),
    _row("Evolution.evolution_unique", "eq.15: that it has one solution, at H = 0"),
    _row(
        "Hamiltonian.matrix_collapse",
        "claim.5-one-eigenstate: the limit of the matrix; a sigma that vanishes is left out",
        "eq.8: every N",
        "eq.9: every N",
    ),
    _row("Collapse.winner_spec", "thm.winner: what the winner is"),
    _row("Evolution.winner_law", "thm.winner"),
    _row("Collapse.losers_bound", "thm.collapse-rate: a bound for each level"),
    _row("Collapse.collapse_rate", "thm.collapse-rate: the distance for populations that solve (39) with literal signs"),
    _row("Collapse.collapse", "claim.5-one-eigenstate: the limit of the populations; a sigma that vanishes is left out"),
    _row("Collapse.stationary_unique", "thm.stationary: both directions, for (39) with literal signs"),
    *_equations("Born", "16", "17"),
    _row("Disks.eq_18", "eq.18.1", "eq.18.2", "eq.18.3"),
    _row("Born.sign_probabilities", "eq.18.3: the probability made of it", "eq.32.1: every p", "eq.32.2: every p"),
    _row("Disks.sigma_vanishing", "eq.22: the case S_n = 0, which the condition leaves out"),
    *_equations("Born", "19", "20", "21", "22"),
    _row("Born.eq_22_independent", "eq.22: the event as a product of probabilities", "thm.born: a step"),
    _row("Born.born_rule", "thm.born", "claim.2.1-other-outcome"),
    _row("Disks.disk_expectation_two_point", "eq.29: functions of the sector alone"),
    _row("Capstone.hidden_family_exists", "eq.29: that there is something to average"),
    _row("Capstone.born_rule_from_master_equation", "thm.born: the limit of the averaged populations instead of the event"),
    _row("Capstone.born_rule_bound", "thm.born: how fast the averaged populations get there"),
    _row("Capstone.averaged_coherences_vanish", "eq.33.3: the limit alone, for every N and state"),
)

SECTION_4 = (
    _row(
        "Appendix.eq_31_corrected",
        "eq.31.1",
        "eq.31.2",
        "eq.31.3",
        "claim.4.4-others-vanish: the singlet with sigma_2 not 0",
    ),
    _row("Errata.last_line_of_31_contradicts_28", "not eq.31.3"),
    _row(
        "Errata.last_line_of_31_contradicts_the_master_equation",
        "eq.31.3: that rho_22, too, is not what is printed, at some t",
    ),
    _row(
        "Generator.trace_is_conserved",
        "thm.trace: the rate of the trace, not its integral",
        "claim.4.4-trace: the rate of the trace, not its integral",
    ),
    _row("Born.eq_32", "eq.32.1", "eq.32.2"),
    _row("Capstone.eq_33_corrected", "eq.33.1", "eq.33.2", "eq.33.3"),
)

APPENDIX = (
    *_equations("Generator", "36.1", "36.2", "37"),
    _row("Matrices.eq_38", "eq.38"),
    *_equations("Components", "39.1", "39.2", "39.3"),
    _row("Components.eq_39_4", "eq.39.4", "thm.components-diagonal"),
    *_equations("Components", "40", "41", "42", "43", "44.1", "44.2", "44.3", "44.4"),
    _row("Components.eq_45", "eq.45", "eq.46", "thm.components-offdiagonal"),
    _row("Evolution.eq_47", "eq.47", "thm.coherences"),
    *_equations("Singlet", "48", "49", "50", "51"),
    *_equations("Appendix", "52", "53"),
    _row("Appendix.upper_levels_empty", "claim.A-top-empty"),
    *_equations("Singlet", "54", "55"),
    *_equations("Appendix", "56", "57", "58", "59"),
    _row("Singlet.eq_60", "eq.60"),
    _row("Appendix.eq_61", "eq.61"),
)

BEYOND = (
    _row("Evolution.populations_obey_39", "thm.components-diagonal: along a solution, with literal signs"),
    _row("Solutions.populations_exist", "thm.positivity: that there is a solution of which to say it"),
    _row("Solutions.populations_unique", "thm.positivity: that there is one solution of which to say it"),
    _row("Solutions.populations_positive", "thm.positivity: each population, for (39) with literal signs"),
    _row("Solutions.total_conserved", "thm.trace: for (39) with literal signs", "thm.positivity: the total"),
    _row("Evolution.partial_sums", "thm.partial-sums"),
    _row("CharacteristicPolynomial.characteristic_polynomial", "thm.spectrum"),
    _row("Eigenvalues.eigenvalues", "thm.spectrum: the real eigenvalues"),
    _row("Beyond.average_derivative_top", "thm.average-not-constant"),
    _row("Beyond.average_not_constant", "thm.average-not-constant: what follows from it"),
    _row("Beyond.average_constant_two_levels", "thm.average-not-constant: N = 2"),
    _row("AveragedSums.averaged_sums_of_state", "thm.averaged-sums"),
    _row("AveragedSums.averaged_sums", "thm.averaged-propagator"),
    _row("AveragedSums.averaged_sums_below", "thm.leading-zeros"),
    _row("AveragedCoherences.averaged_coherences", "thm.averaged-coherences"),
    _row("AveragedOrder.averaged_order", "thm.averaged-order"),
    _row("AveragedOrder.averaged_order_strict", "thm.averaged-order-strict", "thm.averaged-constancy: levels 1..n with n > 1"),
    _row("AveragedOrder.averaged_order_first", "thm.averaged-order-first: both directions, if the level 1 is occupied"),
    _row("AveragedOrder.averaged_order_zeros", "thm.averaged-constancy: levels without population"),
    _row("AveragedBounds.winner_bound", "thm.winner-bound"),
    _row("AveragedBounds.averaged_bound", "thm.winner-bound: that the first sum alone is no more"),
    _row("AveragedBounds.averaged_top", "thm.averaged-top", "thm.average-not-constant: at all times"),
    _row("AveragedBounds.averaged_top_extremum", "thm.top-extremum: the bound, and where alone it is reached"),
    _row("Weighted.weighted_average_constant", "thm.weighted-average: every N; the sectors as the disks give them"),
    _row("Weighted.weighted_solutions_exist", "thm.weighted-average: that there is something to average"),
    _row(
        "Weighted.weights_forced",
        "thm.weighted-average: that no other weights do it",
        "thm.weights-forced: for all levels at once, in states that contain them all",
    ),
    _row("Weighted.level_rates_free", "thm.level-rates-free: every N; rates that the signs above may set"),
    _row("Weighted.leveled_solutions_exist", "thm.level-rates-free: that there is something to average"),
    _row("LevelRates.level_rates_forced", "thm.level-rates-forced: that for this no other rates of these jumps keep the averages"),
    _row(
        "StateIndependent.no_state_independent_rates",
        "thm.no-state-independent-rates: where jumps between M and K < M look at sigma_M, for rates of any sign",
    ),
    _row("BySigns.rates_by_signs", "thm.no-state-independent-rates"),
    _row("BySignsForced.rates_by_signs_forced", "thm.no-state-independent-rates: what follows from it, and the converse"),
)

BY_WINNER = (
    _row(
        "Jumps.jumps_exist",
        "thm.winner-populations: that there is something to average",
        "thm.no-state-independent-rates: the same",
    ),
    _row("Winners.winner_alone_is_fed", "thm.winner-alone-is-fed"),
    _row("Winners.winner_rates", "thm.winner-rates"),
    _row(
        "WinnerForced.winner_rates_forced",
        "thm.winner-alone-is-fed: what follows from it",
        "thm.winner-rates: what follows from both, and the converse",
    ),
    _row("IntoWinner.winner_populations", "thm.winner-populations"),
    _row("WinnerForced.winner_populations_forced", "thm.winner-populations: when they stay as they are, both directions"),
    _row("IntoWinner.winner_coherences", "thm.winner-coherences"),
    _row("WinnerForced.winner_coherences_forced", "thm.winner-coherences: when they have one factor, both directions"),
    _row("IntoWinner.winner_linear", "thm.winner-linear"),
    _row("IntoWinner.winner_map", "thm.winner-linear: the map of all entries, populations included"),
)

MOVING = (
    _row("Moving.moving_components", "thm.moving-operators"),
    _row("Moving.moving_operators", "thm.moving-operators: as the law at H = 0 for all entries at once"),
    _row("Moving.moving_exists", "thm.moving-operators: that there is a solution of which to say it"),
)

THEOREMS = (*SECTION_2, *SECTION_4, *APPENDIX, *BEYOND, *BY_WINNER, *MOVING)
