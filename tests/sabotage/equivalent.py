"""Changes that change nothing that anybody could see, each with the reason; at most one in ten of those drawn."""

EQUIVALENT: dict[tuple[str, str], str] = {}
