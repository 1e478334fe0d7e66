"""Creates, updates and deletes the contact flow of one stack.

Every step can be repeated, whatever state the last attempt left, because a response from Connect may be lost and the
Lambda function may be interrupted. The flow's tags say whose it is, and its ARN is the resource's physical id.
"""

import json
import logging
from collections.abc import Callable, Mapping
from functools import partial

from calls.errors import AlreadyExistsError, NotFoundError, ServiceError
from contact_flow import digest
from publisher import routing
from publisher.errors import InvalidRequestError
from publisher.instance import FlowArn, FlowDraft, Instance, NumberState, is_instance
from publisher.ownership import DIGEST, FUNCTION, TOLD, Ownership
from publisher.request import FlowProperties

_log = logging.getLogger(__name__)


class Publication:
    """The flow of a stack's resource.

    `open_instance` returns the instance with a given ARN, and `content` the flow's content for given properties.
    """

    def __init__(
        self,
        ownership: Ownership,
        open_instance: Callable[[str], Instance],
        content: Callable[[FlowProperties], str],
    ) -> None:
        self._ownership = ownership
        self._open_instance = open_instance
        self._content = content
        #: The flow's ARN; empty until the flow exists.
        self.published = ""
        #: The phone number that the flow answers; None when it answers none.
        self.number: NumberState | None = None

    def create(self, properties: FlowProperties) -> None:
        """Publish the flow and route the number to it. Raises PublisherError, ServiceError or FlowError."""
        draft = self._draft(properties)
        instance = self._open_instance(properties.instance)
        instance.allow_function(properties.function)
        flow, tags = self._create_or_adopt(instance, draft, self._tags(draft, properties.function))
        self._route(instance, flow, properties.number, tags)

    def confirm(self, arn: str) -> None:
        """Note that CloudFormation knows the flow by its ARN and will delete it by that. Raises ServiceError."""
        flow = FlowArn.parse(arn)
        if flow:
            self._open_instance(flow.instance).tag(flow.flow, {TOLD: "yes"})

    def update(self, physical_id: str, properties: FlowProperties, old: FlowProperties) -> None:
        """Publish a new version of the flow. Raises PublisherError, ServiceError or FlowError.

        Creates a new flow when the instance has changed or the flow no longer exists. CloudFormation sees the new
        physical id and then deletes by the old one.
        """
        arn = FlowArn.parse(physical_id)
        if arn is None or arn.instance != properties.instance:
            self.create(properties)
            return
        if not self._replace(arn, properties):
            self.create(properties)
        if old.instance != arn.instance:
            self._remove_failed_move(old)
        elif old.function != properties.function:
            self._disallow(self._open_instance(arn.instance), old.function)

    def delete(self, physical_id: str, properties: FlowProperties) -> None:
        """Delete the flow and undo what was done for it, skipping what no longer exists. Raises ServiceError."""
        arn = FlowArn.parse(physical_id)
        if arn:
            self._remove(self._open_instance(arn.instance), arn.flow, properties)
        elif is_instance(properties.instance):
            self._remove_left_over(self._open_instance(properties.instance), properties)

    def _tags(self, draft: FlowDraft, function: str) -> dict[str, str]:
        return {**self._ownership.tags, DIGEST: digest(json.loads(draft.content)), FUNCTION: function}

    def _draft(self, properties: FlowProperties) -> FlowDraft:
        properties.check()
        return FlowDraft(properties.name, properties.description, self._content(properties))

    def _create_or_adopt(
        self, instance: Instance, draft: FlowDraft, tags: dict[str, str]
    ) -> tuple[str, dict[str, str]]:
        """Create the flow, or adopt the resource's flow from a request whose reply was lost. Return its id and tags."""
        try:
            return instance.create(draft, tags), tags
        except AlreadyExistsError:
            flow = self._find(instance, self._ownership.is_own, draft.name)
        if flow is None:
            raise AlreadyExistsError(
                f"the instance has a flow named {draft.name!r} that does not belong to this stack: "
                "delete or rename it in the Connect console, or choose another Name"
            )
        instance.replace(flow, draft)
        instance.tag(flow, tags)
        return flow, instance.tags(flow)

    def _replace(self, arn: FlowArn, properties: FlowProperties) -> bool:
        """Publish a new version of the flow. Returns False when the flow no longer exists."""
        draft = self._draft(properties)
        instance = self._open_instance(arn.instance)
        tags = instance.tags(arn.flow)
        if self._is_foreign(instance, arn.flow, tags):
            raise InvalidRequestError(
                "the flow is not this stack's, or its tags were removed, so it was not changed: restore its tags in "
                "the Connect console, or delete the flow there, and deploy again"
            )
        instance.allow_function(properties.function)
        try:
            instance.replace(arn.flow, draft)
        except NotFoundError:
            return False
        instance.tag(arn.flow, {**self._tags(draft, properties.function), TOLD: "yes"})
        self._route(instance, arn.flow, properties.number, tags)
        return True

    def _route(self, instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
        self.published = str(FlowArn(instance.arn, flow))
        routing.route(instance, flow, number, tags)
        self.number = instance.number_state(number) if number else None

    def _remove(self, instance: Instance, flow: str, properties: FlowProperties) -> None:
        tags = instance.tags(flow)
        if self._is_foreign(instance, flow, tags):
            _log.warning("the flow is left alone, because its tags do not say that it is this stack's")
            return
        routing.restore_all(instance, flow, tags)
        instance.delete(flow)
        self._disallow(instance, properties.function)

    def _is_foreign(self, instance: Instance, flow: str, tags: Mapping[str, str]) -> bool:
        """Return whether a flow exists and is not the resource's. Without any tags, it may only be gone."""
        if tags:
            return not self._ownership.is_own(tags)
        return instance.find_flow(lambda listed: listed.id == flow) is not None

    def _remove_left_over(self, instance: Instance, properties: FlowProperties) -> None:
        """Undo a Create that failed or was interrupted, including a flow whose ARN CloudFormation never received."""
        flow = self._find(instance, self._ownership.is_left_over)
        if flow:
            self._remove(instance, flow, properties)
        else:
            self._disallow(instance, properties.function)

    def _disallow(self, instance: Instance, function: str) -> None:
        """Stop allowing a function, unless another flow of the resource invokes it, such as an Update's new flow."""
        if function and not self._find(instance, partial(self._ownership.needs, function)):
            instance.disallow_function(function)

    def _remove_failed_move(self, elsewhere: FlowProperties) -> None:
        """Undo a failed move to another instance. A failure here is only logged, so that the rollback can finish."""
        self._ownership = self._ownership._replace(request="")  # an earlier request made what is left there
        try:
            self.delete("", elsewhere)
        except ServiceError as error:
            _log.warning("an unfinished flow may remain in %s: %s", elsewhere.instance, error)

    def _find(self, instance: Instance, fits: Callable[[Mapping[str, str]], bool], name: str = "") -> str | None:
        """Return a flow whose tags fit, and which has this name if one is given."""
        return instance.find_flow(lambda flow: name in {"", flow.name} and fits(instance.tags(flow.id)))
