package io.kinexus.operator.kind.queue;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a queue is to us: its table, its calls, its permissions. Pure. */
final class Queues {
    static final KindName NAME = new KindName("queue");
    /** SQS gives a queue's attributes one queue a call. */
    static final Floor FLOOR = new Floor(0, 1);

    static final String RETENTION = "MessageRetentionPeriod";
    static final String POLICY = "Policy";
    static final String ENCRYPTED = "SqsManagedSseEnabled";
    static final String PATH = "attributes.";

    private static final String ANY = "arn:aws:sqs:${region}:${account}:*";
    private static final String NAMED = "arn:aws:sqs:${region}:${account}:${name}";

    static final Fields<QueueSpec, QueueLive> FIELDS = Fields.<QueueSpec, QueueLive>table()
            .row(field(PATH + RETENTION, QueueSpec::retentionSeconds, QueueLive::retentionSeconds))
            .row(field(PATH + POLICY, Queues::senders, QueueLive::senders)
                    .showing(senders -> new TreeSet<>(senders).toString()))
            .row(field(PATH + ENCRYPTED, spec -> true, QueueLive::encrypted))
            .unmanaged("queueName", "its identity")
            .unmanaged("queueUrl", "its identity")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("sqs:GetQueueUrl", ANY).because("queues are read, ours and those that are left over"),
            Permission.on("sqs:GetQueueAttributes", ANY).because("queues are read, ours and those that are left over"),
            Permission.on("sqs:ListQueueTags", NAMED),
            Permission.on("sqs:CreateQueue", NAMED),
            Permission.on("sqs:TagQueue", NAMED),
            Permission.on("sqs:SetQueueAttributes", NAMED),
            Ownership.only(Permission.on("sqs:DeleteQueue", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Queues() {}

    private static Set<String> senders(QueueSpec spec) {
        return spec.senders().stream().map(QueueSpec.Sender::toString).collect(Collectors.toSet());
    }
}
