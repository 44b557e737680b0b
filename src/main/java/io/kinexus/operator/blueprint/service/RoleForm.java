package io.kinexus.operator.blueprint.service;

/** How the ARN of a role is written. */
final class RoleForm {
    static final String REGEX = "arn:[a-z-]+:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}";
    static final String SAY = "a role's ARN, such as arn:aws:iam::123456789012:role/api";

    private RoleForm() {}
}
