"""The field's fixed words: values are ASCII, labels are what readers see."""

from __future__ import annotations

from handbook.plan.record import Choice


class Task(Choice):
    """The plan's three tasks (Udviklings- og implementeringsguide, figur 1); also the site's three entrances."""

    PREVENTION = "generel-forebyggelse", "Generel forebyggelse"
    CONCERN = "bekymring", "Udredning og håndtering af bekymringer"
    ACUTE = "akut", "Handling i akutte situationer"


class Age(Choice):
    """Which law a person belongs under: barnets lov, or from the 18th birthday serviceloven."""

    UNDER_18 = "under-18", "Under 18 år"
    OVER_18 = "over-18", "Fyldt 18 år"


class RoleLevel(Choice):
    """Where in the organisation a role stands (guide 4.1.2)."""

    POLITICAL = "politisk", "Politisk niveau"
    STRATEGIC = "strategisk", "Strategisk niveau"
    EXECUTING = "udfoerende", "Udførende niveau"


class Knowledge(Choice):
    """How much a role must know (guide 4.1.6)."""

    DEVELOP = "udvikle", "Udvikler og varetager opgaven"
    IDENTIFY = "identificere-og-haandtere", "Kan identificere og håndtere bekymringer"
    WHOM_TO_CALL = "vide-hvem", "Ved, hvem de kontakter"


class StakeholderKind(Choice):
    """Where a stakeholder stands: inside the municipality or outside (guide 4.1.6)."""

    MANAGEMENT = "ledelse", "Ledelse i kommunen"
    FRONTLINE = "frontlinje", "Medarbejdere i kommunen"
    AUTHORITY = "myndighed", "Andre myndigheder"
    CIVIL_SOCIETY = "civilsamfund", "Civilsamfundet"

    @property
    def internal(self) -> bool:
        return self in (StakeholderKind.MANAGEMENT, StakeholderKind.FRONTLINE)


class InitiativeStatus(Choice):
    """How far an initiative is."""

    PLANNED = "planlagt", "Planlagt"
    UNDER_WAY = "i-gang", "I gang"
    ENDED = "afsluttet", "Afsluttet"


class Status(Choice):
    """How far the municipality's plan covers an element of the concept."""

    COVERED = "adresseret", "Adresseret"
    PARTLY = "delvist", "Delvist"
    MISSING = "mangler", "Mangler"
    IRRELEVANT = "ikke-relevant", "Ikke relevant"


class SignGroup(Choice):
    """What kind of behaviour a warning sign is."""

    ACTIONS = "handlinger", "Handlinger"
    UTTERANCES = "ytringer", "Ytringer om vold og fjendebilleder"
    RELATIONS = "relationer", "Relationer og fællesskaber"
    ONLINE = "online", "Online"


class Weight(Choice):
    """How much one sign alone weighs. Danger now is neither: that is 112."""

    SERIOUS = "alvorligt", "Handl i dag"
    COMBINED = "i-sammenhaeng", "Se i sammenhæng"


class Certainty(Choice):
    """How sure a fact is: read in its source, or generally known and to be confirmed by a lawyer."""

    SEEN = "set-i-kilde", "Set i kilden"
    KNOWN = "almindeligt-kendt", "Skal bekræftes af en jurist"


class LevelCertainty(Choice):
    """Whether the figure itself places an element on its level."""

    STATED = "sikker", "Står i kildens figur"
    INFERRED = "udledt", "Udledt af figurens opbygning"


class SpanCertainty(Choice):
    """Where an element's tiers are known from."""

    STATED = "tekst", "Kilden siger det selv"
    INFERRED = "udledt", "Udledt af figurens opbygning"
    COLUMN = "kolonne", "Står i den ene kolonne"


class Reach(Choice):
    """Where an actor belongs: the page of actors is ordered by it, the nearest first."""

    LOCAL = "lokalt", "I kommunen"
    REGIONAL = "regionalt", "I politikredsen og regionen"
    NATIONAL = "nationalt", "I hele landet"
    INTERNATIONAL = "internationalt", "Uden for Danmark"


class ActorCertainty(Choice):
    """How sure it is that an actor is today what its source says."""

    SEEN = "set-i-kilde", "Set i kilden"
    MAYBE_CHANGED = "kan-vaere-aendret", "Kan være ændret siden"
    REPLACED = "afloest", "Findes ikke længere"


class ToolKind(Choice):
    """What a tool is for: the page of tools is ordered by it."""

    CONCERN = "bekymring", "Når der er en bekymring"
    PLAN = "plan", "Til arbejdet med planen"
    COOPERATION = "samarbejde", "Når I samarbejder"
    HOUSING = "boligomraade", "Udsatte boligområder"
    LEARNING = "laering", "Når I vil lære mere"


