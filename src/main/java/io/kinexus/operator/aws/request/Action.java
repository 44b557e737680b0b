package io.kinexus.operator.aws.request;

/**
 * The rules of one action.
 *
 * @param name as in IAM: {@code sns:CreateTopic}
 * @param page AWS's own page about it
 */
record Action(String name, String page, Member request) {}
