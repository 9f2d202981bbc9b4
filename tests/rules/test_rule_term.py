"""A fixed word has a Danish label; where none is given, the word is its own."""

from itstart.rules.term import Term


def test_a_word_and_its_label() -> None:
    class Answer(Term):
        YES = "yes", "Ja"
        OK = "ok"

    assert Answer.choices() == [("yes", "Ja"), ("ok", "ok")]
    assert (Answer("yes").label, str(Answer.OK)) == ("Ja", "ok")
