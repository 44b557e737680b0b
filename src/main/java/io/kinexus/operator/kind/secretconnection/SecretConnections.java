package io.kinexus.operator.kind.secretconnection;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a secret's connection is to us. Pure. */
final class SecretConnections {
    static final KindName NAME = new KindName("secret-connection");
    /** The tag on the secret that says what was added; the value itself is never read to find out. */
    static final String TAG = "kinexus:connection";
    /** The stage of the version that has it. */
    static final String STAGE = "kinexus-connection";
    /** A hundred a page; the same listing as the secrets' own. */
    static final Floor FLOOR = new Floor(100, 0);

    /** AWS adds a hyphen and six characters to the name. */
    private static final String NAMED = "arn:aws:secretsmanager:${region}:${account}:secret:${secret}-??????";

    static final Fields<SecretConnectionSpec, SecretConnectionLive> FIELDS =
            Fields.<SecretConnectionSpec, SecretConnectionLive>table()
                    .row(field("secretString.url", SecretConnectionSpec::endpoint, SecretConnectionLive::endpoint))
                    .row(Field.<SecretConnectionSpec, SecretConnectionLive, Boolean>field(
                                    "versionStages", spec -> true, SecretConnectionLive::inCurrentVersion)
                            .showing(there -> there ? "in the current version" : "not in the current version"))
                    .unmanaged("secretId", "its identity")
                    .unmanaged("clientRequestToken", "the intent's own token")
                    .unmanaged("secretBinary", "user name and password are text")
                    .unmanaged("rotationToken", "only a rotating function in another account has one")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("secretsmanager:ListSecrets", "the action has no resource-level permissions"),
            Permission.on("secretsmanager:DescribeSecret", NAMED),
            Permission.on("secretsmanager:GetSecretValue", NAMED),
            Permission.on("secretsmanager:PutSecretValue", NAMED),
            Permission.on("secretsmanager:UpdateSecretVersionStage", NAMED),
            Permission.on("secretsmanager:TagResource", NAMED),
            Permission.on("secretsmanager:UntagResource", NAMED));

    private SecretConnections() {}

    /** The version only while it has the connection: who reads the URL waits until a new password has it too. */
    static Map<String, String> outputs(SecretConnectionLive live) {
        Map<String, String> outputs = new LinkedHashMap<>(Map.of("arn", live.arn()));
        live.current()
                .filter(version -> live.inCurrentVersion())
                .map(SecretVersion::chosen)
                .ifPresent(version -> outputs.put("versionId", version));
        return outputs;
    }
}
