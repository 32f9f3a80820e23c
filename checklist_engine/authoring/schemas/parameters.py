"""`parameters:` of a profile or a test: the parameters of the pack with their types and bounds."""

from checklist_engine.authoring.schemas.arguments import literal
from checklist_engine.authoring.schemas.bounds import bounds
from checklist_engine.authoring.schemas.hovers import parameter_hover
from checklist_engine.authoring.schemas.names import REGENERATE
from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.model.pack import RulePack


def parameter_values(pack: RulePack) -> Schema:
    """Values by parameter, within the bounds of each."""
    names = "、".join(pack.parameters) or "なし"
    return {
        "properties": {
            name: {
                **parameter_hover(each).keywords(),
                **literal(each.type),
                **bounds(each.min, each.max),
            }
            for name, each in pack.parameters.items()
        },
        "additionalProperties": False,
        "errorMessage": f"pack.yaml の parameters にある設定値は {names} です。{REGENERATE}",
    }