class ToolUser(Choice):
    """Who uses a tool. One that assesses people is for the infohus alone (source S18, seed 004:38)."""

    INFOHUS = "infohuset", "Kun infohuset"
    STAFF = "medarbejdere", "Medarbejdere"
    MENTORS = "korpset", "Mentorer og coaches"
    LEADERS = "ledere", "Ledere og dem, der laver planen"
    COORDINATOR = "koordinator", "Den lokale koordinator og partnerne"


class ToolStatus(Choice):
    """Whether the municipality uses a tool."""

    USED = "bruges", "Vi bruger det"
    PLANNED = "planlagt", "Vi har planlagt at bruge det"
    NOT_USED = "bruges-ikke", "Vi bruger det ikke"


class NodeKind(Choice):
    """What a node of the case flow is."""

    START = "start", "Begyndelse"
    QUESTION = "spoergsmaal", "Spørgsmål"
    ACUTE = "akut", "Akut"
    STEP = "trin", "Trin"
    EXIT = "udgang", "Udgang"


class Action(Choice):
    """What a role does, as a typed act that checks can decide on."""

    CALL_112 = "ring-112", "Ring 112"
    CALL_114 = "ring-114", "Ring 114"
    TELL_MANAGER = "tal-med-leder", "Tal med lederen"
    CALL_ENTRANCE = "kontakt-indgang", "Kontakt infohuset"
    NOTIFY = "underretning", "Underret"
    ASK_CONSENT = "samtykke", "Bed om samtykke"
    TALK = "samtale", "Tal med personen"
    INVOLVE_PARENTS = "inddrag-foraeldre", "Inddrag forældrene"
    WRITE_DOWN = "skriv-ned", "Skriv ned"
    RECEIVE = "modtag", "Modtag"
    ASSESS = "vurder", "Vurdér"
    CONVENE = "indkald", "Indkald"
    DECIDE = "beslut", "Beslut"
    CARRY_OUT = "gennemfoer", "Gennemfør"
    SUPPORT = "stoet", "Støt"
    INFORM = "orienter", "Orientér"
    FOLLOW_UP = "foelg-op", "Følg op"
    HAND_OVER = "overdrag", "Overdrag"
    CLOSE = "afslut", "Afslut"


class GroupKind(Choice):
    """Who makes the plan (guide 2.1)."""

    STEERING = "styregruppe", "Styregruppe"
    WORKING = "arbejdsgruppe", "Arbejdsgruppe"
    LEADER = "projektleder", "Projektleder"
    WRITER = "skriveressource", "Skriveressource"


class ActivityKind(Choice):
    """What a line of the rollout plan is (guide 6.2)."""

    DECISION = "beslutning", "Beslutning"
    ACTIVITY = "aktivitet", "Aktivitet"
    TRAINING = "opkvalificering", "Opkvalificering"
    COMMUNICATION = "kommunikation", "Kommunikation"
    FOLLOW_UP = "opfoelgning", "Opfølgning"


class Holidays(Choice):
    """Whether a contact answers on public holidays."""

    OPEN = "aabent", "Også åbent på helligdage"
    CLOSED = "lukket", "Lukket på helligdage"


class Score(Choice):
    """A step of the scale from 1 to 5 (guide 3.1.1). The scale is the guide's, the words are ours."""

    NOTHING = "1", "Ikke begyndt"
    BEGUN = "2", "Lidt på vej"
    HALFWAY = "3", "Halvvejs"
    MOSTLY = "4", "Næsten på plads"
    DONE = "5", "På plads i hverdagen"

    @property
    def points(self) -> int:
        return int(self)


class DataLevel(Choice):
    """Where a number comes from (guide 4.1.3)."""

    OPEN = "offentlige", "Offentlige tal"
    INTERNAL = "interne", "Kommunens øvrige tal"
    OWN = "egne", "Vores egen optælling"


class Dimension(Choice):
    """What a table of counts is divided by (guide 4.1.3 and its seventh experience)."""

    PERIOD = "periode", "Periode"
    AREA = "fagomraade", "Fagområde"
    AGE = "aldersgruppe", "Aldersgruppe"
    DISTRICT = "distrikt", "Distrikt"


class Withheld(Choice):
    """Why a count is not shown."""

    SMALL = "under-5", "under 5"
    PROTECTING = "skjult", "skjult"


class InventoryKind(Choice):
    """What a source names: the page of where everything is, is ordered by it."""

    MODEL = "modeller", "Modeller og figurer"
    TOOL = "vaerktoejer", "Værktøjer og skemaer"
    BODY = "aktoerer", "Organer og aktører"
