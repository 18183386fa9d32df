"""What an action raises where it cannot be done: a sentence in Vietnamese that says what to do next."""


class NotPossible(Exception):
    """The state of things, or what was given, does not allow it. `field` names the input at fault, if one is."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
