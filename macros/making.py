"""Macros for making the plan: its phases, the groups, the production plan and the rollout plan."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handbook.plan.making import Phase, PhaseProgress
from handbook.plan.vocabulary import ActivityKind, GroupKind
from macros.macro import WIDTH, Context, macro


@macro
def plan_phases(context: Context) -> Markup:
    """Faserne i arbejdet med planen som figur og liste, og hvor langt kommunen er, fx `{{ plan_phases() }}`."""
    if not context.plan.phases:
        return Markup("")
    phases = [
        _Drawn(number, phase, context.plan.phase_progress.get(phase.id), _STEP * (number - 1))
        for number, phase in enumerate(context.plan.phases, 1)
    ]
    return context.html("plan_phases.html", phases=phases, width=WIDTH, box=_BOX)


@macro
def work_groups(context: Context) -> Markup:
    """Hvem der laver planen: grupper, projektleder og skriver, fx `{{ work_groups() }}`."""
    groups = [group for kind in GroupKind for group in context.plan.work_groups if group.kind is kind]
    return context.html("work_groups.html", groups=groups)


@macro
def production_plan(context: Context) -> Markup:
    """Produktionsplanen: hver tekst med skriver, frist og godkendelse, fx `{{ production_plan() }}`."""
    chapters = [(c, [w for w in context.plan.production if w.chapter == c.id]) for c in context.plan.chapters]
    return context.html("production_plan.html", chapters=[(chapter, texts) for chapter, texts in chapters if texts])


@macro
def rollout_plan(context: Context) -> Markup:
    """Planen for udrulning: beslutninger, aktiviteter, kurser og opfølgning, fx `{{ rollout_plan() }}`."""
    kinds = [(kind, sorted((a for a in context.plan.rollout if a.kind is kind), key=lambda a: a.due)) for kind in ActivityKind]
    return context.html("rollout_plan.html", kinds=[(kind, activities) for kind, activities in kinds if activities])


@macro
def implementation_principles(context: Context) -> Markup:
    """Principperne for at tage planen i brug, fx `{{ implementation_principles() }}`."""
    return context.html("implementation_principles.html", principles=list(context.plan.principles))


_BOX, _STEP = 60, 88


@dataclass(frozen=True)
class _Drawn:
    """One phase as a box of the figure."""

    number: int
    phase: Phase
    progress: PhaseProgress | None
    top: int

    @property
    def state(self) -> str:
        if self.progress is None or self.progress.started is None:
            return "Ikke begyndt"
        return "Færdig" if self.progress.finished else "I gang"
