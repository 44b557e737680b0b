package io.kinexus.operator.cli;

import io.kinexus.operator.api.VerificationView;
import io.kinexus.operator.api.VerificationView.ServiceChecks;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks whether the services' next revisions could run at all; never writes, and needs no controller. */
@Command(name = "verify", description = "Checks whether the services of one environment could roll out; never writes.")
final class VerifyVerb extends Verb {
    private final Operator operator;

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final ClockOption clock = new ClockOption();

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    VerifyVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        VerificationView found = operator.verify(common().desiredState(), environment);
        answer(found, text(found));
        return found.passed() ? Exit.FINE : Exit.FAILED;
    }

    private static String text(VerificationView found) {
        return found.services().isEmpty()
                ? found.environment() + " has no services to check.\n"
                : found.services().stream().map(VerifyVerb::table).collect(Collectors.joining("\n"));
    }

    private static String table(ServiceChecks service) {
        Table table = new Table("CHECK", "RESULT", "");
        service.checks().forEach(check -> table.row(check.name(), check.result(), check.said()));
        return service.id() + "\n" + table.text();
    }
}
