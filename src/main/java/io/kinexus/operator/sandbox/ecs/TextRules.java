package io.kinexus.operator.sandbox.ecs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which ECS's model says nothing, and its pages do.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
enum TextRules {
    TOKEN("clientToken", "[\\x21-\\x7E]{1,64}"),
    STARTED_BY("startedBy", "[A-Za-z0-9_/-]{0,128}"),
    /** That it has a bound as names have is a guess. */
    GROUP("group", "[^\\p{Cntrl}]{0,255}"),
    /** An alarm of another name cannot be; that ECS looks is a guess. */
    ALARM("alarmNames", "[^\\p{Cntrl}]{1,255}");

    private final String member;
    private final Pattern form;

    TextRules(String member, String regex) {
        this.member = member;
        this.form = Pattern.compile(regex);
    }

    /** What is left out is fine. */
    void check(@Nullable String text) {
        EcsFaults.require(
                text == null || form.matcher(text).matches(), member + " contains invalid characters or is too long.");
    }
}
