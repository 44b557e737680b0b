package io.kinexus.operator.aws.request;

/**
 * One thing that AWS would refuse a request for.
 *
 * @param action such as {@code sns:CreateTopic}
 * @param member AWS's name of it with its way down, {@code Tags[3].Key}; empty for the request as a whole
 * @param problem what is wrong and what AWS allows; never the value of a secret
 * @param page AWS's own page about the action
 */
public record Violation(String action, String member, String problem, String page) {
    /** One line for people. */
    public String text() {
        return action + ": " + (member.isEmpty() ? "" : member + " ") + problem + " (" + page + ")";
    }
}
