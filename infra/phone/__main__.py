"""`python -m infra.phone NUMBER`: what `make call` does."""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence

from infra.fake_connect import seed
from infra.local.paths import HOME
from infra.local.saved_state import SavedState, load_running
from infra.phone.audio import play_audio
from infra.phone.contact import parse_caller
from infra.phone.events import CallEvent, Invoked, Listener, duration
from infra.phone.keypad import Keypad, ScriptedKeypad, TerminalKeypad
from infra.phone.line import fetch_line, make_call
from infra.phone.saved_row import format_row, keys_of, read_row
from infra.phone.transcript import Transcript
from infra.servers.errors import LocalCloudError
from vanity import VanityError
from vanity.cli.ink import Ink

RECORDING = HOME / "call.wav"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the call that the command line asks for; a failure prints one line and exits with code 1."""
    try:
        _call(_parser().parse_args(arguments))
    except (LocalCloudError, VanityError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _call(arguments: argparse.Namespace) -> None:
    number, keypad, up = parse_caller(arguments.number), _keypad(arguments.keys), load_running()
    columns = shutil.get_terminal_size().columns
    transcript = Transcript(sys.stdout, columns, echoes=isinstance(keypad, ScriptedKeypad))
    events: list[CallEvent] = []
    listeners: list[Listener] = [transcript, events.append]
    listeners += [_pass_time] if arguments.realtime else []
    play = make_call(fetch_line(up.cloud.connect.client()), up.cloud.aws.endpoint, number, keypad, listeners)
    transcript.open(seed.PHONE_NUMBER, number)
    play.run()
    for line in _afterwards(up, events):
        print(line)
    if arguments.say:
        print(f"\n{play_audio(events, RECORDING)}")


def _keypad(keys: str | None) -> Keypad:
    """Return the keys that were given, or a keypad in the terminal; without a terminal the caller is silent."""
    if keys is None and sys.stdin.isatty():
        prompt = f"{Ink.of(sys.stdout).dim('  you   ')}press "
        return TerminalKeypad(lambda: input(prompt))
    return ScriptedKeypad.parse(keys or "")


def _pass_time(event: CallEvent) -> None:
    time.sleep(duration(event))


def _afterwards(up: SavedState, events: list[CallEvent]) -> Iterator[str]:
    """Yield what the call saved, and the address of the page that shows it."""
    dynamodb, table = up.cloud.aws.client("dynamodb"), up.outputs["CallersTable"]
    for key in keys_of(event.event for event in events if isinstance(event, Invoked)):
        yield ""
        yield from format_row(key, read_row(dynamodb, table, key), Ink.of(sys.stdout))
    if "PageUrl" in up.outputs:
        yield f"\npage  {up.outputs['PageUrl']}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.phone", description="Call the line.")
    parser.add_argument("number", help="who calls: a number, `anonymous`, or nothing (an empty text)")
    parser.add_argument("--keys", help="what the caller presses, an entry for each time the line waits: 1,,2065550100")
    parser.add_argument("--realtime", action="store_true", help="speak and pause for as long as a voice would")
    parser.add_argument("--say", action="store_true", help=f"also play the call aloud and save it as {RECORDING.name}")
    return parser


if __name__ == "__main__":
    main()
