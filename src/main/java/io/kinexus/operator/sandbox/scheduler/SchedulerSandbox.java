package io.kinexus.operator.sandbox.scheduler;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules, and the groups that they are kept in.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class SchedulerSandbox implements SandboxService {
    private Optional<Schedules> schedules = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        ScheduleGroups groups = new ScheduleGroups(account);
        Schedules all = new Schedules(account, groups, new Firing(account));
        groups.install(handlers, all::dropped);
        all.install(handlers);
        schedules = Optional.of(all);
    }

    @Override
    public Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        schedules
                .orElseThrow()
                .all()
                .forEach((name, one) -> state.put(
                        name,
                        Map.of(
                                "expression", one.written.scheduleExpression(),
                                "timeZone", one.written.scheduleExpressionTimezone(),
                                "state", one.written.stateAsString(),
                                "target", one.written.target().arn(),
                                "next", one.next.map(String::valueOf).orElse(""),
                                "invocations", one.invocations,
                                "failedInvocations", one.failedInvocations,
                                "lastFailure", one.lastFailure.orElse(""))));
        return state;
    }
}
