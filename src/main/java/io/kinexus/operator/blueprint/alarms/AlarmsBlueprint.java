package io.kinexus.operator.blueprint.alarms;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Severity;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.alarm.AlarmSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One alarm for each rule on each resource that its metric fits. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class AlarmsBlueprint implements Blueprint<AlarmsDeclaration> {
    private static final KindName NAME = new KindName("alarms");
    private static final int LONGEST_NAME = 255;
    private static final Duration FINE = Duration.ofMinutes(1);
    private static final Duration COARSE = Duration.ofMinutes(5);
    private static final Duration FINE_UNTIL = Duration.ofMinutes(15);

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<AlarmsDeclaration> declaration() {
        return AlarmsDeclaration.class;
    }

    @Override
    public List<Flaw> check(AlarmsDeclaration declaration, Site site) {
        return AlarmsCheck.check(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(AlarmsDeclaration declaration, Site site) {
        List<Declared<?>> wanted = new ArrayList<>();
        Subjects.of(declaration, site)
                .forEach((about, subject) -> declaration.rules().forEach(rule -> subject.measure(rule)
                        .ifPresent(measure -> wanted.add(alarm(declaration, site, about, rule, measure)))));
        wanted.addAll(SlowQueries.filters(declaration, site));
        return wanted;
    }

    private static Declared<AlarmSpec> alarm(
            AlarmsDeclaration declaration, Site site, String about, Rule rule, Measure measure) {
        String target = about.replace('/', '-');
        Optional<String> topic = topic(declaration, rule);
        List<String> actions =
                topic.map(name -> List.of(site.ref("topic", name, "arn"))).orElse(List.of());
        Duration period = rule.lasting().compareTo(FINE_UNTIL) > 0 ? COARSE : FINE;
        int points = (int) rule.lasting().dividedBy(period);
        AlarmSpec spec = new AlarmSpec(
                physicalName(site, site.self().name(), rule, about),
                description(about, rule),
                measure.metric(),
                measure.metrics(),
                measure.basis(),
                period,
                points,
                points,
                rule.above().isPresent() ? AlarmSpec.Comparison.ABOVE : AlarmSpec.Comparison.BELOW,
                rule.above().or(rule::below).orElseThrow() * (measure.perMinute() ? period.toMinutes() : 1),
                measure.missing(),
                actions,
                actions);
        List<String> notes = new ArrayList<>(measure.notes());
        if (topic.isEmpty()) {
            notes.add("tells nobody: no topic is declared for " + word(rule.severity()));
        }
        return Declared.of(site.id("alarm", site.self().name() + "-" + rule.name() + "-" + target), site.self(), spec)
                .notes(notes);
    }

    /** @param about what it is for, as {@code kind/name} */
    static String physicalName(Site site, String declaration, Rule rule, String about) {
        return site.derived(declaration, rule.name() + "-" + about.replace('/', '-'), LONGEST_NAME);
    }

    private static Optional<String> topic(AlarmsDeclaration declaration, Rule rule) {
        return rule.severity() == Severity.CRITICAL ? declaration.critical() : declaration.warning();
    }

    /** {@code critical: cpu of service/kinexus-api above 80 for 5m}. */
    private static String description(String about, Rule rule) {
        String side = rule.above().isPresent() ? " above " : " below ";
        double threshold = rule.above().or(rule::below).orElseThrow();
        return word(rule.severity()) + ": " + word(rule.metric()) + " of " + about + side
                + BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString() + " for "
                + rule.lasting().toMinutes() + "m";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
