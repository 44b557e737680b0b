package io.kinexus.operator.blueprint.topic;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import java.util.List;
import java.util.Optional;

/** An SNS topic with its subscriptions, or one that exists. */
@Doc("A topic that alarms and the operator itself tell people by.")
public record TopicDeclaration(
        @Doc("ARN of a topic that exists; it is read for references and never changed.")
        @Form(
                regex = "arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}",
                say = "a topic's ARN such as arn:aws:sns:us-east-1:123456789012:oncall")
        Optional<String> existing,

        @Doc("The sender that e-mails and texts show; the topic's name when left out.") @Range(min = 1, max = 100)
        Optional<String> displayName,

        @Doc("Who is told.") List<Subscription> subscriptions)
        implements Declaration {

    /** One endpoint. */
    public record Subscription(
            @Doc("How it is told.") Protocol protocol,

            @Doc("An e-mail address, a telephone number, a URL, or the ARN of a queue or function.")
            @Range(min = 1, max = 2048)
            String endpoint) {}

    /** What SNS delivers by; e-mail and HTTP endpoints confirm before anything reaches them. */
    public enum Protocol {
        EMAIL,
        EMAIL_JSON,
        SMS,
        HTTP,
        HTTPS,
        SQS,
        LAMBDA
    }

    public TopicDeclaration {
        subscriptions = List.copyOf(subscriptions);
    }
}
