package io.kinexus.operator.app;

import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.CostView;
import io.kinexus.operator.api.DiagnosisView;
import io.kinexus.operator.api.VerificationView;
import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Operator;
import io.kinexus.operator.cli.PolicyReport;
import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Charges;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.ledger.LocalPostgres;
import io.kinexus.operator.ledger.PostgresMemory;
import io.kinexus.operator.ledger.PostgresRollouts;
import io.kinexus.operator.rollout.diagnosis.Diagnosis;
import io.kinexus.operator.rollout.verify.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The verbs, done by this process. */
final class LocalOperator implements Operator {
    private final Configuration configuration;
    private final Console console;

    LocalOperator(Configuration configuration, Console console) {
        this.configuration = configuration;
        this.console = console;
    }

    @Override
    public int run(RunRequest request) throws IOException {
        return new ControllerProcess(configuration, console).run(request);
    }

    @Override
    public int sandbox(RunRequest request) throws IOException {
        return new SandboxProcess(console).run(request);
    }

    @Override
    public List<String> validate(Path desiredState, Optional<String> environment) {
        if (environment.isEmpty()) {
            return DesiredFolders.at(configuration, desiredState).problems();
        }
        DesiredFolder folder = DesiredFolders.known(DesiredFolders.at(configuration, desiredState), environment.get());
        return folder.read(environment.get()).fold(desired -> List.of(), problems -> problems);
    }

    @Override
    public Plan plan(Path desiredState, String environment) {
        Desired desired = DesiredFolders.read(DesiredFolders.at(configuration, desiredState), environment);
        Pricing pricing = PriceFiles.pricing(configuration);
        try (Cloud cloud = new AwsCloud(configuration);
                Workers workers = new Workers()) {
            Instant now = cloud.clock().instant();
            Preflight preflight = new Preflight(cloud.clock());
            return new DryRun(Kinds.installed(), new SweptTags(), workers.kinds(), preflight, pricing)
                    .plan(
                            desired,
                            new Sessions(cloud.clients(), workers.calls(), configuration.notebook(), cloud.clock())
                                    .access(desired.settings()),
                            now,
                            remembered(desired, now));
        }
    }

    @Override
    public VerificationView verify(Path desiredState, String environment) {
        Desired desired = DesiredFolders.read(DesiredFolders.at(configuration, desiredState), environment);
        try (Cloud cloud = new AwsCloud(configuration);
                Workers workers = new Workers()) {
            Access access = new Sessions(cloud.clients(), workers.calls(), configuration.notebook(), cloud.clock())
                    .access(desired.settings());
            return VerificationView.of(
                    environment,
                    new DryRun(Kinds.installed(), new SweptTags(), workers.kinds(), new Preflight(cloud.clock()))
                            .verify(desired, access, cloud.clock().instant()));
        }
    }

    @Override
    public DiagnosisView diagnose(Path desiredState, String environment, Optional<String> resource) {
        Desired desired = DesiredFolders.read(DesiredFolders.at(configuration, desiredState), environment);
        try (Cloud cloud = new AwsCloud(configuration);
                Workers workers = new Workers()) {
            Instant now = cloud.clock().instant();
            Optional<Circumstances> known = ledger(desired, now);
            Preflight preflight = new Preflight(cloud.clock());
            Access access = new Sessions(cloud.clients(), workers.calls(), configuration.notebook(), cloud.clock())
                    .access(desired.settings());
            return new DryRun(Kinds.installed(), new SweptTags(), workers.kinds(), preflight)
                    .examine(
                            desired,
                            access,
                            now,
                            known.orElseGet(() -> Circumstances.fresh(desired.settings(), now)),
                            (scope, seen) ->
                                    Diagnosing.view(seen, Diagnosis.of(scope, seen), known.isPresent(), resource));
        }
    }

    /** A plan reads the ledger where it can be reached, and can do without. */
    private Circumstances remembered(Desired desired, Instant now) {
        return ledger(desired, now).orElseGet(() -> Circumstances.fresh(desired.settings(), now));
    }

    private Optional<Circumstances> ledger(Desired desired, Instant now) {
        Optional<DatabaseUrl> ledger = configuration
                .databaseUrl()
                .map(DatabaseUrl::parse)
                .or(() -> LocalPostgres.running(configuration.home()));
        if (ledger.isEmpty()) {
            return Optional.empty();
        }
        try (Database database = Database.connect(ledger.get())) {
            return Optional.of(DryRun.remembered(
                    new PostgresMemory(database.jdbi()), new PostgresRollouts(database.jdbi()), desired, now));
        } catch (RuntimeException unreachable) {
            console.note("done without the ledger, which cannot be read at " + ledger.get());
            return Optional.empty();
        }
    }

    @Override
    public ApplyReport apply(ApplyRequest request) throws IOException {
        return new Applying(configuration).apply(request);
    }

    @Override
    public String schema(Optional<String> kind) {
        return Schemas.json(kind);
    }

    @Override
    public CostView cost(Path desiredState, String environment) {
        Desired desired = DesiredFolders.read(DesiredFolders.at(configuration, desiredState), environment);
        return CostView.of(
                desired.settings(),
                PriceFiles.pricing(configuration)
                        .bill(desired.settings().region(), Charges.wanted(Kinds.installed(), desired)),
                desired.waiting());
    }

    @Override
    public PolicyReport iam(Path desiredState, String environment) {
        Desired desired = DesiredFolders.read(DesiredFolders.at(configuration, desiredState), environment);
        return IamPolicy.of(Kinds.installed().all(), desired);
    }

    @Override
    public void rest(Duration time) {
        Pause.of(time, "it was done");
    }
}
