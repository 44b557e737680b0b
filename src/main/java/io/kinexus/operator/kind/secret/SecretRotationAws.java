package io.kinexus.operator.kind.secret;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.secret.SecretSpec.Generate;
import io.kinexus.operator.kind.secret.SecretSpec.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * One step of a rotation at a time, told by the stages of the versions alone, so that whoever comes next goes on where the
 * last one stopped: a pending version is made, its password is set in the database, it is waited for and tried, and then the
 * version becomes the current one. Each step may be done again: the pending version's id follows from the current one's, and
 * setting the same password twice changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">the same
 *     steps, by a function</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html">one user, or two</a>
 */
final class SecretRotationAws {
    /** Marks a pending version whose password the database has been asked to take. */
    static final String SET = "kinexus-set";

    /** Marks the version that has a database's connection in it: the new one has all that the one before had. */
    private static final String CONNECTION = "kinexus-connection";

    private static final String CLONE = "_clone";
    private static final int VERSION = 32;
    private static final Duration APPLIES = Duration.ofSeconds(30);
    private static final Duration BY_HAND = Duration.ofMinutes(10);

    private final DatabaseUsers users;

    SecretRotationAws(DatabaseUsers users) {
        this.users = users;
    }

    /** One secret that is rotated, as it is now. */
    private record Turn(Scope scope, SecretSpec spec, Rotation rotation, DescribeSecretResponse there) {
        SecretsManagerClient secrets() {
            return scope.client(SecretsManagerClient.class);
        }

        Optional<String> at(String stage) {
            return SecretSweep.at(there.versionIdsToStages(), stage);
        }

        String current() {
            return at(SecretSweep.CURRENT).orElse("");
        }

        /** The id of the version that comes after the current one. */
        String next() {
            return Names.sha256("rotate " + there.arn() + " " + current()).substring(0, VERSION);
        }

        Generate generate() {
            return spec.generate().orElseThrow();
        }

        SecretText value(String version) {
            GetSecretValueResponse read =
                    secrets().getSecretValue(r -> r.secretId(there.arn()).versionId(version));
            return SecretText.of(Optional.ofNullable(read.secretString()).orElse(""));
        }

        void stage(String stage, String version) {
            secrets().updateSecretVersionStage(r -> r.secretId(there.arn())
                    .versionStage(stage)
                    .removeFromVersionId(at(stage).orElse(null))
                    .moveToVersionId(version));
        }
    }

    /** When the current password was made: a version that only adds a connection to it is no new one. */
    static Optional<Instant> made(Scope scope, SecretLive live) {
        return live.currentVersion()
                .map(current -> scope.keep(live.arn() + " made " + current, Instant.class, () -> scope
                        .client(SecretsManagerClient.class)
                        .listSecretVersionIdsPaginator(
                                r -> r.secretId(live.arn()).includeDeprecated(true))
                        .stream()
                        .flatMap(page -> page.versions().stream())
                        .filter(version ->
                                SecretVersion.chosen(version.versionId()).equals(SecretVersion.chosen(current)))
                        .map(version -> version.createdDate())
                        .min(Instant::compareTo)
                        .orElse(scope.now())));
    }

