"""How a condition compares the value that an action returned with its operand."""

from collections.abc import Callable
from operator import contains, eq, ge, gt, le, lt

from contact_flow.document import Comparison

Compare = Callable[[str, str], bool]  # a value with an operand


def operator_and_operand(comparison: Comparison) -> tuple[str, str]:
    """Return the operator of a comparison, and its operand as text."""
    return comparison["Operator"], str(comparison["Operands"][0])


def _as_numbers(compare: Callable[[float, float], bool]) -> Compare:
    """Return a comparison of two numbers; a text that is no number matches nothing."""

    def compare_texts(value: str, operand: str) -> bool:
        try:
            return compare(float(value), float(operand))
        except ValueError:
            return False

    return compare_texts


# Texts are compared as they are, with upper and lower case distinct.
OPERATORS: dict[str, Compare] = {
    "Equals": eq,
    "TextStartsWith": str.startswith,
    "TextEndsWith": str.endswith,
    "TextContains": contains,
    "NumberGreaterThan": _as_numbers(gt),
    "NumberGreaterOrEqualTo": _as_numbers(ge),
    "NumberLessThan": _as_numbers(lt),
    "NumberLessOrEqualTo": _as_numbers(le),
}
