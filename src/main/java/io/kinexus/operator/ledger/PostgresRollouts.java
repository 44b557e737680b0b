package io.kinexus.operator.ledger;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Rollouts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** One row a rollout, numbered as they began; beside them one row a service that is held back, and one a wish. */
public final class PostgresRollouts implements Rollouts {
    private static final String PUT = """
        insert into rollout (id, environment, service, revision, began_at, state, ended, body)
        values (:id, :environment, :service, :revision, :at, :state, :ended, cast(:body as jsonb))
        on conflict (id) do update
           set state = excluded.state, ended = excluded.ended, body = excluded.body
        """;
    private static final String FIRST_TIME = """
        update rollout set quarantined = true where id = :id and not quarantined
        """;
    private static final String QUARANTINE = """
        insert into quarantine (service, environment, revision, rollout, commit, because, at)
        values (:service, :environment, :revision, :rollout, :commit, :because, :at)
        on conflict (service) do update
           set revision = excluded.revision, rollout = excluded.rollout, commit = excluded.commit,
               because = excluded.because, at = excluded.at
        """;
    private static final String BECAUSE = "update quarantine set because = :because where rollout = :id";
    private static final String CURRENT = """
        select body from rollout one
         where environment = :environment
           and (not ended or number = (select max(number) from rollout other where other.service = one.service))
         order by number desc
        """;
    private static final String LATEST =
            "select body from rollout where environment = :environment order by number desc limit :most";
    private static final String GOOD = """
        select body from rollout where service = :service and state = 'Succeeded' order by number desc limit 1
        """;
    private static final String WISH = """
        insert into wish (rollout, kind, who, target) values (:rollout, :kind, :who, :target)
        on conflict (rollout) do update
           set kind = excluded.kind, who = excluded.who, target = excluded.target, made_at = now()
        """;

    private static final String HEARD = """
        delete from wish where rollout = :rollout and kind = :kind and who = :who and target = :target
        """;

    private final Jdbi jdbi;
    private final Fences fences;

    public PostgresRollouts(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.fences = new Fences(jdbi);
    }

    @Override
    public void put(Lease lease, Rollout rollout) {
        if (!rollout.order().service().environment().equals(lease.environment())) {
            throw new LeaseLost(lease);
        }
        fences.write(lease, handle -> {
            handle.createUpdate(PUT)
                    .bind("id", rollout.id())
                    .bind("environment", lease.environment())
                    .bind("service", rollout.order().service().toString())
                    .bind("revision", rollout.order().revision())
                    .bind("at", rollout.order().at().atOffset(ZoneOffset.UTC))
                    .bind("state", rollout.state().word())
                    .bind("ended", rollout.state().over())
                    .bind("body", RolloutJson.write(rollout))
                    .execute();
            rollout.state().quarantines().ifPresent(because -> quarantine(handle, rollout, because));
        });
    }

    private static void quarantine(Handle handle, Rollout rollout, String because) {
        boolean firstTime =
                handle.createUpdate(FIRST_TIME).bind("id", rollout.id()).execute() > 0;
        if (!firstTime) {
            handle.createUpdate(BECAUSE)
                    .bind("because", because)
                    .bind("id", rollout.id())
                    .execute();
            return;
        }
        Quarantine made = made(rollout, because);
        handle.createUpdate(QUARANTINE)
                .bind("service", made.service().toString())
                .bind("environment", made.service().environment())
                .bind("revision", made.revision())
                .bind("rollout", made.rollout())
                .bind("commit", made.commit())
                .bind("because", made.because())
                .bind("at", made.at().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Made when the rollout last came into another state, or last said something. */
    static Quarantine made(Rollout rollout, String because) {
        Instant at = rollout.history().stream()
                .map(Rollout.Moment::at)
                .reduce(rollout.order().at(), (earlier, later) -> later);
        return new Quarantine(
                rollout.order().service(),
                rollout.order().revision(),
                rollout.id(),
                rollout.order().commit(),
                because,
                at);
    }

    @Override
    public List<Rollout> current(String environment) {
        return jdbi.withHandle(handle -> handle.createQuery(CURRENT)
                .bind("environment", environment)
                .mapTo(String.class)
                .map(RolloutJson::read)
                .list());
    }

    @Override
    public List<Rollout> latest(String environment, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(LATEST)
                .bind("environment", environment)
                .bind("most", most)
                .mapTo(String.class)
                .map(RolloutJson::read)
                .list());
    }

    @Override
    public Optional<Rollout> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select body from rollout where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findFirst()
                .map(RolloutJson::read));
    }

    @Override
    public Optional<Rollout> good(ResourceId service) {
        return jdbi.withHandle(handle -> handle.createQuery(GOOD)
                .bind("service", service.toString())
                .mapTo(String.class)
                .findFirst()
                .map(RolloutJson::read));
    }

    @Override
    public Map<ResourceId, Quarantine> quarantines(String environment) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select * from quarantine where environment = :environment")
                .bind("environment", environment)
                .map(PostgresRollouts::heldBack)
                .stream()
                .collect(Collectors.toUnmodifiableMap(Quarantine::service, one -> one)));
    }

    private static Quarantine heldBack(ResultSet row, StatementContext context) throws SQLException {
        return new Quarantine(
                ResourceId.parse(row.getString("service")),
                row.getString("revision"),
                row.getString("rollout"),
                row.getString("commit"),
                row.getString("because"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    @Override
    public boolean release(ResourceId service) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from quarantine where service = :service")
                        .bind("service", service.toString())
                        .execute())
                > 0;
    }

    @Override
    public void wish(String rollout, Wish wish) {
        jdbi.useHandle(handle -> handle.createUpdate(WISH)
                .bind("rollout", rollout)
                .bind("kind", wish.kind().name())
                .bind("who", wish.by())
                .bind("target", wish.to())
                .execute());
    }

    @Override
    public Optional<Wish> wished(String rollout) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select kind, who, target from wish where rollout = :rollout")
                .bind("rollout", rollout)
                .map((row, context) -> new Wish(
                        Wish.Kind.valueOf(row.getString("kind")), row.getString("who"), row.getString("target")))
                .findFirst());
    }

    @Override
    public void heard(Lease lease, String rollout, Wish wish) {
        fences.write(lease, handle -> handle.createUpdate(HEARD)
                .bind("rollout", rollout)
                .bind("kind", wish.kind().name())
                .bind("who", wish.by())
                .bind("target", wish.to())
                .execute());
    }
}
