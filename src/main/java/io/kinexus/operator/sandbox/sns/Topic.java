package io.kinexus.operator.sandbox.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One topic's attributes as AWS answers them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html">GetTopicAttributes</a>
 */
final class Topic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SETTABLE = Set.of(
            "DisplayName",
            "Policy",
            "DeliveryPolicy",
            "KmsMasterKeyId",
            "TracingConfig",
            "SignatureVersion",
            "FifoTopic",
            "ContentBasedDeduplication",
            "FifoThroughputScope");
    private static final int LONGEST_DISPLAY_NAME = 100;

    private final String arn;
    private final Map<String, String> attributes = new TreeMap<>();

    Topic(String arn, String owner) {
        this.arn = arn;
        attributes.put("TopicArn", arn);
        attributes.put("Owner", owner);
        attributes.put("DisplayName", "");
        attributes.put("Policy", usualPolicy(arn, owner));
        attributes.put("EffectiveDeliveryPolicy", "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":3}}}");
    }

    String arn() {
        return arn;
    }

    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    void set(String name, String value) {
        boolean feedback = name.endsWith("FeedbackRoleArn") || name.endsWith("FeedbackSampleRate");
        if (!SETTABLE.contains(name) && !feedback) {
            throw SnsSandbox.invalid("AttributeName");
        }
        if (name.equals("DisplayName") && value.length() > LONGEST_DISPLAY_NAME) {
            throw SnsSandbox.invalid("DisplayName Reason: must be at most 100 characters");
        }
        if (name.equals("Policy")) {
            parse(value);
        }
        if (value.isEmpty() && !name.equals("DisplayName")) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    private static void parse(String policy) {
        try {
            if (!JSON.readTree(policy).has("Statement")) {
                throw SnsSandbox.invalid("Policy Error: no Statement");
            }
        } catch (JsonProcessingException e) {
            throw SnsSandbox.invalid("Policy Error: not JSON");
        }
    }

    /** What AWS gives a topic that was made without a policy: everything, for the owner alone. */
    private static String usualPolicy(String arn, String owner) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{"
                + "\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                + "\"Action\":[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\","
                + "\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\","
                + "\"SNS:Publish\"],\"Resource\":\"" + arn + "\","
                + "\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"" + owner + "\"}}}]}";
    }
}
