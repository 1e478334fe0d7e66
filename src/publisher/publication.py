"""The contact flow of one stack, as it is created, updated and deleted.

Everything here may be done again from the start, in whatever state the last time left it: Connect's answers get lost,
and so does the function. The flow's tags tell that it is ours, and its ARN is the resource's physical id.
"""

import logging
from collections.abc import Callable, Mapping

from calls.errors import AlreadyExistsError, NotFoundError, ServiceError
from publisher import phone_line
from publisher.instance import Draft, FlowArn, Instance, is_instance
from publisher.properties import Properties

STACK, RESOURCE = "vanity:stack", "vanity:resource"
_log = logging.getLogger(__name__)


class Publication:
    """The flow of a stack's resource.

    published: the ARN of the flow, from the moment that there is one. digits: the phone number that it answers, in
    E.164; empty when there is none.
    """

    def __init__(
        self, stack: str, resource: str, at: Callable[[str], Instance], content: Callable[[Properties], str]
    ) -> None:
        self._marks = {STACK: stack, RESOURCE: resource}
        self._at = at
        self._content = content
        self.published = ""
        self.digits = ""

    def create(self, wanted: Properties) -> None:
        """Publish the flow, and let it answer the number. Raises PublisherError, ServiceError and FlowError."""
        draft = self._draft(wanted)
        instance = self._at(wanted.instance)
        instance.admit(wanted.function)
        flow, tags = self._created(instance, draft)
        self._take_calls(instance, flow, wanted.number, tags)

    def update(self, physical: str, wanted: Properties, old: Properties) -> None:
        """Publish the flow anew: a new flow if it is wanted elsewhere, or gone. Raises PublisherError, ServiceError and FlowError.

        CloudFormation deletes the flow of the old physical id when there is a new one.
        """
        arn = FlowArn.parse(physical)
        if arn is None or arn.instance != wanted.instance:
            self.create(wanted)
            return
        if not self._rewritten(arn, wanted):
            self.create(wanted)
        if old.instance != arn.instance:
            self._clear(old)
        elif old.function and old.function != wanted.function:
            self._at(arn.instance).dismiss(old.function)

    def delete(self, physical: str, last: Properties) -> None:
        """Remove the flow and what was made for it, as far as it is there. Raises ServiceError."""
        arn = FlowArn.parse(physical)
        if arn:
            self._remove(self._at(arn.instance), arn.flow, last)
        elif is_instance(last.instance):
            self._remove_unfinished(self._at(last.instance), last)

    def _draft(self, wanted: Properties) -> Draft:
        return Draft(wanted.name, wanted.description, self._content(wanted.checked()))

    def _created(self, instance: Instance, draft: Draft) -> tuple[str, dict[str, str]]:
        """The id and the tags of the new flow, or of the one whose making nobody heard of."""
        try:
            return instance.create(draft, self._marks), self._marks
        except AlreadyExistsError:
            flow = self._ours_named(instance, draft.name)
        if flow is None:
            raise AlreadyExistsError(
                f"the instance has a flow named {draft.name!r} that is not this stack's: "
                "delete or rename it in the Connect console, or choose another Name"
            )
        instance.rewrite(flow, draft)
        return flow, instance.tags(flow)

    def _rewritten(self, arn: FlowArn, wanted: Properties) -> bool:
        """Whether the flow was there to be published anew."""
        draft = self._draft(wanted)
        instance = self._at(arn.instance)
        instance.admit(wanted.function)
        try:
            instance.rewrite(arn.flow, draft)
        except NotFoundError:
            return False
        instance.tag(arn.flow, self._marks)
        self._take_calls(instance, arn.flow, wanted.number, instance.tags(arn.flow))
        return True

    def _take_calls(self, instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
        self.published = str(FlowArn(instance.arn, flow))
        phone_line.answer(instance, flow, number, tags)
        self.digits = instance.digits(number) if number else ""

    def _remove(self, instance: Instance, flow: str, last: Properties) -> None:
        phone_line.let_go(instance, flow, instance.tags(flow))
        was_there = instance.delete(flow)
        # A flow that was gone may have been replaced in the same instance, and the new one needs the function.
        if last.function and (was_there or not self._has_ours(instance)):
            instance.dismiss(last.function)

    def _remove_unfinished(self, instance: Instance, last: Properties) -> None:
        """Remove what a Create left that did not come to its end, and a flow that it did not know it had made."""
        flow = self._ours_named(instance, last.name)
        if flow:
            self._remove(instance, flow, last)
        elif last.function:
            instance.dismiss(last.function)

    def _clear(self, elsewhere: Properties) -> None:
        """Remove what a failed move to another instance left there, if that can be done: the way back goes first."""
        try:
            self.delete("", elsewhere)
        except ServiceError as error:
            _log.warning("a flow that was not finished may be left in %s: %s", elsewhere.instance, error)

    def _ours_named(self, instance: Instance, name: str) -> str | None:
        named = (flow.id for flow in instance.flows() if flow.name == name)
        return next((flow for flow in named if self._is_ours(instance, flow)), None)

    def _has_ours(self, instance: Instance) -> bool:
        return any(self._is_ours(instance, flow.id) for flow in instance.flows())

    def _is_ours(self, instance: Instance, flow: str) -> bool:
        return instance.tags(flow).items() >= self._marks.items()