    Outcome update(
            Scope scope, Declared<SecretSpec> wanted, SecretLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            Turn turn = new Turn(
                    scope,
                    wanted.spec(),
                    wanted.spec().rotation().orElseThrow(),
                    scope.client(SecretsManagerClient.class).describeSecret(r -> r.secretId(live.arn())));
            Optional<String> pending = turn.at(SecretLive.PENDING).filter(version -> !version.equals(turn.current()));
            if (pending.isPresent() && !pending.get().equals(turn.next())) {
                return Outcome.terminal(
                        "PendingVersionOfOthers",
                        "secret " + live.name() + " has a pending version that was not made here: end that rotation, or"
                                + " remove the stage AWSPENDING from version "
                                + SecretVersion.shown(pending.get()));
            }
            if (pending.isEmpty()) {
                return due(turn, live) ? begin(turn) : Outcome.done();
            }
            return turn.at(SET).filter(turn.next()::equals).isPresent() ? finish(turn) : set(turn);
        });
    }

    /** The listing may be behind: only what is said of the current version counts. */
    private static boolean due(Turn turn, SecretLive live) {
        SecretLive now = new SecretLive(live.name(), live.arn(), turn.there().versionIdsToStages(), live.tags());
        return made(turn.scope(), now)
                .filter(made ->
                        !made.plus(turn.rotation().every()).isAfter(turn.scope().now()))
                .isPresent();
    }

    private Outcome begin(Turn turn) {
        SecretText before = turn.value(turn.current());
        Optional<SecretText> next = before.rotated(turn.generate(), user(turn, before));
        if (next.isEmpty()) {
            return Outcome.terminal(
                    "SecretWithoutUserName",
                    "the value of secret " + turn.spec().name() + " is not a JSON object with username and password");
        }
        boolean alone = turn.rotation().instance().isEmpty();
        put(turn, next.orElseThrow(), alone ? SecretSweep.CURRENT : SecretLive.PENDING);
        return alone
                ? Outcome.done()
                : Outcome.waiting("a new password for " + turn.spec().name(), Duration.ofSeconds(1));
    }

    /** Empty where the user stays the same. */
    private static Optional<String> user(Turn turn, SecretText before) {
        return turn.rotation().users() == 1
                ? Optional.empty()
                : turn.generate()
                        .username()
                        .map(first -> before.user().filter(first::equals).isPresent() ? first + CLONE : first);
    }

    private static void put(Turn turn, SecretText value, String stage) {
        try {
            turn.secrets().putSecretValue(r -> r.secretId(turn.there().arn())
                    .clientRequestToken(turn.next())
                    .secretString(value.text())
                    .versionStages(stage));
        } catch (SdkException failure) {
            // Made before, with another password: that one is as good, and only its stage is missing.
            if (!AwsFailures.is(failure, "ResourceExistsException")) {
                throw failure;
            }
            turn.stage(stage, turn.next());
        }
    }

    private Outcome set(Turn turn) {
        SecretText next = turn.value(turn.next());
        String user = next.user().orElse("");
        String instance = turn.rotation().instance().orElseThrow();
        boolean master = turn.generate().username().filter(user::equals).isPresent();
        if (!master) {
            Optional<String> refused =
                    users.let(turn.value(turn.current()), user, next.password().orElse(""));
            if (refused.isPresent()) {
                return Outcome.waiting(
                        "user " + user + " in database " + instance + " to be given its new password: " + refused.get()
                                + "; let the operator reach the database, or declare rotation with users: 1",
                        BY_HAND);
            }
        } else {
            DBInstance now = describe(turn, instance);
            if (!now.dbInstanceStatus().equals("available")) {
                return Outcome.waiting(
                        "database " + instance + ", which is " + now.dbInstanceStatus() + ", to take a new password",
                        APPLIES);
            }
            turn.scope().client(RdsClient.class).modifyDBInstance(r -> r.dbInstanceIdentifier(instance)
                    .masterUserPassword(next.password().orElse("")));
        }
        turn.stage(SET, turn.next());
        return Outcome.waiting("database " + instance + " to take a new password", APPLIES);
    }

    private Outcome finish(Turn turn) {
        String instance = turn.rotation().instance().orElseThrow();
        DBInstance now = describe(turn, instance);
        boolean busy = !now.dbInstanceStatus().equals("available")
                || (now.pendingModifiedValues() != null
                        && now.pendingModifiedValues().masterUserPassword() != null);
        if (busy) {
            return Outcome.waiting("database " + instance + " to take a new password", APPLIES);
        }
        SecretText next = turn.value(turn.next());
        boolean master = turn.generate().username().equals(next.user());
        Optional<String> refused = master ? Optional.empty() : users.opens(next);
        if (refused.isPresent()) {
            return Outcome.waiting(
                    "a login to database " + instance + " with its new password: " + refused.get(), BY_HAND);
        }
        boolean connected = turn.at(CONNECTION).filter(turn.current()::equals).isPresent();
        turn.stage(SecretSweep.CURRENT, turn.next());
        if (connected) {
            turn.stage(CONNECTION, turn.next());
        }
        return Outcome.done();
    }

    private static DBInstance describe(Turn turn, String instance) {
        return turn.scope()
                .client(RdsClient.class)
                .describeDBInstances(r -> r.dbInstanceIdentifier(instance))
                .dbInstances()
                .get(0);
    }
}
