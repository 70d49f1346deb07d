"""The commonest words of the languages read here, enough to tell them apart without a model."""

from __future__ import annotations

FUNCTION_WORDS = {
    "en": frozenset(
        "the of and to in that was for is on said with by as at from his he it were has had have not they this are be "
        "which their been who after will but".split()
    ),
    "de": frozenset(
        "der die das und ist nicht ein eine den dem des mit von auf für sich im zu auch wurde wird sind nach bei aus "
        "dass hat haben einen einer zum zur über".split()
    ),
    "fr": frozenset(
        "le la les des et est dans une du que qui pour au aux par sur avec ce cette sont été ont il elle ne pas plus "
        "se leur après son sa ses".split()
    ),
    "es": frozenset(
        "el la los las de que en y una por con para del se su al es un como más fue ha han sus lo este esta pero "
        "desde entre sobre también tras".split()
    ),
    "uk": frozenset(
        "і та в у на що не з до за про це як від для під час його її їх також було був була які який після або але "
        "має через із зі щоб".split()
    ),
}  # fmt: skip
