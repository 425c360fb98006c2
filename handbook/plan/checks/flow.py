"""The case flow as a graph: one start, no dead end, every exit reached, every condition said, both ages whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.plan.flow import Edge, Flow, Node
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem
from handbook.plan.vocabulary import Action, Age, NodeKind


def check(plan: Plan) -> Iterator[Problem]:
    for node in plan.nodes:
        yield from _ages(node)
    for flow in list(plan.flows)[:1]:
        yield from _start(flow, plan)
        yield from _ways(flow, plan)
        yield from _conditions(flow, plan)


def _ages(node: Node) -> Iterator[Problem]:
    for age in Age:
        path = node.path(age)
        key = "under_18" if age is Age.UNDER_18 else "over_18"
        if node.kind is NodeKind.STEP and path is None:
            hint = f"Skriv `{key}:` med `summary`, `duties`, `record` og `deadline`."
            yield Problem(
                node.place, "flow-age", f"Trinnet »{node.name}« siger ikke, hvem der gør hvad, når personen er {_age(age)}.", hint
            )
        elif node.kind is NodeKind.STEP and path and path.record is None:
            hint = "Skriv `record:` med `what`, `system` og `role`."
            yield Problem(
                node.place_of(key),
                "flow-age",
                f"Trinnet »{node.name}« siger ikke, hvad der registreres, når personen er {_age(age)}.",
                hint,
            )
        for index, duty in enumerate(path.duties if path else ()):
            if age is Age.OVER_18 and duty.action is Action.NOTIFY:
                hint = "Brug fx `samtykke` eller `kontakt-indgang`."
                message = "Der er ingen almindelig underretningspligt for voksne."
                yield Problem(node.place_of(key, "duties", index, "action"), "underretning-adult", message, hint)


def _start(flow: Flow, plan: Plan) -> Iterator[Problem]:
    starts = [node for node in plan.nodes if node.kind is NodeKind.START]
    if not starts:
        yield Problem(flow.place, "flow-start", "Sagsgangen har ingen begyndelse.", "Giv ét punkt `kind: start`.")
    for extra in starts[1:]:
        message = f"Sagsgangen har mere end én begyndelse. Den første er `{starts[0].id}`."
        yield Problem(extra.place_of("kind"), "flow-start", message, "Giv dette punkt en anden `kind`, fx `trin`.")


def _ways(flow: Flow, plan: Plan) -> Iterator[Problem]:
    reached = _closure((node.id for node in plan.nodes if node.kind is NodeKind.START), flow.edges)
    exits = {node.id for node in plan.nodes if node.kind is NodeKind.EXIT}
    ending = _closure(exits, [edge.model_copy(update={"start": edge.end, "end": edge.start}) for edge in flow.edges])
    if not exits:
        yield Problem(flow.place, "flow-exit", "Sagsgangen har ingen udgang.", "Giv mindst ét punkt `kind: udgang`.")
    for node in plan.nodes:
        leaves = [edge for edge in flow.edges if edge.start == node.id]
        if node.kind is NodeKind.EXIT and leaves:
            yield Problem(
                node.place, "flow-exit", f"Udgangen »{node.name}« fører videre.", "Slet vejen fra den, eller gør punktet til et trin."
            )
        if reached and node.id not in reached:
            rule = "flow-exit" if node.kind is NodeKind.EXIT else "flow-unreachable"
            hint = f"Skriv en vej under `edges:` med `to: {node.id}`."
            yield Problem(node.place, rule, f"Ingen vej fører til »{node.name}«.", hint)
        if node.kind is not NodeKind.EXIT and (not leaves or (exits and node.id not in ending)):
            hint = f"Skriv en vej under `edges:` med `from: {node.id}`."
            yield Problem(node.place, "flow-dead-end", f"Fra »{node.name}« er der ingen vej til en udgang.", hint)


def _conditions(flow: Flow, plan: Plan) -> Iterator[Problem]:
    for node in plan.nodes:
        leaves = [(i, edge) for i, edge in enumerate(flow.edges) if edge.start == node.id]
        if node.kind is NodeKind.QUESTION and len(leaves) == 1:
            yield Problem(
                node.place,
                "flow-condition",
                f"Spørgsmålet »{node.name}« har kun ét svar.",
                "Skriv en vej for hvert svar, fx `when: ja` og `when: nej`.",
            )
        seen: set[str] = set()
        for index, edge in leaves:
            several = len(leaves) > 1 or node.kind is NodeKind.QUESTION
            if several and not edge.when:
                hint = "Skriv betingelsen, fx `when: nej`."
                yield Problem(
                    flow.place_of("edges", index),
                    "flow-condition",
                    f"Der er flere veje fra »{node.name}«, og denne siger ikke hvornår.",
                    hint,
                )
            elif edge.when and edge.when.casefold() in seen:
                yield Problem(
                    flow.place_of("edges", index, "when"),
                    "flow-condition",
                    f"To veje fra »{node.name}« har samme betingelse.",
                    "Skriv, hvad der skiller dem.",
                )
            seen.add((edge.when or "").casefold())


def _closure(start: Iterable[str], edges: Iterable[Edge]) -> set[str]:
    ways = list(edges)
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [edge.end for edge in ways if edge.start == current]
    return found


def _age(age: Age) -> str:
    return "under 18 år" if age is Age.UNDER_18 else "fyldt 18 år"
