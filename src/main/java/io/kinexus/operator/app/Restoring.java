package io.kinexus.operator.app;

import io.kinexus.operator.api.BrokenFiles;
import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.NoSuchCopy;
import io.kinexus.operator.api.RefusedStart;
import io.kinexus.operator.api.RestoreControl;
import io.kinexus.operator.api.RestoreRequest;
import io.kinexus.operator.api.RestoreView;
import io.kinexus.operator.api.Unacceptable;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Restorer;
import io.kinexus.operator.core.resource.Restorer.Copy;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.kind.backupselection.BackupSelectionSpec;
import io.kinexus.operator.kind.backupselection.RestoreNoteAws;
import io.kinexus.operator.kind.backupvault.BackupVaultSpec;
import io.kinexus.operator.ledger.PostgresActs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Restores beside the original, for whoever asks over REST. What was begun is read back from AWS: any replica answers. */
final class Restoring implements RestoreControl {
    private final Ports ports;
    private final PostgresActs acts;
    /** Copies whose end this process has written to the journal. */
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    Restoring(Ports ports, PostgresActs acts) {
        this.ports = ports;
        this.acts = acts;
    }

    @Override
    public RestoreView restore(String environment, RestoreRequest what, Caller by) {
        Desired desired = desired(environment);
        Scope scope = ports.access().apply(desired.settings()).sweep();
        Optional<Instant> at = what.moment();
        Declared<?> original = original(desired, what.resource());
        acts.add(
                environment,
                "restore " + what.resource()
                        + at.map(moment -> " as of " + moment).orElse(""),
                by.name(),
                ports.clock().instant());
        String copy = begin(ports.kinds().of(original.id().kind()), scope, original, at);
        return look(environment, copy);
    }

    private static <S extends Spec> String begin(
            ResourceKind<S, ?> kind, Scope scope, Declared<?> one, Optional<Instant> at) {
        Restorer<S> restorer = kind.restorer().orElseThrow();
        Declared<S> named = Declared.of(one.id(), one.from(), kind.specType().cast(one.spec()));
        Declared<S> original = one.existing().map(named::existing).orElse(named);
        String copy = restorer.copy(original, scope.now());
        restorer.restore(scope, original, at, copy)
                .fold(
                        done -> "",
                        waiting -> "",
                        retryable -> refuse(retryable.failure()),
                        terminal -> refuse(terminal.failure()));
        return copy;
    }

    private static String refuse(Outcome.Failure failure) {
        throw new RefusedStart(failure.message());
    }

    private Declared<?> original(Desired desired, String resource) {
        List<Declared<?>> of = desired.resources().stream()
                .filter(one -> one.from().toString().equals(resource))
                .toList();
        if (of.isEmpty()) {
            throw new Unacceptable("there is no " + resource + " in "
                    + desired.settings().name() + "; name one as the files do, such as database/"
                    + desired.settings().name());
        }
        return of.stream()
                .filter(one -> ports.kinds().of(one.id().kind()).restorer().isPresent())
                .findFirst()
                .orElseThrow(() -> new Unacceptable(instead(resource)));
    }

    private static String instead(String resource) {
        if (resource.startsWith("bucket/")) {
            return resource
                    + " is not restored as a whole: a versioned bucket keeps what was deleted, object by object;"
                    + " for a recovery point use AWS Backup's StartRestoreJob with another bucket";
        }
        return resource.startsWith("table/")
                ? resource + " is not restored by this version: use RestoreTableToPointInTime with another table name"
                : resource + " holds no data that could be restored; databases can be";
    }

    @Override
    public RestoreView look(String environment, String copy) {
        Desired desired = desired(environment);
        Scope scope = ports.access().apply(desired.settings()).sweep();
        Copy seen = ports.kinds().all().stream()
                .flatMap(kind -> kind.restorer().stream())
                .flatMap(restorer -> restorer.look(scope, copy).stream())
                .findFirst()
                .orElseThrow(() -> new NoSuchCopy(environment, copy));
        Duration sofar = Duration.between(seen.began(), scope.now());
        if (!seen.ready()) {
            return view(environment, seen, sofar);
        }
        Duration took = vault(desired, seen)
                .map(vault -> RestoreNoteAws.put(scope, vault.name(), seen.of(), seen.began(), sofar))
                .orElse(sofar);
        if (took.equals(sofar) && ended.add(copy)) {
            acts.add(
                    environment,
                    "restored " + seen.of() + " as " + copy + " in " + took.toSeconds() + " s",
                    "kinexus",
                    scope.now());
        }
        return view(environment, seen, took);
    }

    /** Of the plan that backs it up, where there is one. */
    private static Optional<BackupVaultSpec> vault(Desired desired, Copy seen) {
        return desired.resources().stream()
                .filter(one -> one.spec() instanceof BackupSelectionSpec selection
                        && selection.sources().stream()
                                .anyMatch(source -> source.declared().equals(seen.of())))
                .flatMap(selection ->
                        desired.resources().stream().filter(one -> one.from().equals(selection.from())))
                .map(Declared::spec)
                .filter(BackupVaultSpec.class::isInstance)
                .map(BackupVaultSpec.class::cast)
                .findFirst();
    }

    private static RestoreView view(String environment, Copy seen, Duration took) {
        Optional<String> endpoint = Optional.ofNullable(seen.outputs().get("host"))
                .map(host -> host + ":" + seen.outputs().getOrDefault("port", ""));
        String next = seen.ready()
                ? "check its data there with the original's user name and password; to use it, declare it as a"
                        + " Database with existing: " + seen.name()
                        + " and refer to it, or copy its data over; delete it by hand when it has served"
                : "";
        return new RestoreView(
                environment,
                seen.of(),
                seen.name(),
                seen.status(),
                seen.ready() || seen.failed(),
                seen.ready(),
                took.toSeconds(),
                endpoint,
                next);
    }

    private Desired desired(String environment) {
        return ports.desired()
                .read(Controller.known(ports.desired(), environment))
                .fold(complete -> complete, problems -> {
                    throw new BrokenFiles(problems);
                });
    }
}
