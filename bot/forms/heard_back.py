"""Plain words that say that a child is back at school: so that what goes on has ended."""

import re

from bot.forms.heard_clauses import told
from bot.forms.words import MONTHS, WEEKDAYS

LONGEST = 300  # a longer message is a story

_END = "(?= $)"
_NOW = "(?:today|yesterday|now|again|properly|for good|at last|this (?:morning|afternoon|week)|since)"
_THEN = f"(?:{_END}|(?= (?:{_NOW}|on|last|after|and|with|so|for|all|as|where|full|he|she|they|went|doing) ))"
_SCHOOL = "(?:school|class|his class|her class|lessons|nursery|college|sixth form)"
_FULL = "(?:full time|full days|full day|normal hours|(?:a|his|her|the) (?:full|normal) timetable|normal)"
_PLACE = f"(?:(?:in|at|to|into|on) )?(?:the )?(?:(?:{_SCHOOL} )?{_FULL}|{_SCHOOL}){_THEN}"
_OR_IN = f"(?:{_PLACE}|(?:in )?{_NOW}(?= )|in{_END})"

_ALSO = "(?:(?:now|finally|just|already|safely|all|happily|both|actually|so) )*"
_IS = "(?:is|are|was|were|has been|have been|been)"
_PRONOUN = "(?:he|she|him)"
_ITSELF = f"(?: (?:(?:hes|shes)(?: been)?|{_PRONOUN} {_IS})) {_ALSO}back"
# Of a name we cannot tell whose it is: so the school has to be named as well.
_NOT_A_NAME = (
    "(?:i|im|ive|we|weve|you|it|its|was|has|is|as|us|this|that|who|whos|what|school|schools|his|kids|"
    "everyone|everybody|staff|been|have|teacher|head|senco|ta|mum|dad|sister|brother|friend|friends|others|class|children|pupils|they|parents)"
)
_NAME = f"(?!{_NOT_A_NAME} )[a-z]+"
_NAMED = f"(?: {_NAME} {_IS}| {_NAME}(?<=s)| theyre| they {_IS}| them) {_ALSO}back"
_WENT = "(?:went|gone|came|started|goes)"
_MOVED = f"(?: {_NAME})?(?: (?:has|have))? {_ALSO}"
_SAYS = re.compile(
    f"{_ITSELF}(?:{_END}| {_OR_IN})"
    f"|{_NAMED} {_PLACE}"
    f"|^ {_ALSO}back {_PLACE}"
    f"|^ {_ALSO}(?:back )?in full time (?:now|again)"
    f"|(?: (?:he|she) (?:has )?){_ALSO}(?:went|gone|started) back(?:{_END}| {_OR_IN}| on )"
    f"|(?:^{_MOVED}| (?:he|she|they|him|them) (?:has |have )?{_ALSO}){_WENT} back {_PLACE}"
    f"|(?:^{_MOVED}| (?:he|she|they|him|them) (?:has |have )?{_ALSO})returned to {_SCHOOL}{_THEN}"
    f"| (?:let|got|had|have|took|taken|managed to get) (?!(?:it|been) )[a-z]+ back (?:{_OR_IN})"
    f"| (?:his|her|their|the)? ?1th (?:full )?day back (?:{_PLACE}|{_NOW}(?= ))"
)
_NOT_SO = re.compile(
    " (?:not|no|never|nobody|nt|isnt|arent|wasnt|werent|hasnt|havent|hadnt|wont|wouldnt|cant|couldnt|didnt|"
    "doesnt|dont|will|would|should|shall|could|can|may|might|must|be|being|going|go|gonna|want|wants|wanted|"
    "hope|hopes|hoping|wish|until|before|if|when|once|unless|soon|nearly|almost|ready|allowed|supposed|meant|"
    "due|expected|tomorrow|next|home|hospital|isolation|refuse|refused|refuses|refusing|scared|worried|"
    "anxious|afraid|dreading|threatened|last year|sent|collect|hurt|pain|bad) "
)
# Back for a part of the day: a timetable goes on.
_IN_PART = re.compile(
    " (?:part time|reduced|phased|half days?|mornings|afternoons|(?:the|one|a) (?:morning|afternoon)|"
    "hours? a day|an hour) "
)
_A_DAY = f"(?:{'|'.join((*WEEKDAYS, *MONTHS))}|[0-9]{{1,2}}th(?! day))"
_TO_COME = re.compile(f" {_A_DAY} ")
_GONE_BY = re.compile(" (?:since|was|were|went|came|gone|started|returned|last|got|let|had|took) ")


def says_back(text: str) -> bool:
    """Whether these words tell that a child is at school again, and not that one will be."""
    clauses = [f" {clause} " for clause in told(text)] if len(text) <= LONGEST else []
    return any(_tells(clause, clauses[n:]) for n, clause in enumerate(clauses))


def _tells(clause: str, and_on: list[str]) -> bool:
    """Whether a clause says so, and nothing that is said from there on makes it a part of the day."""
    if not _SAYS.search(clause) or _NOT_SO.search(clause) or any(map(_IN_PART.search, and_on)):
        return False
    return not _TO_COME.search(clause) or bool(_GONE_BY.search(clause))
