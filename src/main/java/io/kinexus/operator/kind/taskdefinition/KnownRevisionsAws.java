package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * What earlier processes have read of revisions, as digests: a family, the revision that its service runs, the deployment that
 * runs it, and what it says. Within one account a revision's number is never given out twice; that it still is the same
 * account, and not a test server's new one behind the same address, is what the deployment's id and birth say.
 */
final class KnownRevisionsAws {
    private static final String HEADER = "task definitions, 1";
    private static final int MOST = 10_000;
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) (\\S+ \\d+) ([0-9a-f]{64})");

    private final Notebook notebook;
    private final String page;
    private final Map<String, Known> families = new TreeMap<>();
    private boolean news;

    private KnownRevisionsAws(Notebook notebook, String page) {
        this.notebook = notebook;
        this.page = page;
        notebook.read(page).ifPresent(this::parse);
    }

    private record Known(String arn, String deployment, String digest) {}

    static KnownRevisionsAws of(Scope scope) {
        return scope.keep(
                KnownRevisionsAws.class,
                KnownRevisionsAws.class,
                () -> new KnownRevisionsAws(
                        scope.notebook(),
                        "task-definition/" + scope.account() + "/" + scope.region() + "/" + scope.environment()));
    }

    /** What stands for the life of the account: the deployment that runs this revision; empty where AWS names none. */
    static Optional<String> deployment(Service service, String arn) {
        return service.deployments().stream()
                .filter(one -> arn.equals(one.taskDefinition()))
                .filter(one -> one.id() != null && one.createdAt() != null)
                .findFirst()
                .map(KnownRevisionsAws::named);
    }

    private static String named(Deployment deployment) {
        return deployment.id().replaceAll("\\s", "_") + " "
                + deployment.createdAt().toEpochMilli();
    }

    /** Whether this revision, run by this deployment, was seen to say this. */
    synchronized boolean said(String family, String arn, String deployment, String digest) {
        return new Known(arn, deployment, digest).equals(families.get(family));
    }

    synchronized void saw(String family, String arn, String deployment, String digest) {
        if (families.size() >= MOST && !families.containsKey(family)) {
            return;
        }
        Known known = new Known(arn, deployment, digest);
        news |= !known.equals(families.put(family, known));
    }

    /** Leaves it for other processes, where there is anything new. */
    synchronized void leave() {
        if (news) {
            notebook.write(page, text());
            news = false;
        }
    }

    private String text() {
        return families.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().arn() + " "
                        + entry.getValue().deployment() + " " + entry.getValue().digest())
                .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    /** A page of any other form says nothing; one that is wrong in parts proves nothing by them. */
    private void parse(String text) {
        if (!text.startsWith(HEADER + "\n")) {
            return;
        }
        text.lines().limit(MOST).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                families.put(parts.group(1), new Known(parts.group(2), parts.group(3), parts.group(4)));
            }
        });
    }
}
