"""Comparisons: operator against type, right side against fact, down to an atom (§4)."""

from collections.abc import Callable, Mapping

from checklist_engine.compiler.names import Lists, Names, Resolved
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.pattern_syntax import PatternFault
from checklist_engine.ground.patterns import check_pattern
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Misfit, Value, typed
from checklist_engine.model.expression import Argument, Comparison
from checklist_engine.model.pack import Parameter
from checklist_engine.model.plan import TRUE, Node, Test
from checklist_engine.operators import operators
from checklist_engine.operators.operator import Argument as Kind
from checklist_engine.operators.operator import Operator

MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Compiles comparisons; faults (E203 to E209) are added, with TRUE in their place."""

    names: Names
    parameters: Mapping[str, Parameter]

    def compile(self, comparison: Comparison, around: Lists) -> Node:
        resolved = self.names.resolve(comparison.path, around, comparison.place)
        operator = self._operator(comparison)
        if resolved is None or operator is None:
            return TRUE
        if resolved.type not in operator.on:
            self._unfit_operator(comparison, resolved, operator)
            return TRUE
        argument = comparison.argument
        if isinstance(argument.raw, dict) and set(argument.raw) == {"fact"}:
            return self._against_fact(resolved, operator, argument, around)
        value = self._right_side(resolved, operator, argument)
        if value is None:
            return TRUE
        return Test(ref=resolved.ref, atom=operator.lower(value))

    def _operator(self, comparison: Comparison) -> Operator | None:
        known = operators()
        if comparison.operator in known:
            return known[comparison.operator]
        near = nearest(comparison.operator, known)
        self._fault(
            "E205",
            f"「{comparison.operator}」という演算子はありません",
            f"もしかして「{near}」（{known[near].label}）ですか"
            if near
            else f"使えるのは {'、'.join(known)} です",
            comparison.operator_place,
        )
        return None

    def _unfit_operator(
        self, comparison: Comparison, resolved: Resolved, operator: Operator
    ) -> None:
        fitting = [name for name, each in operators().items() if resolved.type in each.on]
        if resolved.type is FactType.LIST:
            hint = f"一覧は every: {{in: {comparison.path}, …}} や some: の中で要素ごとに比べます"
        else:
            hint = f"使えるのは {'、'.join(fitting)} です"
        self._fault(
            "E205",
            f"「{comparison.path}」（{resolved.type.label}）に"
            f"「{operator.name}」（{operator.label}）は使えません",
            hint,
            comparison.operator_place,
        )

    def _against_fact(
        self, resolved: Resolved, operator: Operator, argument: Argument, around: Lists
    ) -> Node:
        assert isinstance(argument.raw, dict)
        path = argument.raw["fact"]
        if not isinstance(path, str):
            self._fault(
                "E204", "fact には事実の名前を書きます", "例: {fact: users.count}", argument.place
            )
            return TRUE
        other = self.names.resolve(path, around, argument.place)
        if other is None:
            return TRUE
        takes_fact = operator.argument in (Kind.VALUE, Kind.CODES)
        if not takes_fact or other.type is not resolved.type:
            self._fault(
                "E204",
                f"「{operator.name}」の右に、{other.type.label}の事実「{path}」は置けません",
                f"右に置けるのは、左と同じ型（{resolved.type.label}）の事実です"
                if takes_fact
                else "値をそのまま書いてください",
                argument.place,
            )
            return TRUE
        return Test(ref=resolved.ref, atom=operator.lower(None), against=other.ref)

    def _right_side(
        self, resolved: Resolved, operator: Operator, argument: Argument
    ) -> Value | frozenset[Value] | None:
        match operator.argument:
            case Kind.VALUE:
                return self._value(resolved, argument)
            case Kind.CODE:
                return self._code(resolved, argument)
            case Kind.VALUES:
                return self._several(argument, lambda item: self._value(resolved, item))
            case Kind.CODES:
                return self._several(argument, lambda item: self._code(resolved, item))
            case Kind.YES_NO:
                return self._typed(argument, FactType.BOOLEAN, None)
            case Kind.MONTHS:
                return self._months(argument)
            case Kind.PATTERN:
                return self._pattern(argument)

    def _value(self, resolved: Resolved, argument: Argument) -> Value | None:
        return self._typed(argument, resolved.type, resolved)

    def _code(self, resolved: Resolved, argument: Argument) -> Value | None:
        return self._typed(argument, FactType.CHOICE, resolved)

    def _several(
        self, argument: Argument, read: Callable[[Argument], Value | None]
    ) -> frozenset[Value] | None:
        if not isinstance(argument.raw, list):
            self._fault(
                "E204",
                "値を並べるところです",
                "[a, b] のように角括弧の中に書いてください",
                argument.place,
            )
            return None
        if not argument.parts:
            self._fault(
                "E204",
                "比べる値が一つも並んでいません",
                "値を書くか、何も選ばれていないことを確かめるなら is_empty: true を使ってください",
                argument.place,
            )
            return None
        values = [read(item) for item in argument.parts]
        found = [value for value in values if value is not None]
        for position, value in enumerate(values):
            if value is not None and value in values[:position]:
                self._fault(
                    "E204",
                    "同じ値が二度並んでいます",
                    "一つにしてください",
                    argument.parts[position].place,
                )
        return frozenset(found) if len(found) == len(values) else None

    def _months(self, argument: Argument) -> Value | None:
        months = self._typed(argument, FactType.INTEGER, None)
        if isinstance(months, int) and not 0 <= months <= MOST_MONTHS:
            self._fault(
                "E204",
                f"月数は 0 から {MOST_MONTHS} までです",
                "例: within_months: 12",
                argument.place,
            )
            return None
        return months

    def _pattern(self, argument: Argument) -> Value | None:
        pattern = self._typed(argument, FactType.TEXT, None)
        if isinstance(pattern, str):
            try:
                check_pattern(pattern)
            except PatternFault as fault:
                self._fault(
                    "E208",
                    f"パターンの {fault.position + 1} 文字目: {fault}",
                    "使えるのは 文字、[…]、.、( )、|、? * + {m,n} です",
                    argument.place,
                )
                return None
        return pattern

    def _typed(
        self, argument: Argument, wanted: FactType, resolved: Resolved | None
    ) -> Value | None:
        raw = argument.raw
        if isinstance(raw, dict):
            parameter = self._parameter(argument)
            if parameter is None:
                return None
            raw = parameter.value
            if not _fits(parameter.type, wanted):
                self._fault(
                    "E204",
                    f"設定値「{parameter.id}」は{parameter.type.label}なので、"
                    f"{wanted.label}とは比べられません",
                    "型の同じ設定値を使ってください",
                    argument.place,
                )
                return None
            if not isinstance(raw, str):
                return raw
        codes = resolved.fact.choices if resolved and resolved.fact else None
        value = typed(raw, wanted, codes)
        if isinstance(value, Misfit):
            self._misfit(value, codes, resolved, argument)
            return None
        return value

    def _parameter(self, argument: Argument) -> Parameter | None:
        assert isinstance(argument.raw, dict)
        name = argument.raw.get("parameter")
        if set(argument.raw) != {"parameter"} or not isinstance(name, str):
            self._fault(
                "E204",
                "値のところに書けるのは、値そのもの、{parameter: 設定値}、{fact: 事実} です",
                "fact は一つだけで使い、並べた値の中には書けません",
                argument.place,
            )
            return None
        if name not in self.parameters:
            near = nearest(name, self.parameters)
            self._fault(
                "E209",
                f"設定値「{name}」は pack.yaml の parameters にありません",
                f"もしかして「{near}」ですか"
                if near
                else "pack.yaml に加えるか、値をそのまま書いてください",
                argument.place,
            )
            return None
        return self.parameters[name]

    def _misfit(
        self,
        misfit: Misfit,
        codes: Mapping[str, str] | None,
        resolved: Resolved | None,
        argument: Argument,
    ) -> None:
        near = nearest(misfit.code, codes) if misfit.code and codes else None
        label = f"「{resolved.fact.label}」: " if resolved and resolved.fact else ""
        hint = f"もしかして「{near}」（{codes[near]}）ですか" if near and codes else misfit.hint
        self._fault("E204", f"{label}{misfit.message}", hint, argument.place)

    def _fault(self, code: str, message: str, hint: str | None, place: Place) -> None:
        self.names.faults.append(Diagnostic(code=code, message=message, hint=hint, place=place))


def _fits(given: FactType, wanted: FactType) -> bool:
    if given is FactType.TEXT:
        return wanted in (FactType.TEXT, FactType.CHOICE)
    return given is wanted or (given is FactType.INTEGER and wanted is FactType.NUMBER)
