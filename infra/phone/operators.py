"""How a value is compared with an operand; text by its letters as they are, upper and lower case apart."""

from collections.abc import Callable
from operator import contains, eq, ge, gt, le, lt

Comparison = Callable[[str, str], bool]


def _numbers(compare: Callable[[float, float], bool]) -> Comparison:
    """The comparison of two numbers; what is no number compares with nothing."""

    def compared(value: str, operand: str) -> bool:
        try:
            return compare(float(value), float(operand))
        except ValueError:
            return False

    return compared


OPERATORS: dict[str, Comparison] = {
    "Equals": eq,
    "TextStartsWith": str.startswith,
    "TextEndsWith": str.endswith,
    "TextContains": contains,
    "NumberGreaterThan": _numbers(gt),
    "NumberGreaterOrEqualTo": _numbers(ge),
    "NumberLessThan": _numbers(lt),
    "NumberLessOrEqualTo": _numbers(le),
}
