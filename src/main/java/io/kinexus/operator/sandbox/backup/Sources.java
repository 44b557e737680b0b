package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.dynamodb.DynamoSandbox;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.sandbox.s3.S3Sandbox;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What can be backed up here, by its ARN: databases, tables, buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html">Supported
 *     services</a>
 */
final class Sources {
    private final Account account;

    Sources(Account account) {
        this.account = account;
    }

    /** As AWS Backup names it. */
    Optional<String> type(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6) {
            return Optional.empty();
        }
        return switch (parts[2]) {
            case "rds" -> parts[5].startsWith("db:") ? Optional.of("RDS") : Optional.empty();
            case "dynamodb" -> Optional.of("DynamoDB");
            case "s3" -> Optional.of("S3");
            default -> Optional.empty();
        };
    }

    boolean there(String arn) {
        return switch (type(arn).orElse("")) {
            case "RDS" -> instance(arn).isPresent();
            case "DynamoDB" ->
                account.service(DynamoSandbox.class).state() instanceof Map<?, ?> tables
                        && tables.containsKey(arn.substring(arn.indexOf("table/") + "table/".length()));
            case "S3" ->
                account.service(S3Sandbox.class)
                        .regionOf(arn.substring(arn.lastIndexOf(':') + 1))
                        .isPresent();
            default -> false;
        };
    }

    /** Why it cannot be copied now. */
    Optional<String> refuses(String arn) {
        if (!there(arn)) {
            return Optional.of("Resource " + arn + " does not exist");
        }
        return instance(arn)
                .filter(one -> !one.dbInstanceStatus().equals("available"))
                .map(one -> "Instance " + one.dbInstanceIdentifier() + " is not in available state.");
    }

    /** Of a database a snapshot of RDS's own, of the rest something that only AWS Backup knows; answers its ARN. */
    String copy(String arn, String job) {
        return instance(arn)
                .map(one ->
                        account.service(RdsSandbox.class).backUp(one.dbInstanceIdentifier(), "awsbackup:job-" + job))
                .orElseGet(() -> account.arn("backup", "recovery-point:" + job));
    }

    void copied(String point) {
        snapshot(point).ifPresent(id -> account.service(RdsSandbox.class).backedUp(id));
    }

    void forget(String point) {
        snapshot(point).ifPresent(id -> account.service(RdsSandbox.class).forgetBackup(id));
    }

    /** The identifier of RDS's snapshot behind a recovery point. */
    static Optional<String> snapshot(String point) {
        int at = point.indexOf(":snapshot:");
        return at < 0 ? Optional.empty() : Optional.of(point.substring(at + ":snapshot:".length()));
    }

    private Optional<DBInstance> instance(String arn) {
        return account.service(RdsSandbox.class).instances().stream()
                .filter(one -> one.dbInstanceArn().equals(arn))
                .findFirst();
    }
}
