"""`python -m infra.phone NUMBER`: what `make call` does."""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence

from infra.fake_connect import seed
from infra.local.paths import HOME
from infra.local.saved_state import SavedState, load_running
from infra.phone.audio import heard
from infra.phone.keypad import Keypad, Script, Terminal
from infra.phone.moments import Asked, Listener, Moment, seconds
from infra.phone.numbers import caller
from infra.phone.row import keys_of, row, saved
from infra.phone.transcript import Transcript
from infra.phone.wiring import answering, wired
from infra.servers.errors import LocalCloudError
from vanity import VanityError
from vanity.cli.ink import Ink

RECORDING = HOME / "call.wav"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the call that the command line asks for; a failure is one line and exit code 1."""
    try:
        _call(_parser().parse_args(arguments))
    except (LocalCloudError, VanityError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _call(arguments: argparse.Namespace) -> None:
    number, keypad, up = caller(arguments.number), _keypad(arguments.keys), load_running()
    columns = shutil.get_terminal_size().columns
    transcript = Transcript(sys.stdout, columns, echoes=isinstance(keypad, Script))
    moments: list[Moment] = []
    listeners: list[Listener] = [transcript, moments.append]
    listeners += [_pass_time] if arguments.realtime else []
    play = wired(answering(up.cloud.connect.client()), up.cloud.aws.endpoint, number, keypad, listeners)
    transcript.open(seed.PHONE_NUMBER, number)
    play.run()
    for line in _afterwards(up, moments):
        print(line)
    if arguments.say:
        print(f"\n{heard(moments, RECORDING)}")


def _keypad(keys: str | None) -> Keypad:
    """The keys that were given, or those typed at the terminal; where there is none the caller is silent."""
    if keys is None and sys.stdin.isatty():
        asked = f"{Ink.of(sys.stdout).dim('  you   ')}press "
        return Terminal(lambda: input(asked))
    return Script.of(keys or "")


def _pass_time(moment: Moment) -> None:
    time.sleep(seconds(moment))


def _afterwards(up: SavedState, moments: list[Moment]) -> Iterator[str]:
    """What the call left behind, and where it can be looked at."""
    dynamodb, table = up.cloud.aws.client("dynamodb"), up.outputs["CallersTable"]
    for key in keys_of(moment.event for moment in moments if isinstance(moment, Asked)):
        yield ""
        yield from row(key, saved(dynamodb, table, key), Ink.of(sys.stdout))
    if "PageUrl" in up.outputs:
        yield f"\npage  {up.outputs['PageUrl']}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.phone", description="Call the line.")
    parser.add_argument("number", help="who calls: a number, `anonymous`, or nothing (an empty text)")
    parser.add_argument("--keys", help="what the caller presses, an entry for each time the line waits: 1,,2065550100")
    parser.add_argument("--realtime", action="store_true", help="speak and pause for as long as a voice would")
    parser.add_argument("--say", action="store_true", help=f"make the call heard too, as {RECORDING.name}")
    return parser


if __name__ == "__main__":
    main()
