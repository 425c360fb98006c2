"""Macros for the case flow: one graph, shown as a figure, as a list and as tables."""

from __future__ import annotations

from textwrap import wrap

from markupsafe import Markup

from handbook.plan.audience import Audience
from handbook.plan.flow import Node
from handbook.plan.plan import Plan
from handbook.plan.views import start_of, step_number, ways_from
from handbook.plan.vocabulary import Age, NodeKind
from macros.diagram import label, svg
from macros.macro import Context, macro
from macros.sandbox import as_text


@macro
def case_flow(context: Context) -> Markup:
    """Sagsgangen som figur og som liste, fx `{{ case_flow() }}`."""
    plan = context.plan
    before = (NodeKind.QUESTION, NodeKind.ACUTE)
    exits = [node for node in plan.nodes if node.kind is NodeKind.EXIT]
    if context.audience is Audience.PUBLIC:
        return context.html("case_flow_public.html", before=[start_of(plan), *(n for n in plan.nodes if n.kind in before)], exits=exits)
    asks = [(node, ways_from(node, plan)) for node in plan.nodes if node.kind in before]
    numbered = [(step_number(node, plan), node, ways_from(node, plan)) for node in plan.steps]
    text = mermaid(plan)
    title = f"{plan.flow.name} i {len(plan.steps)} trin"
    return context.html(
        "case_flow.html",
        figure=None if context.live_diagrams else svg(text, id="sagsgang", title=title, description=_described(plan)),
        mermaid=Markup("\n").join(map(as_text, text.splitlines())),
        start=start_of(plan),
        asks=asks,
        steps=numbered,
        exits=exits,
        ages=list(Age),
        kinds=NodeKind,
    )


@macro
def who_does_what(context: Context, step: str) -> Markup:
    """Hvem gør hvad på et trin, for hver alder, fx `{{ who_does_what("modtages") }}`."""
    return context.html("who_does_what.html", node=context.find("steps", step), ages=list(Age))


@macro
def step_facts(context: Context) -> Markup:
    """På et trins side: nummer, kilde og hvem der orienteres, fx `{{ step_facts() }}`."""
    node = context.own(Node)
    hears = context.plan.roles[context.plan.flow.hears_of_all]
    return context.html("step_facts.html", node=node, number=step_number(node, context.plan), total=len(context.plan.steps), hears=hears)


@macro
def step_ages(context: Context) -> Markup:
    """På et trins side: hvem gør hvad, hvad registreres, frist og regler for hver alder, fx `{{ step_ages() }}`."""
    return context.html("step_ages.html", node=context.own(Node), ages=list(Age))


@macro
def step_next(context: Context) -> Markup:
    """På et trins side: vejene videre, fx `{{ step_next() }}`."""
    node = context.own(Node)
    return context.html("step_next.html", node=node, ways=ways_from(node, context.plan))


@macro
def write_down(context: Context, node: str) -> Markup:
    """Hvad man skriver ned på et punkt i sagsgangen, fx `{{ write_down("modtages") }}`."""
    return context.html("items.html", items=context.find("nodes", node).write_down)


@macro
def avoid(context: Context, node: str) -> Markup:
    """Hvad man ikke gør på et punkt i sagsgangen, fx `{{ avoid("ring-112") }}`."""
    return context.html("items.html", items=context.find("nodes", node).avoid)


def mermaid(plan: Plan) -> str:
    """The case flow as Mermaid text, top-down and no wider than a phone.

    Where a step may also end, its own box says so: drawn as ways, the exits would make the figure twice as wide.
    Where every way is an exit, they stand in a box below.
    """
    boxes: list[str] = []
    arrows: list[str] = []
    for node in plan.nodes:
        if node.kind is NodeKind.EXIT:
            continue
        ways = ways_from(node, plan)
        ends = [end for _, end in ways if end.kind is NodeKind.EXIT]
        on = [(edge, end) for edge, end in ways if end.kind is not NodeKind.EXIT]
        text = _title(node, plan) if not (ends and on) else f"{_title(node, plan)}\nkan ende her: {_names(ends)}"
        boxes.append(_box(_id(node), text, _CLASS[node.kind]))
        arrows += [f"  {_id(node)} -->{_when(edge.when)} {_id(end)}" for edge, end in on]
        if ends and not on:
            boxes.append(_box(f"{_id(node)}_slut", "\n".join(end.short for end in ends), "exit"))
            arrows.append(f"  {_id(node)} --> {_id(node)}_slut")
    return "\n".join(["flowchart TD", *boxes, *arrows])


def _described(plan: Plan) -> str:
    """What somebody who does not see the figure must know of it; the list beside it says the rest."""
    asks = [node for node in plan.nodes if node.kind is NodeKind.QUESTION]
    answers = [
        " ".join(
            [
                node.short,
                *(f"{edge.when or 'videre'}: {_title(end, plan)}." for edge, end in ways_from(node, plan)),
            ]
        )
        for node in asks
    ]
    steps = ", ".join(_title(node, plan) for node in plan.steps)
    exits = _names([node for node in plan.nodes if node.kind is NodeKind.EXIT])
    return " ".join([f"Begynder med: {start_of(plan).short}.", *answers, f"Trinnene er {steps}.", f"En sag kan ende som: {exits}."])


def _box(id: str, text: str, kind: str) -> str:
    lines = [line for part in text.split("\n") for line in wrap(part, 24)]
    return f'  {id}["{"<br/>".join(map(label, lines))}"]:::{kind}'


def _names(nodes: list[Node]) -> str:
    return ", ".join(node.short for node in nodes)


_CLASS = {
    NodeKind.START: "start",
    NodeKind.QUESTION: "question",
    NodeKind.ACUTE: "acute",
    NodeKind.STEP: "step",
    NodeKind.EXIT: "exit",
}


def _id(node: Node) -> str:
    return node.id.replace("-", "_")


def _title(node: Node, plan: Plan) -> str:
    return f"{step_number(node, plan)}. {node.short}" if node.kind is NodeKind.STEP else node.short


def _when(when: str | None) -> str:
    """A condition on its way, in lines so short that the figure stays as narrow as a phone."""
    return f'|"{"<br/>".join(label(line) for line in wrap(when, 14))}"|' if when else ""
