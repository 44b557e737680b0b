package io.kinexus.operator.ledger;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.gate.Tried;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Memory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** What an environment remembers, in three small tables. */
public final class PostgresMemory implements Memory {
    private static final String TRIED = """
        insert into tried (environment, resource, fingerprint, times, said, outside, at)
        values (:environment, :resource, :fingerprint, 1, :said, :outside, :at)
        on conflict (environment, resource) do update
           set times = case
                   when tried.fingerprint = excluded.fingerprint and tried.outside = excluded.outside
                   then tried.times + 1 else 1 end,
               fingerprint = excluded.fingerprint,
               said = excluded.said,
               outside = excluded.outside,
               at = excluded.at
        """;
    private static final String USE = """
        insert into used_permit (environment, action, arn, until, reason)
        values (:environment, :action, :arn, :until, :reason)
        on conflict do nothing
        """;
    private static final String DESTROY = """
        insert into destruction (environment, most_deletes, who, at) values (:environment, :most, :who, :at)
        on conflict (environment) do update
           set most_deletes = excluded.most_deletes, who = excluded.who, at = excluded.at
        """;
    private static final String PAUSE = """
        insert into pause (environment, paused, who) values (:environment, :paused, :who)
        on conflict (environment) do update set paused = excluded.paused, who = excluded.who, at = now()
        """;

    private final Jdbi jdbi;
    private final Fences fences;

    public PostgresMemory(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.fences = new Fences(jdbi);
    }

    @Override
    public Map<ResourceId, Tried> tries(String environment) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select resource, fingerprint, times, said, outside, at from tried"
                        + " where environment = :environment")
                .bind("environment", environment)
                .map((row, context) -> Map.entry(ResourceId.parse(row.getString("resource")), tried(row)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Tried tried(ResultSet row) throws SQLException {
        return new Tried(
                row.getString("fingerprint"),
                row.getInt("times"),
                row.getString("said"),
                row.getBoolean("outside"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    @Override
    public void tried(Lease lease, ResourceId resource, Tried one) {
        fences.write(lease, handle -> handle.createUpdate(TRIED)
                .bind("environment", lease.environment())
                .bind("resource", resource.toString())
                .bind("fingerprint", one.fingerprint())
                .bind("said", one.said())
                .bind("outside", one.outside())
                .bind("at", one.at().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public void forget(Lease lease, ResourceId resource) {
        fences.write(lease, handle -> handle.createUpdate(
                        "delete from tried where environment = :environment and resource = :resource")
                .bind("environment", lease.environment())
                .bind("resource", resource.toString())
                .execute());
    }

    @Override
    public Set<Permit> usedPermits(String environment) {
        return jdbi.withHandle(handle -> Set.copyOf(handle.createQuery(
                        "select action, arn, until, reason from used_permit where environment = :environment")
                .bind("environment", environment)
                .map(PostgresMemory::permit)
                .set()));
    }

    private static Permit permit(ResultSet row, StatementContext context) throws SQLException {
        return new Permit(
                Permit.Kind.valueOf(row.getString("action")),
                row.getString("arn"),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }

    @Override
    public void use(Lease lease, Permit permit) {
        fences.write(lease, handle -> handle.createUpdate(USE)
                .bind("environment", lease.environment())
                .bind("action", permit.action().name())
                .bind("arn", permit.arn())
                .bind("until", permit.until().atOffset(ZoneOffset.UTC))
                .bind("reason", permit.reason())
                .execute());
    }

    @Override
    public Optional<Destruction> destruction(String environment) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select most_deletes, who, at from destruction where environment = :environment")
                .bind("environment", environment)
                .map((row, context) -> new Destruction(
                        row.getInt("most_deletes"),
                        row.getString("who"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .findFirst());
    }

    @Override
    public void destroy(String environment, Destruction word) {
        jdbi.useHandle(handle -> handle.createUpdate(DESTROY)
                .bind("environment", environment)
                .bind("most", word.maxDeletes())
                .bind("who", word.by())
                .bind("at", word.at().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public void spare(String environment) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from destruction where environment = :environment")
                .bind("environment", environment)
                .execute());
    }

    @Override
    public boolean paused(String environment) {
        return jdbi.withHandle(handle -> handle.createQuery("select paused from pause where environment = :environment")
                .bind("environment", environment)
                .mapTo(Boolean.class)
                .findFirst()
                .orElse(false));
    }

    @Override
    public void pause(String environment, boolean paused, String by) {
        jdbi.useHandle(handle -> handle.createUpdate(PAUSE)
                .bind("environment", environment)
                .bind("paused", paused)
                .bind("who", by)
                .execute());
    }
}
