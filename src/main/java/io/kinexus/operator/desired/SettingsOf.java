package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.environment.EnvironmentDeclaration;
import io.kinexus.operator.core.environment.Budget;
import io.kinexus.operator.core.environment.Freeze;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.environment.Window;
import java.time.ZoneId;
import java.util.Set;

/** What the loop needs of an Environment document. */
final class SettingsOf {
    private SettingsOf() {}

    /** @param spec without mistakes */
    static Settings of(String name, EnvironmentDeclaration spec) {
        return new Settings(
                name,
                spec.account(),
                spec.region(),
                spec.mode(),
                spec.tags(),
                spec.reconcile().fast(),
                spec.reconcile().slow(),
                new Limits(spec.limits().maxDeletes(), spec.limits().maxConcurrentRollouts()),
                spec.freeze().stream().map(SettingsOf::freeze).toList(),
                spec.permits().stream().map(SettingsOf::permit).toList(),
                spec.budget().map(SettingsOf::budget),
                spec.permissionsBoundary());
    }

    private static Budget budget(EnvironmentDeclaration.Budget budget) {
        return new Budget(budget.monthlyUsd(), budget.onExceed() == EnvironmentDeclaration.OnExceed.HOLD);
    }

    private static Freeze freeze(EnvironmentDeclaration.Freeze freeze) {
        return new Freeze(freeze.name(), window(freeze), Set.copyOf(freeze.allow()));
    }

    private static Window window(EnvironmentDeclaration.Freeze freeze) {
        if (freeze.from().isPresent()) {
            return Window.between(freeze.from().get(), freeze.to().orElseThrow());
        }
        return UnixCron.window(
                freeze.cron().orElseThrow(),
                freeze.duration().orElseThrow(),
                ZoneId.of(freeze.timeZone().orElse("UTC")));
    }

    private static Permit permit(EnvironmentDeclaration.Leave leave) {
        return new Permit(leave.action(), leave.resource(), leave.until(), leave.reason());
    }
}
