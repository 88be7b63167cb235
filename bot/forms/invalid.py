"""What a parser raises when a reply cannot be used."""


class Invalid(ValueError):
    """A reply that cannot be used; str(error) is one kind sentence for the parent."""


class Refused(Invalid):
    """A reply that was understood and cannot be the answer, typed or tapped."""
