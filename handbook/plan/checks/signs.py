"""Signs are behaviour: the name of one says nothing of faith, origin, clothes, beard or a new name (CDE and grundloven §§ 67-70)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.plan import Plan
from handbook.plan.problem import Problem

_MARKER = re.compile(
    r"\b(?:skæg|\w*tørklæde|niqab|burka|tøj|tøjet|klæder|klædt|påklædning|konverter|bøn\b|bønner|bedetæppe|faste[rn]?\b|moské|kirke|synagoge"
    r"|menighed|religi|troende|islam|muslim|kristen|jødi|halal|herkomst|oprindelse|etni[sc]|nationalitet|indvandre|efterkommer|flygtning"
    r"|udlænding|navneskift|skifter navn|skift af navn|hudfarve)\w*",
    re.IGNORECASE,
)


def check(plan: Plan) -> Iterator[Problem]:
    for sign in plan.signs:
        if match := _MARKER.search(sign.name):
            message = f"»{match[0]}« er ikke adfærd. Tro, tøj, navn og oprindelse er aldrig tegn."
            hint = "Skriv, hvad personen gør eller siger, som kan føre til vold, fx »Truer eller presser andre«."
            yield Problem(sign.place_of("name"), "sign-marker", message, hint)
