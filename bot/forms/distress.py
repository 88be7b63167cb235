"""Words of despair. When in doubt they are heard: one help screen too many is only a nuisance.

Nothing is judged, stored or logged: the answer is only whether to show the urgent help screen.
"""

import re

from bot.forms.words import slips

# A phrase is plain words. "a/b" is either, "(a)" may be left out, and "." is the end of a sentence.
PHRASES = (
    "suicide/suicidal/suicidally/unalive/selfharm/overdose/overdosed/overdosing",
    "self harm/harming/harmed/harms/injury/injuring",
    "kill/killing/killed/harm/harming/hurt/hurting/cut/cutting/hang/hanging/hate/end/starve/drown myself",
    "kill/killing/killed/harming/harms/hurts/hurting/cutting/cuts/hanging himself/herself/themselves",
    "to/will/might/could/would/gonna/ill/hell/shell hurt/harm/cut/hang/end himself/herself/themselves",
    "kill/killing him/her/them/me/everyone",
    "kill/killing/hurt/hurting/harm/harming/smother my son/daughter/child/kids/children/boy/girl/baby",
    "hurt/hurting/harm/harming him/them",
    "to/will/might/could/gonna/ill/going hurt/harm/hurting/harming/smother/strangle her",
    "want/wants/wanted/ready to die ./because/and/but/now/today/tonight/so/if/when/i/he/she/last/of",
    "want/wants/wanted to be dead",
    "wish/wishes/wished i/he/she/we/they was/were dead",
    "wish/wishes/wished i/he/she/we/they wasnt/werent alive/born/around/here",
    "wish/wishes/wished i/he/she/we/they was/were not alive/born/around/here",
    "wish/wishes i/id/he/hed/she/shed/we/they (had) never been born",
    "rather (be) die/dead",
    "ways/way/how/plan/planning/going to die",
    "better off dead/gone",
    "better off/of without me/us",
    "better if i was/were/wasnt/werent dead/gone/here/alive",
    "if i wasnt/werent here/around anymore",
    "dont/doesnt/didnt want to live ./anymore/like/no/if/and/but",
    "dont/doesnt/didnt want to be alive/here ./anymore/like/no",
    "dont/doesnt/didnt want to exist",
    "dont/doesnt/didnt/not/never want/to/hope/just (to) wake up ./again/anymore/tomorrow",
    "never/not wake up ./and/but/again/anymore",
    "no reason/will/wish to live",
    "enough of life/living",
    "done with life/living",
    "isnt/not worth it/living anymore",
    "life/living isnt worth",
    "life is not/hardly worth",
    "nothing (left) to live for",
    "no point in/of/to living/life/live",
    "no/the point (in) going on",
    "dont see the/any point (in) living/life/anymore",
    "what is/s the point of/in living/life/being",
    "whats the point (of/in) living/life/being/anymore",
    "not/isnt worth living",
    "end/ending/ended it all ./and/but/now/today/tonight/if/because/i/so",
    "want/wants/wanted/going/thinking/ready/feel/feeling to/of/about/like end/ending it ./all/now/tonight",
    "end/ending/take/taking/took my/his/her/their (own) life ./and/but/if/because/last/when/in/now",
    "took/take/taken/taking/swallow/swallowed all my/the pills/tablets/meds/medication/medicine",
    "cant go/carry on ./like/anymore/any/living/and/but/no/with/much/without/it/i",
    "took/taken too many pills/tablets/paracetamol",
    "cant keep going/living/doing",
    "cant do this/it anymore",
    "cant take/bear/stand/face/handle it/this/life/another/anything (day) anymore/like/.",
    "cant cope/deal (with) (this/life/it) anymore",
    "cant take (any) more/anymore ./of",
    "cant live like this",
    "i/we cant cope",
    "i/we am/are not coping",
    "im/were not coping",
    "breaking point",
    "feel like giving up",
    "no one/nobody would/will miss me",
    "nobody/one would/will care/notice if i",
    "happier without me",
    "give/giving/gave/given up on life/living/myself/everything",
    "i want/wanted to give up ./and/but/on",
    "hate my life/myself",
    "hate/hating being alive",
    "feel/feeling/felt/am/im hopeless/worthless",
    "no hope (left) ./for/anymore",
    "alone/so and/so hopeless/worthless",
    "lost all hope",
    "no/only/a way out ./for/but/i/anymore",
    "want/wants to disappear/vanish",
    "want it (all) to stop/end/be ./over/and",
    "want/going/gonna to kms",
    "gonna kms",
    "top/topping/do/doing/finish myself ./in/off/and/if/or",
    "do/doing/done something stupid/silly",
    "throw/throwing myself",
    "jump/jumping in front of",
    "jump/jumping off a/the bridge/roof/building/balcony",
    "slit/cut/cutting my wrists/arms/wrist/arm",
    "scared/afraid/frightened of what i might/could/will/may do",
    "scared/afraid/frightened of myself",
    "im/am (a) danger to my/him/her/them/myself",
    "to/will/might/could hurt/harm someone/somebody",
    "might/could/will do something to him/her/them/myself",
)

