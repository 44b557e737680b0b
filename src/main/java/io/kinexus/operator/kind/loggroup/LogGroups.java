package io.kinexus.operator.kind.loggroup;

import static io.kinexus.operator.core.diff.Field.exact;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;

/** What a log group is to us: its table, its calls, its permissions. Pure. */
final class LogGroups {
    static final KindName NAME = new KindName("log-group");
    /** Fifty names a page, by prefix; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(50, 0);

    private static final String ANY = "arn:aws:logs:${region}:${account}:log-group:*";
    private static final String NAMED = "arn:aws:logs:${region}:${account}:log-group:${name}";
    /** As older actions of Logs want it. */
    private static final String WITH_STREAMS = NAMED + ":*";

    static final Fields<LogGroupSpec, LogGroupLive> FIELDS = Fields.<LogGroupSpec, LogGroupLive>table()
            .row(exact("retentionInDays", LogGroupSpec::retentionDays, LogGroupLive::retentionDays))
            .unmanaged("logGroupName", "its identity")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("kmsKeyId", "encrypted by the service's own key; a customer key is not declared yet")
            .unmanaged("logGroupClass", "STANDARD, which cannot be changed; INFREQUENT_ACCESS has no metric filters")
            .unmanaged("deletionProtectionEnabled", "logs are kept by retention, not by protection")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("logs:DescribeLogGroups", ANY).because("log groups are listed"),
            Permission.on("logs:CreateLogGroup", NAMED, WITH_STREAMS),
            Permission.on("logs:TagResource", NAMED, WITH_STREAMS),
            Permission.on("logs:ListTagsForResource", NAMED, WITH_STREAMS),
            Permission.on("logs:PutRetentionPolicy", NAMED, WITH_STREAMS),
            Permission.on("logs:DeleteRetentionPolicy", NAMED, WITH_STREAMS),
            Ownership.only(Permission.on("logs:DeleteLogGroup", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private LogGroups() {}
}
