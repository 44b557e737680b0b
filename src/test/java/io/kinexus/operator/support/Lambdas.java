package io.kinexus.operator.support;

import io.kinexus.operator.core.resource.Scope;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What a function needs around it, made as a person would. */
public final class Lambdas {
    public static final String BUCKET = "kinexus-test-artifacts";
    public static final String KEY = "documents-1.0.0.zip";
    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
        """;

    private Lambdas() {}

    /** The role that {@link #role} makes. */
    public static String roleArn(Scope scope) {
        return "arn:aws:iam::" + scope.account() + ":role/kinexus/test/documents";
    }

    /** A role, and a bucket with versions that holds the code. */
    public static void prepare(Scope scope) {
        role(scope);
        bucket(scope);
        upload(scope, "one");
    }

    public static void role(Scope scope) {
        scope.client(IamClient.class)
                .createRole(r -> r.roleName("documents").path("/kinexus/test/").assumeRolePolicyDocument(TRUST));
    }

    public static void bucket(Scope scope) {
        S3Client s3 = scope.client(S3Client.class);
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.putBucketVersioning(
                r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }

    /** @return the version of the object */
    public static String upload(Scope scope, String code) {
        return scope.client(S3Client.class)
                .putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString(code))
                .versionId();
    }

    /** With the one version that {@link #prepare}'s code makes. */
    public static void function(Scope scope, String name) {
        prepare(scope);
        scope.client(LambdaClient.class).createFunction(r -> r.functionName(name)
                .runtime("python3.12")
                .handler("app.handler")
                .role(roleArn(scope))
                .publish(true)
                .code(c -> c.s3Bucket(BUCKET).s3Key(KEY)));
    }
}