# More than one slip away from what was meant, or two words for one.
SPELLINGS = (
    (r"\b(?:can ?not|can t|carnt|cnt|cann?'?t)\b", "cant"),
    (r"\bdo(es|)(?: not|nt| n t)\b", r"do\1nt"),
    (r"\b(?:wanna|want too|wana|wan to|wnat to|want 2|wantto)\b", "want to"),
    (r"\b(wants|wanted) (?:too|2)\b", r"\1 to"),
    (r"\bany ?(?:more|mor|longer)\b", "anymore"),
    (r"\b(?:self ?harm(?:s|ed|ing)?)\b", "selfharm"),
    (r"\b(my|him|her) (?:self|slef)\b", r"\1self"),
    (r"\bthem ?(?:selves|selfs|self)\b", "themselves"),
    (r"\b(?:suicidle|suisid\w+|sucid\w+|suside|suiside|sewicid\w+|suacid\w+)\b", "suicide"),
    (r"\bover dose", "overdose"),
    (r"\b(?:kil|kll)\b", "kill"),
    (r"\b(?:kiling|killin)\b", "killing"),
    (r"\bi (?:will|would)\b", "i will"),
    (r"\b(?:just|really|honestly|simply|literally|actually|even|totally|sometimes|seriously)\b ?", ""),
    (r"\b(?:fucking|bloody)\b ?", ""),
)
WATCHED = (
    "suicide",
    "suicidal",
    "myself",
    "himself",
    "herself",
    "overdose",
    "overdosed",
    "anymore",
    "without",
)
SHORTEST_WATCHED = 6


def is_distress(said: str) -> bool:
    """Whether these words sound like despair, self-harm or a fear of hurting someone."""
    texts = (said, said.replace("\n", " ")) if "\n" in said else (said,)
    return any(_DESPAIR.search(_plain(text)) for text in texts)


def _plain(said: str) -> str:
    text = re.sub("['\u2018\u2019`\u00b4]", "", said.lower())
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    text = re.sub(r"[.!?\n;]+", " . ", text)
    text = " ".join(re.sub(r"[^a-z0-9. ]+", " ", text).split())
    for misspelt, meant in _SPELLINGS:
        text = misspelt.sub(meant, text)
    return f" {' '.join(_meant(word) for word in text.split())} . "


def _meant(word: str) -> str:
    if len(word) < SHORTEST_WATCHED or word in WATCHED:
        return word
    near = (watched for watched in WATCHED if abs(len(watched) - len(word)) <= 1)
    return next((watched for watched in near if slips(word, watched)), word)


def _pattern(phrase: str) -> str:
    words = ""
    for word in phrase.split():
        either = "|".join(re.escape(one) for one in word.strip("()").split("/"))
        words += f"(?:(?:{either}) )" + "?" * word.startswith("(")
    return words


_SPELLINGS = tuple((re.compile(misspelt), meant) for misspelt, meant in SPELLINGS)
_DESPAIR = re.compile(f" (?:{'|'.join(_pattern(phrase) for phrase in PHRASES)})")
