"""Creates, updates and deletes the contact flow of one stack.

Every step can be repeated, whatever state the last attempt left, because a response from Connect may be lost and the
Lambda function may be interrupted. The flow's tags say which stack owns it, and its ARN is the resource's physical id.
"""

import logging
from collections.abc import Callable, Mapping

from calls.errors import AlreadyExistsError, NotFoundError, ServiceError
from publisher import routing
from publisher.instance import FlowArn, FlowDraft, Instance, is_instance
from publisher.request import FlowProperties

#: The tags that say which resource of which stack owns a flow.
STACK, RESOURCE = "vanity:stack", "vanity:resource"
_log = logging.getLogger(__name__)


class Publication:
    """The flow of a stack's resource.

    `open_instance` returns the instance with a given ARN, and `content` the flow's content for given properties.
    """

    def __init__(
        self,
        stack: str,
        resource: str,
        open_instance: Callable[[str], Instance],
        content: Callable[[FlowProperties], str],
    ) -> None:
        self._ownership_tags = {STACK: stack, RESOURCE: resource}
        self._open_instance = open_instance
        self._content = content
        #: The flow's ARN; empty until the flow exists.
        self.published = ""
        #: The phone number that the flow answers, in E.164; empty when it answers none.
        self.number = ""

    def create(self, properties: FlowProperties) -> None:
        """Publish the flow and route the number to it. Raises PublisherError, ServiceError or FlowError."""
        draft = self._draft(properties)
        instance = self._open_instance(properties.instance)
        instance.allow_function(properties.function)
        flow, tags = self._create_or_adopt(instance, draft)
        self._route(instance, flow, properties.number, tags)

    def update(self, physical_id: str, properties: FlowProperties, old: FlowProperties) -> None:
        """Publish a new version of the flow. Raises PublisherError, ServiceError or FlowError.

        Creates a new flow when the instance has changed or the flow no longer exists. CloudFormation sees the new
        physical id and then deletes the old flow.
        """
        arn = FlowArn.parse(physical_id)
        if arn is None or arn.instance != properties.instance:
            self.create(properties)
            return
        if not self._replace(arn, properties):
            self.create(properties)
        if old.instance != arn.instance:
            self._remove_failed_move(old)
        elif old.function and old.function != properties.function:
            self._open_instance(arn.instance).disallow_function(old.function)

    def delete(self, physical_id: str, properties: FlowProperties) -> None:
        """Delete the flow and undo what was done for it, skipping what no longer exists. Raises ServiceError."""
        arn = FlowArn.parse(physical_id)
        if arn:
            self._remove(self._open_instance(arn.instance), arn.flow, properties)
        elif is_instance(properties.instance):
            self._remove_unfinished(self._open_instance(properties.instance), properties)

    def _draft(self, properties: FlowProperties) -> FlowDraft:
        properties.check()
        return FlowDraft(properties.name, properties.description, self._content(properties))

    def _create_or_adopt(self, instance: Instance, draft: FlowDraft) -> tuple[str, dict[str, str]]:
        """Create the flow, or adopt the stack's flow from a Create whose reply was lost. Returns its id and tags."""
        try:
            return instance.create(draft, self._ownership_tags), self._ownership_tags
        except AlreadyExistsError:
            flow = self._find_own(instance, draft.name)
        if flow is None:
            raise AlreadyExistsError(
                f"the instance has a flow named {draft.name!r} that does not belong to this stack: "
                "delete or rename it in the Connect console, or choose another Name"
            )
        instance.replace(flow, draft)
        return flow, instance.tags(flow)

    def _replace(self, arn: FlowArn, properties: FlowProperties) -> bool:
        """Publish a new version of the flow. Returns False when the flow no longer exists."""
        draft = self._draft(properties)
        instance = self._open_instance(arn.instance)
        instance.allow_function(properties.function)
        try:
            instance.replace(arn.flow, draft)
        except NotFoundError:
            return False
        instance.tag(arn.flow, self._ownership_tags)
        self._route(instance, arn.flow, properties.number, instance.tags(arn.flow))
        return True

    def _route(self, instance: Instance, flow: str, number: str, tags: Mapping[str, str]) -> None:
        self.published = str(FlowArn(instance.arn, flow))
        routing.route(instance, flow, number, tags)
        self.number = instance.e164_of(number) if number else ""

    def _remove(self, instance: Instance, flow: str, properties: FlowProperties) -> None:
        routing.restore_all(instance, flow, instance.tags(flow))
        existed = instance.delete(flow)
        # If the flow did not exist, an Update may have replaced it in this instance; the new flow needs the function.
        if properties.function and (existed or not self._has_own(instance)):
            instance.disallow_function(properties.function)

    def _remove_unfinished(self, instance: Instance, properties: FlowProperties) -> None:
        """Undo a Create that failed or was interrupted, including a flow whose id it never received."""
        flow = self._find_own(instance, properties.name)
        if flow:
            self._remove(instance, flow, properties)
        elif properties.function:
            instance.disallow_function(properties.function)

    def _remove_failed_move(self, elsewhere: FlowProperties) -> None:
        """Undo a failed move to another instance. A failure here is only logged, so that the rollback can finish."""
        try:
            self.delete("", elsewhere)
        except ServiceError as error:
            _log.warning("an unfinished flow may remain in %s: %s", elsewhere.instance, error)

    def _find_own(self, instance: Instance, name: str) -> str | None:
        candidates = (flow.id for flow in instance.flows() if flow.name == name)
        return next((flow for flow in candidates if self._is_own(instance, flow)), None)

    def _has_own(self, instance: Instance) -> bool:
        return any(self._is_own(instance, flow.id) for flow in instance.flows())

    def _is_own(self, instance: Instance, flow: str) -> bool:
        return instance.tags(flow).items() >= self._ownership_tags.items()
