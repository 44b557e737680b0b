package io.kinexus.operator.kind.function;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.kind.function.FunctionLive.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What a function is to us: its table, its calls, its permissions. Pure. */
final class Functions {
    static final KindName NAME = new KindName("function");
    /** The function with its tags, its versions, and the object that its code comes from. */
    static final Floor FLOOR = new Floor(0, 3);

    static final String CODE = "code";
    static final String ARCHITECTURE = "architectures";
    static final String CONCURRENCY = "reservedConcurrentExecutions";
    static final String PUBLISH = "publish";

    private static final String ANY = "arn:aws:lambda:${region}:${account}:function:*";
    private static final String NAMED = "arn:aws:lambda:${region}:${account}:function:${name}";
    private static final String AS_CODE = "compared as code: the object and its version";
    private static final String LATER = "not declared: what is set by hand stays as it is";
    private static final String ZIP = "for container images; code here is a zip file in a bucket";

    static final Fields<FunctionSpec, FunctionLive> FIELDS = Fields.<FunctionSpec, FunctionLive>table()
            .row(field(CODE, Code::wanted, FunctionLive::code)
                    .matching(Code::satisfiedBy)
                    .showing(Code::show))
            .row(set(ARCHITECTURE, FunctionSpec::architecture, Settings::architecture))
            .row(set("runtime", FunctionSpec::runtime, Settings::runtime))
            .row(set("handler", FunctionSpec::handler, Settings::handler))
            .row(set("role", FunctionSpec::role, Settings::role))
            .row(set("memorySize", FunctionSpec::memory, Settings::memory))
            .row(set("timeout", FunctionSpec::timeout, Settings::timeout))
            .row(set("environment", FunctionSpec::environment, Settings::environment)
                    .showing(variables -> new TreeMap<>(variables).toString()))
            .row(set("loggingConfig.logGroup", FunctionSpec::logGroup, Settings::logGroup))
            .row(set("vpcConfig.subnetIds", FunctionSpec::subnets, Settings::subnets))
            .row(set("vpcConfig.securityGroupIds", FunctionSpec::securityGroups, Settings::securityGroups))
            .row(exact(CONCURRENCY, FunctionSpec::concurrency, FunctionLive::concurrency))
            .row(field(PUBLISH, (FunctionSpec spec) -> true, FunctionLive::published)
                    .showing(is -> is ? "the newest version is what it is" : "changed since its newest version"))
            .unmanaged("functionName", "its identity")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("zipFile", AS_CODE)
            .unmanaged("s3Bucket", AS_CODE)
            .unmanaged("s3Key", AS_CODE)
            .unmanaged("s3ObjectVersion", AS_CODE)
            .unmanaged("codeSha256", "guards against writers at the same time; a function has one writer")
            .unmanaged("revisionId", "guards against writers at the same time; a function has one writer")
            .unmanaged("dryRun", "how a call is made, not what it makes")
            .unmanaged("description", "of a version: where its code came from, for people")
            .unmanaged("publishTo", "for functions on instances of one's own; not declared")
            .unmanaged("imageUri", ZIP)
            .unmanaged("imageConfig", ZIP)
            .unmanaged("packageType", ZIP)
            .unmanaged("sourceKMSKeyArn", "code is encrypted with Lambda's own key")
            .unmanaged("kMSKeyArn", "variables are encrypted with Lambda's own key; secrets are read by the code")
            .unmanaged("deadLetterConfig", LATER)
            .unmanaged("tracingConfig", LATER)
            .unmanaged("layers", LATER)
            .unmanaged("fileSystemConfigs", LATER)
            .unmanaged("codeSigningConfigArn", LATER)
            .unmanaged("ephemeralStorage", LATER)
            .unmanaged("snapStart", LATER)
            .unmanaged("capacityProviderConfig", LATER)
            .unmanaged("durableConfig", LATER)
            .unmanaged("tenancyConfig", LATER)
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("lambda:GetFunction", ANY).because("functions are read, ours and those that are left over"),
            Permission.on("lambda:ListVersionsByFunction", ANY)
                    .because("functions are read, ours and those that are left over"),
            Permission.on("lambda:CreateFunction", NAMED),
            Permission.on("lambda:UpdateFunctionCode", NAMED),
            Permission.on("lambda:UpdateFunctionConfiguration", NAMED),
            Permission.on("lambda:PublishVersion", NAMED),
            Permission.on("lambda:PutFunctionConcurrency", NAMED),
            Permission.on("lambda:DeleteFunctionConcurrency", NAMED),
            Permission.on("lambda:TagResource", NAMED),
            Ownership.only(Permission.on("lambda:DeleteFunction", ANY)),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"),
            Permission.on("s3:GetObject", "arn:aws:s3:::${codeBucket}/*"),
            Permission.on("s3:GetObjectVersion", "arn:aws:s3:::${codeBucket}/*"),
            // Without it S3 answers 403 for an object that is not there, and not 404.
            Permission.on("s3:ListBucket", "arn:aws:s3:::${codeBucket}"),
            Permission.anywhere("ec2:DescribeSubnets", "Lambda looks up a function's VPC for whoever calls it"),
            Permission.anywhere("ec2:DescribeSecurityGroups", "Lambda looks up a function's VPC for whoever calls it"),
            Permission.anywhere("ec2:DescribeVpcs", "Lambda looks up a function's VPC for whoever calls it"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Functions() {}

    private static <V> Field<FunctionSpec, FunctionLive, V> set(
            String path, Function<FunctionSpec, V> want, Function<Settings, V> have) {
        return field(path, want, (FunctionLive live) -> have.apply(live.settings()));
    }

    static Map<String, String> outputs(FunctionLive live) {
        Map<String, String> outputs = new LinkedHashMap<>(Map.of("arn", live.arn(), "name", live.name()));
        live.version().ifPresent(version -> outputs.put("version", version));
        return outputs;
    }

    static Verdict health(FunctionLive live) {
        return live.failure().map(Verdict::unhealthy).orElseGet(Verdict::healthy);
    }
}
