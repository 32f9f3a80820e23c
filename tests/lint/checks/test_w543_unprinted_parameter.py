from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w543_unprinted_parameter"


def files(text: str, text_open: str = "確かめること") -> dict[str, str]:
    return {
        "conditions.yaml": f'agree:\n  subject: 同意\n  obligation: consider\n  text: "{text}"\n'
        f'  text_open: "{text_open}"\n  parameters: {{items: list, whom: text}}\n'
        "  order: 10\n  route: conclusion\n",
        "one/one-001.yaml": rule(
            not_met="condition: {use: agree, with: {items: [記録], whom: 市}}"
        ),
    }


def test_a_parameter_that_no_text_prints_is_told_at_its_name(tmp_path: Path) -> None:
    written = files("{{ items | ya }}を定めること")
    assert places(CHECK, tmp_path, written) == ["conditions.yaml:6:29"]
    assert told(CHECK, tmp_path, written) == (
        "パラメータ「whom」は、条件「agree」の文に差し込まれません\n"
        "文に {{ whom }} と書くか、要らなければ、規則の with とともに消してください"
    )


def test_one_text_and_what_may_be_left_out_are_enough(tmp_path: Path) -> None:
    written = files("〔{{ items | ya }}など、〕定めること", "{{ whom }}が確かめること")
    assert places(CHECK, tmp_path, written) == []


def test_a_parameter_of_the_pack_is_another_thing(tmp_path: Path) -> None:
    written = files("{{ items | ya }}を{{ parameter.days }}日で定めること")
    assert places(CHECK, tmp_path, written) == ["conditions.yaml:6:29"]
